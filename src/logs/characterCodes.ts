/* What a character is, by its code. */

/** 0 to 9. */
export function isDigit(code: number): boolean {
  return code >= 48 && code <= 57;
}

/** A to Z. */
export function isCapital(code: number): boolean {
  return code >= 65 && code <= 90;
}

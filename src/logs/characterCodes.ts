/* What a character is, by its code. */

/** 0 to 9. */
export function isDigit(code: number): boolean {
  return code >= 48 && code <= 57;
}

/** A to Z. */
export function isCapital(code: number): boolean {
  return code >= 65 && code <= 90;
}

/**
 * A table of ASCII with 1 for these characters. A loop of the module itself, instead, may have all of the program's
 * modules compiled as they start.
 */
export function tableOf(characters: string): Uint8Array {
  const table = new Uint8Array(128);
  for (const character of characters) {
    table[character.charCodeAt(0)] = 1;
  }
  return table;
}

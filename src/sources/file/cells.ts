/** The same bytes as what decodes a part of itself fastest. */
export function asBuffer(bytes: Uint8Array): Buffer {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

/** A plain decimal number, exact while its digits fit 2^53; -1 for anything else. */
export function decimal(bytes: Uint8Array, start: number, end: number): number {
  let mantissa = 0;
  let point = -1;
  for (let i = start; i < end; i++) {
    const byte = bytes[i];
    if (byte === 46 && point < 0) {
      point = i;
    } else if (byte >= 48 && byte <= 57) {
      mantissa = mantissa * 10 + byte - 48;
    } else {
      return -1;
    }
  }
  const isExact = mantissa <= Number.MAX_SAFE_INTEGER && end - start <= 20 && end - start > (point < 0 ? 0 : 1);
  return isExact ? (point < 0 ? mantissa : mantissa / POWERS[end - point - 1]) : -1;
}

const POWERS = Array.from({ length: 22 }, (_, power) => 10 ** power);

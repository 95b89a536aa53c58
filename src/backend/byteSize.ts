/**
 * About how many bytes plain data takes in memory. Each column and each text counts; what an object costs is a guess.
 */
export function byteSize(value: unknown): number {
  if (typeof value === 'string') {
    return 16 + value.length;
  }
  if (typeof value !== 'object' || value === null) {
    return 8;
  }
  if (ArrayBuffer.isView(value)) {
    return 64 + value.byteLength;
  }
  let bytes = 32;
  for (const part of Object.values(value)) {
    bytes += 8 + byteSize(part);
  }
  return bytes;
}

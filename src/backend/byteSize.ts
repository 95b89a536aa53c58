import { evenly } from '../analysis/statistics/evenly';

/** Of the items of a longer list so many are looked at, and the others taken to be like them. */
const LOOKED_AT = 50;

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
  const parts: unknown[] = Array.isArray(value) ? value : Object.values(value);
  const looked = evenly(parts, LOOKED_AT);
  let bytes = 0;
  for (const part of looked) {
    bytes += 8 + byteSize(part);
  }
  return 32 + Math.round((bytes * parts.length) / Math.max(1, looked.length));
}

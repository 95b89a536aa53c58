import { FNV_SEED, fnv1a } from '../../random/fnv1a';

/** Another start, for the other half. */
const SECOND_SEED = 0x050c5d1f;

/** FNV-1a, 64 bits as two halves of 32, in hexadecimal: for ids that must be stable, not secret. */
export function hash(text: string): string {
  return hexadecimal(fnv1a(text, FNV_SEED)) + hexadecimal(fnv1a(text, SECOND_SEED));
}

function hexadecimal(half: number): string {
  return (half >>> 0).toString(16).padStart(8, '0');
}

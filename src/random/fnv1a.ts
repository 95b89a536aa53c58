/*
 * FNV-1a, 32 bits, over the UTF-16 codes of a text: for tables and names that must be stable, not secret.
 * (http://www.isthe.com/chongo/tech/comp/fnv/)
 */

export const FNV_SEED = 0x811c9dc5;
export const FNV_PRIME = 0x01000193;

/** The hash of a text, a signed 32-bit number. */
export function fnv1a(text: string, seed = FNV_SEED): number {
  let hash = seed;
  for (let i = 0; i < text.length; i++) {
    hash = Math.imul(hash ^ text.charCodeAt(i), FNV_PRIME);
  }
  return hash;
}

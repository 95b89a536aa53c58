/** FNV-1a, 64 bits as two halves of 32, in hexadecimal: for ids that must be stable, not secret. */
export function hash(text: string): string {
  let first = 0x811c9dc5;
  let second = 0x050c5d1f;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    first = Math.imul(first ^ code, PRIME);
    second = Math.imul(second ^ code, PRIME);
  }
  return hexadecimal(first) + hexadecimal(second);
}

const PRIME = 0x01000193;

function hexadecimal(half: number): string {
  return (half >>> 0).toString(16).padStart(8, '0');
}

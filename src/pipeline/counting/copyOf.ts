/** A string of its own: a part of a longer one would keep all of that in memory. */
export function copyOf(text: string): string {
  return Buffer.from(text).toString();
}

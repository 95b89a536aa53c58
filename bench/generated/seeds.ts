/** The seeds of `1..20`, or of one number alone; what is none of these ends the program with the usage. */
export function seedsOf(text: string, usage: string): number[] {
  const [first, last = first] = text.split('..').map(Number);
  if (!(Number.isSafeInteger(first) && Number.isSafeInteger(last) && last >= first)) {
    process.stderr.write(`Usage: ${usage}\n`);
    process.exit(1);
  }
  return Array.from({ length: last - first + 1 }, (_, i) => first + i);
}

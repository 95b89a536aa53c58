const wholeFormat = new Intl.NumberFormat('en-US', { maximumFractionDigits: 0 });
const tenthsFormat = new Intl.NumberFormat('en-US', { maximumFractionDigits: 1 });

/** Whether its digits alone are how a number is written: of most counts they are, and Intl takes its time. */
function isPlain(value: number): boolean {
  return value >= 0 && value < 1000 && Number.isInteger(value);
}

/** "8,543". */
export function whole(value: number): string {
  return isPlain(value) ? String(value) : wholeFormat.format(value);
}

/** "3.2", "8,543", "12". */
export function tenths(value: number): string {
  return isPlain(value) ? String(value) : tenthsFormat.format(value);
}

/** "41%", "2.2%". */
export function percent(share: number): string {
  return `${(share >= 0.1 ? whole : tenths)(share * 100)}%`;
}

/** A share that is a whole one only where nothing is missing of it: "100%", "99.9%", "0%". */
export function shareOfAll(share: number): string {
  return `${Math.floor(1000 * share + 1e-9) / 10}%`;
}

/** "8,543 ms", "3.2 ms". */
export function milliseconds(ms: number): string {
  return `${(ms >= 100 ? whole : tenths)(ms)} ms`;
}

/** "1,240", "1,240 ms". */
export function count(value: number, unit: string): string {
  return `${(value >= 100 ? whole : tenths)(value)}${unit === '' ? '' : ` ${unit}`}`;
}

/** "1 log", "1,204 logs". */
export function plural(count: number, noun: string): string {
  return `${whole(count)} ${noun}${count === 1 ? '' : 's'}`;
}

/** "a", "a and b", "a, b and c". */
export function listed(names: readonly string[]): string {
  return names.length > 1 ? `${names.slice(0, -1).join(', ')} and ${names[names.length - 1]}` : names.join();
}

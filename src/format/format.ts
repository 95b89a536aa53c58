const wholeFormat = new Intl.NumberFormat('en-US', { maximumFractionDigits: 0 });
const tenthsFormat = new Intl.NumberFormat('en-US', { maximumFractionDigits: 1 });
const exactFormat = new Intl.NumberFormat('en-US', { maximumFractionDigits: 20 });
const threeDigitsFormat = new Intl.NumberFormat('en-US', { maximumSignificantDigits: 3 });

/** By digits after the point. One format is made once: each making takes as long as a hundred numbers. */
const decimalFormats = new Map<number, Intl.NumberFormat>();

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

/** "156.23": always so many digits after the point. */
export function decimal(value: number, digits: number): string {
  let format = decimalFormats.get(digits);
  if (!format) {
    format = new Intl.NumberFormat('en-US', { minimumFractionDigits: digits, maximumFractionDigits: digits });
    decimalFormats.set(digits, format);
  }
  return format.format(value);
}

/** "1,000,000", "0.0001": all digits that a number has. */
export function exact(value: number): string {
  return exactFormat.format(value);
}

/** "12,300", "0.0123": three digits that say something. */
export function threeDigits(value: number): string {
  return threeDigitsFormat.format(value);
}

/** "41%", "2.2%"; "2.15%" where it is said how many digits there are after the point. */
export function percent(share: number, digits?: number): string {
  return `${digits === undefined ? (share >= 0.1 ? whole : tenths)(share * 100) : decimal(100 * share, digits)}%`;
}

/** A share that is a whole one only where nothing is missing of it: "100%", "99.9%", "0%". */
export function shareOfAll(share: number): string {
  return `${Math.floor(1000 * share + 1e-9) / 10}%`;
}

/** "8,543 ms", "3.2 ms"; "156.23 ms" where it is said how many digits there are after the point. */
export function milliseconds(ms: number, digits?: number): string {
  return `${digits === undefined ? (ms >= 100 ? whole : tenths)(ms) : decimal(ms, digits)} ms`;
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

/** "database, payment-service and 3 others". */
export function some(names: readonly string[], most: number): string {
  const others = names.length - most;
  return others > 1 ? listed([...names.slice(0, most), `${whole(others)} others`]) : listed(names);
}

/** "First error": a sentence of what stood within one. */
export function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** The beginning of a text that is longer than `most`. */
export function clipped(text: string, most: number): string {
  return text.length > most ? `${text.slice(0, most)}…` : text;
}

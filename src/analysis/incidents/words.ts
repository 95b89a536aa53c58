import { type WindowTable } from '../windows';

const wholeFormat = new Intl.NumberFormat('en-US', { maximumFractionDigits: 0 });
const tenthsFormat = new Intl.NumberFormat('en-US', { maximumFractionDigits: 1 });

/** Whether its digits alone are how a number is written: of most counts they are, and Intl takes its time. */
function isPlain(value: number): boolean {
  return value >= 0 && value < 1000 && Number.isInteger(value);
}

/** "8,543". */
function whole(value: number): string {
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

/** "18 minutes", "3.5 hours". */
export function duration(ms: number): string {
  const minutes = ms / 60_000;
  return minutes < 120 ? plural(Math.round(minutes), 'minute') : `${tenths(minutes / 60)} hours`;
}

/** A span of minutes as windows, at least one. */
export function widthInWindows(minutes: number, windows: WindowTable): number {
  return Math.max(1, Math.round((minutes * 60_000) / windows.windowMs));
}

/** What is shown of a line. */
const EXAMPLE = 100;

/** Ids tell nothing of a kind of line. */
const ID = /\b[0-9a-f]{16,}\b|\b[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\b/gi;

/** The beginning of a line, without long ids. */
export function excerpt(text: string): string {
  const line = text
    .split('\n', 1)[0]
    .slice(0, 5 * EXAMPLE)
    .replace(ID, '…');
  return line.length > EXAMPLE ? `${line.slice(0, EXAMPLE)}…` : line;
}

/** By digits after the point. One format is made once: each making takes as long as a hundred numbers. */
const formats = new Map<number, Intl.NumberFormat>();

/** 156.23 */
export function decimal(n: number, digits = 2): string {
  let format = formats.get(digits);
  if (!format) {
    format = new Intl.NumberFormat('en-US', { minimumFractionDigits: digits, maximumFractionDigits: digits });
    formats.set(digits, format);
  }
  return format.format(n);
}

/** 100,800 */
export const count = (n: number): string => decimal(n, 0);

/** 2.15% */
export const percent = (ratio: number, digits = 2): string => `${decimal(100 * ratio, digits)}%`;

export const milliseconds = (ms: number | undefined, digits = 2): string =>
  ms === undefined ? 'not logged' : `${decimal(ms, digits)} ms`;

/** 2024-10-29 14:23:45, UTC. */
export const dateTime = (ms: number): string => new Date(ms).toISOString().slice(0, 19).replace('T', ' ');

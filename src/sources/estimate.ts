/** About what reading all lines of a range takes. */
export interface Estimate {
  readonly lines: number;
  /** Of all lines; left out where that is not known. */
  readonly bytes?: number;
  /** About how many lines a request gives; left out where that is not known. */
  readonly linesARequest?: number;
}

/** Lines that are weighed where the store does not say what all of them weigh. */
export const WEIGHED = 100;

/** @param sample some of the lines, as they come */
export function weighed(lines: number, sample: readonly unknown[], linesARequest: number): Estimate {
  if (sample.length === 0) {
    return { lines, linesARequest };
  }
  const bytes = sample.reduce<number>((sum, line) => sum + Buffer.byteLength(JSON.stringify(line)), 0);
  return { lines, bytes: Math.round((lines * bytes) / sample.length), linesARequest };
}

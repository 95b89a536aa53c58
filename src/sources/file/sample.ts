/** Bytes of a file that are looked at to learn its form: so many at its beginning, in its middle and at its end. */
const PART = 65_536;
/** Of each so many lines are enough. */
const LINES = 128;
const NEWLINE = 10;

/**
 * Whole lines of a file's beginning, middle and end, in their order; without line ends. A line longer than a part is
 * cut.
 */
export function sampleLines(bytes: Uint8Array): string[] {
  if (bytes.length <= 3 * PART) {
    return linesOf(bytes, 0, bytes.length);
  }
  const middle = Math.floor((bytes.length - PART) / 2);
  const last = bytes.length - PART;
  return [
    ...linesOf(bytes, 0, PART, false, true),
    ...linesOf(bytes, middle, middle + PART, true, true),
    ...linesOf(bytes, last, bytes.length, true),
  ];
}

/**
 * @param isCutFirst the first line begins before `start`, and @param isCutLast the last one ends behind `end`: they are
 * left out.
 */
function linesOf(bytes: Uint8Array, start: number, end: number, isCutFirst = false, isCutLast = false): string[] {
  const first = isCutFirst ? bytes.indexOf(NEWLINE, start) + 1 : start;
  const last = isCutLast ? bytes.lastIndexOf(NEWLINE, end - 1) : end;
  const from = first > start && first < end ? first : start;
  const to = last > from ? last : end;
  const text = new TextDecoder().decode(bytes.subarray(from, to));
  return text
    .split('\n', isCutFirst || isCutLast ? LINES : undefined)
    .map((line) => (line.endsWith('\r') ? line.slice(0, -1) : line));
}

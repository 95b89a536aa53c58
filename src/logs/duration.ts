/** Milliseconds in a unit of time. */
export const MS_PER_UNIT: Readonly<Record<string, number>> = {
  ns: 1e-6,
  us: 1e-3,
  µs: 1e-3, // U+00B5, as Go writes it
  μs: 1e-3, // U+03BC
  ms: 1,
  s: 1000,
  sec: 1000,
  m: 60_000,
  min: 60_000,
  h: 3_600_000,
  d: 86_400_000,
};

const PART = /(\d+(?:\.\d+)?|\.\d+)\s*(ns|us|µs|μs|ms|sec|s|min|m|h|d)/y;
const ISO = /^P(?:(\d+)D)?T?(?:(\d+)H)?(?:(\d+)M)?(?:(\d+(?:\.\d+)?)S)?$/;
const CLOCK = /^(\d+):([0-5]\d):([0-5]\d(?:\.\d+)?)$/;

/**
 * Milliseconds of a duration as logs write it: a bare number in `unitMs`, "12.5ms", "350 ms", "1m2.3s", "PT0.5S", "00:00:01.5".
 * @param unitMs milliseconds in the unit of a bare number.
 * @returns NaN for what is no duration, and for a negative one.
 */
export function parseDuration(text: string, unitMs: number): number {
  if (text === '') {
    return NaN;
  }
  const number = Number(text);
  if (!Number.isNaN(number)) {
    return number >= 0 && number < Infinity ? number * unitMs : NaN;
  }
  const first = text.charCodeAt(0);
  if (first === 80 /* P */) {
    const parts = ISO.exec(text);
    return parts && text.length > 2
      ? ((Number(parts[1] ?? 0) * 24 + Number(parts[2] ?? 0)) * 60 + Number(parts[3] ?? 0)) * 60_000 +
          Number(parts[4] ?? 0) * 1000
      : NaN;
  }
  const clock = CLOCK.exec(text);
  if (clock) {
    return (Number(clock[1]) * 60 + Number(clock[2])) * 60_000 + Number(clock[3]) * 1000;
  }
  let total = 0;
  let at = 0;
  while (at < text.length) {
    PART.lastIndex = at;
    const part = PART.exec(text);
    if (!part) {
      return NaN;
    }
    total += Number(part[1]) * MS_PER_UNIT[part[2]];
    at = PART.lastIndex;
  }
  return total;
}

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

const UNITS = new Map(Object.entries(MS_PER_UNIT));
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
  return text.charCodeAt(0) === 80 /* P */ ? parseIso(text) : text.includes(':') ? parseClock(text) : parseParts(text);
}

function parseIso(text: string): number {
  const parts = ISO.exec(text);
  if (!parts || text.length <= 2) {
    return NaN;
  }
  const [days, hours, minutes, seconds] = parts.slice(1).map((part) => Number(part ?? 0));
  return ((days * 24 + hours) * 60 + minutes) * 60_000 + seconds * 1000;
}

function parseClock(text: string): number {
  const clock = CLOCK.exec(text);
  return clock ? (Number(clock[1]) * 60 + Number(clock[2])) * 60_000 + Number(clock[3]) * 1000 : NaN;
}

/** Numbers with their units, one or several in a row. */
function parseParts(text: string): number {
  const { length } = text;
  let total = 0;
  let at = 0;
  while (at < length) {
    const start = at;
    while (at < length && isNumberCode(text.charCodeAt(at))) {
      at++;
    }
    const value = at > start ? Number(text.slice(start, at)) : NaN;
    at += text.charCodeAt(at) === 32 ? 1 : 0;
    const unitStart = at;
    while (at < length && !isNumberCode(text.charCodeAt(at)) && text.charCodeAt(at) !== 32) {
      at++;
    }
    const unitMs = UNITS.get(text.slice(unitStart, at));
    if (unitMs === undefined || Number.isNaN(value)) {
      return NaN;
    }
    total += value * unitMs;
    at += text.charCodeAt(at) === 32 ? 1 : 0;
  }
  return total;
}

function isNumberCode(code: number): boolean {
  return (code >= 48 && code <= 57) || code === 46;
}

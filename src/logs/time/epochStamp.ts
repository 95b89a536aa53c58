import { isDigit } from '../characterCodes';
import { isPlausible } from './calendar';
import { POINT, ZERO } from './clock';
import { type Stamp } from './stamp';

/**
 * Digits, with or without decimals, as a time since the epoch, their unit known from their number. Exact to the
 * nanosecond.
 * @returns where it ends, or -1 for a time that logs can't be of
 */
export function scanEpoch(text: string, at: number, count: number, into: Stamp): number {
  // Of all digits in a row, the first `msDigits` are the milliseconds, the next six the nanoseconds.
  const msDigits = count + (count <= 11 ? 3 : count <= 14 ? 0 : count <= 17 ? -3 : -6);
  let end = at;
  let milliseconds = 0;
  let nanoseconds = 0;
  for (let digit = 0; digit < msDigits + 6; digit++) {
    if (end === at + count && text.charCodeAt(end) === POINT && isDigit(text.charCodeAt(end + 1))) {
      end++;
    }
    const value = text.charCodeAt(end) - ZERO;
    const isOne = value >= 0 && value <= 9;
    end += isOne ? 1 : 0;
    if (digit < msDigits) {
      milliseconds = milliseconds * 10 + (isOne ? value : 0);
    } else {
      nanoseconds = nanoseconds * 10 + (isOne ? value : 0);
    }
  }
  while (isDigit(text.charCodeAt(end))) {
    end++; // decimals beyond the nanosecond
  }
  into.form = 'epoch';
  into.clockMs = milliseconds;
  into.timeNs = nanoseconds;
  return isPlausible(milliseconds) ? end : -1;
}

/** Seconds since the epoch as zap writes a number by default: `1.730640600123e+09`. */
export function scanScientific(text: string, at: number, into: Stamp): number {
  const found = /^\d\.\d{5,16}e\+09(?!\d)/.exec(text.slice(at, at + 24));
  into.form = 'epoch';
  into.clockMs = found ? Math.round(Number(found[0]) * 1000) : NaN;
  into.timeNs = 0;
  return found && isPlausible(into.clockMs) ? at + found[0].length : -1;
}

/** The label of multilog and s6: seconds since 1970 TAI plus 2^62, and nanoseconds, in hexadecimal. */
export function fromTai64n(text: string, at: number, into: Stamp): number {
  const label = /^@40000000([0-9a-f]{8})([0-9a-f]{8})/.exec(text.slice(at, at + 25));
  if (!label) {
    return -1;
  }
  const nanoseconds = parseInt(label[2], 16);
  const milliseconds = Math.floor(nanoseconds / 1_000_000);
  into.form = 'tai64n';
  into.clockMs = (parseInt(label[1], 16) - TAI_AHEAD_SECONDS) * 1000 + milliseconds;
  into.timeNs = nanoseconds - milliseconds * 1_000_000;
  return isPlausible(into.clockMs) ? at + 25 : -1;
}

/** What writers of these labels add to UTC: ten seconds, without the leap seconds since 1972. */
const TAI_AHEAD_SECONDS = 10;

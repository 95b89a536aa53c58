import { MINUTE } from '../../time/units';
import { msOfUnit } from './units';

/** A longer text is no duration, but for a number of so many digits. */
const MAX_LENGTH = 64;
const ENDLESS = /^\d{32}/;

/**
 * Milliseconds of a duration as logs write it: a bare number in `unitMs`, `12.5ms`, `350 MS`, `2 seconds`, `1m2.3s`,
 * `1,234 ms`, `12,5 ms`, `PT0.5S`, `00:00:01.5`, `1 day, 0:00:02`, `1.02:03:04.5`.
 *
 * @param unitMs milliseconds in the unit of a bare number.
 * @param hasDecimalComma a comma parts off decimals, always. Otherwise one before three digits parts off thousands.
 * @returns NaN for what is no duration, and for a negative one. What no response can take (MAX_RESPONSE_TIME), even
 *   Infinity, is for the table to drop and to count.
 */
export function parseDuration(text: string, unitMs: number, hasDecimalComma = false): number {
  const { length } = text;
  if (length === 0 || length > MAX_LENGTH) {
    return ENDLESS.test(text) ? Infinity : NaN;
  }
  const number = isNumberCode(text.charCodeAt(length - 1)) ? Number(text) : NaN;
  return asResponseTime(number === number ? number * unitMs : parseText(text, unitMs, hasDecimalComma));
}

/** A number of milliseconds; NaN where it is less than nothing: so writers say that there is none. */
export function asResponseTime(milliseconds: number): number {
  return milliseconds >= 0 ? milliseconds : NaN;
}

function parseText(text: string, unitMs: number, hasDecimalComma: boolean): number {
  const plain = hasDecimalComma ? NaN : parseParts(text);
  if (plain === plain) {
    return plain;
  }
  const trimmed = text.trim();
  const first = trimmed.charCodeAt(0) | 32;
  return first === 112 /* p */
    ? parseIso(trimmed)
    : (parseClock(trimmed) ?? parseWords(trimmed, unitMs, hasDecimalComma));
}

const ISO =
  /^p(?:(\d+)w)?(?:(\d+(?:[.,]\d+)?)d)?(?:t(?:(\d+(?:[.,]\d+)?)h)?(?:(\d+(?:[.,]\d+)?)m)?(?:(\d+(?:[.,]\d+)?)s)?)?$/i;

/** ISO 8601, without years and months, which have no length. */
function parseIso(text: string): number {
  const parts = ISO.exec(text);
  if (!parts || !/\d[a-z]$/i.test(text)) {
    return NaN;
  }
  const [weeks, days, hours, minutes, seconds] = parts.slice(1).map((part = '0') => Number(part.replace(',', '.')));
  return (((weeks * 7 + days) * 24 + hours) * 60 + minutes) * MINUTE + seconds * 1000;
}

/** `H:MM:SS.fff`, the days before it as Python, .NET or PostgreSQL write them. */
const CLOCK = /^(?:(\d+)(?:\.| days?,? ))?(\d+):([0-5]\d):([0-5]\d(?:[.,]\d+)?)$/;

function parseClock(text: string): number | undefined {
  const clock = CLOCK.exec(text);
  if (!clock) {
    return undefined;
  }
  const [days = '0', hours, minutes, seconds] = clock.slice(1);
  const whole = (Number(days) * 24 + Number(hours)) * 60 + Number(minutes);
  return whole * MINUTE + Number(seconds.replace(',', '.')) * 1000;
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
    const unitMs = msOfUnit(text.slice(unitStart, at));
    if (unitMs === undefined || Number.isNaN(value)) {
      return NaN;
    }
    total += value * unitMs;
    at += text.charCodeAt(at) === 32 ? 1 : 0;
  }
  return total;
}

/** A number, with separators or an exponent, and its unit, which a bare number lacks. */
const PART =
  /(\d[\d.,'’\u00a0\u202f]*(?: \d{3}(?!\d))*(?:[.,]\d+)?(?:e[+-]?\d{1,3})?)\s*([^\d\s.,;]*)[.,;]?\s*(?:and |und |et |y )?/iy;

/** Forms that parseParts does not read: commas, exponents, words between the parts. */
function parseWords(text: string, unitMs: number, hasDecimalComma: boolean): number {
  let total = 0;
  let parts = 0;
  PART.lastIndex = 0;
  for (let at = 0; at < text.length; at = PART.lastIndex, parts++) {
    const part = PART.exec(text);
    const word = part?.[2] ?? '';
    const unit = word === '' && parts === 0 && PART.lastIndex === text.length ? unitMs : msOfUnit(word);
    if (!part || unit === undefined) {
      return NaN;
    }
    total += parseNumber(part[1], hasDecimalComma) * unit;
  }
  return parts > 0 ? total : NaN;
}

/**
 * Thousands as English, Swiss and French texts part them; decimals behind a point, or behind a comma that can't part
 * thousands.
 */
const THOUSANDS = /^[1-9]\d{0,2}(?:,\d{3})+(?:\.\d+)?(?:e[+-]?\d+)?$/i;
const THOUSANDS_BY_POINT = /^[1-9]\d{0,2}(?:\.\d{3})+,\d+$/;

function parseNumber(text: string, hasDecimalComma: boolean): number {
  const joined = text.replace(/['’\u00a0\u202f ]/g, '');
  if (!joined.includes(',')) {
    return Number(joined);
  }
  if (THOUSANDS_BY_POINT.test(joined)) {
    return Number(joined.replaceAll('.', '').replace(',', '.'));
  }
  return !hasDecimalComma && THOUSANDS.test(joined)
    ? Number(joined.replaceAll(',', ''))
    : Number(joined.replace(',', '.'));
}

function isNumberCode(code: number): boolean {
  return (code >= 48 && code <= 57) || code === 46;
}

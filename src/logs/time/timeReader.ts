import { type TimeParts } from './calendar';
import { scanZone, ZERO } from './clock';
import { readTimeBytes } from './isoBytes';
import { type Anchor, PartialTimes } from './partialTimes';
import { type DateOrder, isPartial, resolveWhole, type TimeContext, toUtc } from './resolve';
import { readStamp } from './readStamp';
import { Stamp } from './stamp';
import { compileTimeFormat, type TimeFormat } from './timeFormat';
import { anyLanguage, ENGLISH } from './words';
import { zoneOf } from './zones';

export interface TimeOptions {
  /** The form of times, in tokens of Luxon. Default: the usual forms are recognised. */
  timeFormat?: string;
  /** The zone of times that name none, of the IANA database. Default: UTC. */
  timeZone?: string;
  /** In which order numeric dates are. Default: decided for each by itself. */
  order?: DateOrder;
  anchor: Anchor;
}

/**
 * What a field says of a time: all of it, or only the day or the time of day, whose other half another field may say.
 */
export type TimeKind = 'time' | 'date' | 'clock';

/** Reads times in all the forms that logs have: of fields, cells and heads of texts alike. */
export class TimeReader {
  /** Completes those that leave out a part. */
  readonly partial: PartialTimes;
  readonly context: TimeContext;
  readonly format: TimeFormat | undefined;
  /** For the caller's own use between two calls. */
  readonly stamp = new Stamp();
  /** ISO 8601 without a zone is UTC, so that bytes can be read without more ado. */
  private readonly isPlain: boolean;

  /** @throws SettingsError for a form or a zone that is none */
  constructor({ timeFormat, timeZone, order, anchor }: TimeOptions) {
    this.context = { order, zone: timeZone === undefined || timeZone === '' ? undefined : zoneOf(timeZone) };
    this.format = timeFormat === undefined || timeFormat === '' ? undefined : compileTimeFormat(timeFormat, timeZone);
    this.partial = new PartialTimes(anchor, this.context);
    this.isPlain = !this.context.zone && !this.format;
  }

  /**
   * Reads a field that is nothing but a time. @returns what of a time it says; undefined where it is none, and `into`
   * is then undefined too
   */
  readField(text: string, into: TimeParts): TimeKind | undefined {
    const found = this.format?.find(text, 0);
    if (found) {
      into.timeMs = found.timeMs;
      into.timeNs = found.timeNs;
      return 'time';
    }
    return this.readWhole(text) ? this.readStamp(this.stamp, into) : undefined;
  }

  /** What a stamp says of a time, as `readField` gives it. */
  readStamp(stamp: Stamp, into: TimeParts): TimeKind | undefined {
    if (stamp.form === 'clock') {
      into.timeMs = stamp.clockMs;
      into.timeNs = stamp.timeNs;
      return 'clock';
    }
    if (isPartial(stamp.form)) {
      into.timeMs = this.partial.complete(stamp);
      into.timeNs = stamp.timeNs;
      return Number.isNaN(into.timeMs) ? undefined : 'time';
    }
    if (!resolveWhole(stamp, this.context, into)) {
      return undefined;
    }
    if (Number.isNaN(stamp.clockMs)) {
      return 'date';
    }
    this.partial.follow(into.timeMs);
    return 'time';
  }

  /** Joins the two halves of a time that `readField` gave. */
  join(dateMs: number, clockMs: number): number {
    // The day was taken for one of the zone that it is read in: its midnight is undone.
    const { zone } = this.context;
    if (!zone) {
      return dateMs + clockMs;
    }
    this.stamp.begin(0);
    const offset = dateMs - zone.toUtc(dateMs);
    return toUtc(this.stamp, dateMs + offset + clockMs, this.context);
  }

  /** A time that was read as UTC, of a zone that another field names; as it is where a setting, or nothing, knows it. */
  inZone(timeMs: number, zone: string): number {
    const { stamp, context } = this;
    const text = ` ${zone}`;
    stamp.begin(0);
    const isKnown = !context.zone && scanZone(text, 0, stamp) === text.length;
    return isKnown ? toUtc(stamp, timeMs, context) : timeMs;
  }

  /** Completes a time of day that `readField` gave. @returns NaN where nothing gives its day */
  completeClock(clockMs: number): number {
    this.stamp.begin(0);
    this.stamp.form = 'clock';
    this.stamp.clockMs = clockMs;
    return this.partial.complete(this.stamp);
  }

  /**
   * Reads a number: since the epoch, its unit known from its magnitude, or the digits of a date. @returns whether it is
   * a time
   */
  readNumber(value: number, into: TimeParts): boolean {
    return (
      value >= 1e8 &&
      value < 1e20 &&
      this.readField(value < 1e17 ? String(value) : BigInt(Math.round(value)).toString(), into) === 'time'
    );
  }

  /**
   * Reads bytes that are nothing but a whole time in a usual form, without a string being made. @returns whether they
   * are one
   */
  readPlainBytes(bytes: Uint8Array, start: number, end: number, into: TimeParts): boolean {
    // A date alone may have its time of day elsewhere.
    const isDate = end - start === DATE_LENGTH && bytes[start + 4] < ZERO;
    const isTime = this.isPlain && !isDate && readTimeBytes(bytes, start, end, into);
    if (isTime) {
      this.partial.follow(into.timeMs);
    }
    return isTime;
  }

  /** Reads bytes that are nothing but a time. @returns whether they are one, with its day */
  readBytes(bytes: Uint8Array, start: number, end: number, into: TimeParts): boolean {
    if (this.readPlainBytes(bytes, start, end, into)) {
      return true;
    }
    if (end - start < 6 || end - start > MAX_LENGTH) {
      return false;
    }
    const text = Buffer.from(bytes.buffer, bytes.byteOffset + start, end - start).toString('utf8');
    const kind = this.readField(text, into);
    if (kind !== 'clock') {
      return kind !== undefined;
    }
    into.timeMs = this.completeClock(into.timeMs);
    return !Number.isNaN(into.timeMs);
  }

  private readWhole(given: string): boolean {
    const { stamp } = this;
    const text = given.trim();
    const first = text.charCodeAt(0);
    const start = first === 91 /* [ */ || first === 34 /* " */ ? 1 : text.startsWith('/Date(') ? 6 : 0;
    const isRead =
      readStamp(text, start, stamp, ENGLISH, true) ||
      (mayNameMonth(text, start) && readStamp(text, start, stamp, anyLanguage(), true));
    // What follows may be another word for the zone: `+0100 CET`, `+01:00[Europe/Paris]`.
    return isRead && (stamp.end === text.length || ' []")+('.includes(text.charAt(stamp.end)));
  }
}

/** No time is written in more characters. */
const MAX_LENGTH = 64;
const DATE_LENGTH = 10;

/** A day or a year before a word, a time of day first or not; a word or two before a number. */
const NAMED_DATE =
  /(?:\d{1,2}:.{1,50}?[\s,])?\d{1,4}[ .\-/年]{1,2}(?:de )?\p{L}{3}|(?:[\p{L}\p{M}]{2,14}[\s.,\-/]{1,3}){1,3}\d/uy;

/** A year, or a clock: a date in words has one of them, or it is no whole time. */
const YEAR_OR_CLOCK = /\d{4}|\d[:.]\d\d/;

/** Whether a date in words may begin at `start`: the names of all languages are made for no other text. */
function mayNameMonth(text: string, start: number): boolean {
  NAMED_DATE.lastIndex = start;
  return text.length - start <= MAX_LENGTH && YEAR_OR_CLOCK.test(text) && NAMED_DATE.test(text);
}

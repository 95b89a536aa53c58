import { cyclic } from '../../time/cyclic';
import { DAY, HOUR, MINUTE } from '../../time/units';
import { civilDayOf, dayMs, isDay } from './calendar';
import { monthAndDay, type TimeContext, toUtc } from './resolve';
import { type Stamp, type StampForm } from './stamp';

/** By how much a clock may go back before it is another day: by daylight saving, and what comes late. */
const SAME_DAY_MS = HOUR + MINUTE;
/** By how much a date may go back before it is of another year. */
const SAME_YEAR_MS = 31 * DAY;

/** What gives the rest of times without a date or a year. */
export interface Anchor {
  /** A time shortly after the logs were written, such as that of their file. NaN: then these are no times. */
  nearMs: number;
  /** No log is of a later time. */
  nowMs: number;
  /** The first day, where a header or the name of the file says it. */
  firstDayMs?: number;
}

/**
 * Completes times without a year or a date, one after the other: a time of day that is earlier than the one before it
 * belongs to the next day, a date that is more than a month earlier to the next year. What the first and the last
 * belong to follows from the anchor.
 */
export class PartialTimes {
  /** How many times were completed. */
  count = 0;
  private lastMs = NaN;
  /** The last time was a whole one, or follows such. */
  private isSettled = false;
  private lacksDate = false;
  /** The last date without a year, and its midnight by the clocks of its zone. */
  private month = NaN;
  private day = NaN;
  private form: StampForm = 'clock';
  private dateMs = NaN;
  private year = NaN;
  private yearFromMs = NaN;
  private yearToMs = NaN;

  constructor(
    private readonly anchor: Anchor,
    private readonly context: TimeContext
  ) {}

  /** The last time, milliseconds since the epoch; NaN: none yet. */
  get last(): number {
    return this.lastMs;
  }

  /** A whole time was read: what follows is near it. */
  follow(timeMs: number): void {
    this.lastMs = timeMs;
    this.isSettled = true;
  }

  /** @returns milliseconds since the epoch, NaN where nothing gives the rest */
  complete(stamp: Stamp): number {
    const { nearMs, firstDayMs } = this.anchor;
    if (Number.isNaN(nearMs) && firstDayMs === undefined && !this.isSettled) {
      return NaN;
    }
    const time = stamp.form === 'clock' ? this.onDay(stamp) : this.inYear(stamp);
    if (!Number.isNaN(time)) {
      this.count++;
      this.lastMs = time;
      this.lacksDate ||= stamp.form === 'clock';
    }
    return time;
  }

  /** Times as they were completed one after the other are moved so that the last is right by the anchor. */
  settle(timeMs: Float64Array): void {
    const { nearMs, nowMs, firstDayMs } = this.anchor;
    if (this.count === 0 || this.isSettled || firstDayMs !== undefined) {
      return;
    }
    if (this.lacksDate) {
      const shift = Math.floor((nearMs - this.lastMs) / DAY) * DAY;
      for (let row = 0; row < timeMs.length; row++) {
        timeMs[row] += shift;
      }
      return;
    }
    const years = yearNear(this.lastMs, nearMs, nowMs) - yearOf(this.lastMs);
    for (let row = 0; years !== 0 && row < timeMs.length; row++) {
      timeMs[row] = inYear(timeMs[row], yearOf(timeMs[row]) + years);
    }
  }

  private onDay(stamp: Stamp): number {
    const { nearMs, firstDayMs } = this.anchor;
    if (Number.isNaN(this.lastMs)) {
      const near = firstDayMs ?? Math.floor(nearMs / DAY) * DAY;
      const time = toUtc(stamp, near + stamp.clockMs, this.context);
      return firstDayMs === undefined && time > nearMs ? time - DAY : time;
    }
    const day = Math.floor(this.lastMs / DAY) * DAY;
    const time = toUtc(stamp, day + stamp.clockMs, this.context);
    const later = time - this.lastMs;
    return later < -SAME_DAY_MS ? time + DAY : later > DAY - SAME_DAY_MS ? time - DAY : time;
  }

  private inYear(stamp: Stamp): number {
    if (stamp.month !== this.month || stamp.day !== this.day || stamp.form !== this.form) {
      const [month, day] = monthAndDay(stamp, this.context.order);
      this.dateMs = isDay(NaN, month, day) ? dayMs(this.yearFor(stamp, month, day), month, day) : NaN;
      this.month = stamp.month;
      this.day = stamp.day;
      this.form = stamp.form;
    }
    return toUtc(stamp, this.dateMs + stamp.clockMs, this.context);
  }

  private yearFor(stamp: Stamp, month: number, day: number): number {
    const timeIn = (year: number): number => toUtc(stamp, dayMs(year, month, day) + stamp.clockMs, this.context);
    if (Number.isNaN(this.lastMs)) {
      const { nearMs, nowMs, firstDayMs } = this.anchor;
      const near = firstDayMs ?? nearMs;
      return yearNear(timeIn(yearOf(near)), near, nowMs);
    }
    const year = this.lastYear();
    const later = timeIn(year) - this.lastMs;
    return later < -SAME_YEAR_MS ? year + 1 : later > 365 * DAY - SAME_YEAR_MS ? year - 1 : year;
  }

  /** The year of the last time: nearly always that of the one before. */
  private lastYear(): number {
    if (!(this.lastMs >= this.yearFromMs && this.lastMs < this.yearToMs)) {
      this.year = yearOf(this.lastMs);
      this.yearFromMs = dayMs(this.year, 1, 1);
      this.yearToMs = dayMs(this.year + 1, 1, 1);
    }
    return this.year;
  }
}

/** The year in which a time is nearest to another, and not after the present (a day is allowed for zones). */
function yearNear(timeMs: number, nearMs: number, nowMs: number): number {
  const year = yearOf(nearMs);
  const away = (of: number): number => Math.abs(inYear(timeMs, of) - nearMs);
  return [year - 1, year, year + 1]
    .filter((of) => inYear(timeMs, of) <= Math.max(nowMs, nearMs) + DAY)
    .reduce((best, of) => (away(of) < away(best) ? of : best), year - 1);
}

const civil = { year: 0, month: 0, day: 0 };

function yearOf(timeMs: number): number {
  return civilDayOf(timeMs, civil).year;
}

function inYear(timeMs: number, year: number): number {
  const { month, day } = civilDayOf(timeMs, civil);
  return dayMs(year, month, day) + cyclic(timeMs, DAY);
}

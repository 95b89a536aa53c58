import { DAY } from '../../time/units';

const FREQUENCIES = ['DAILY', 'WEEKLY', 'MONTHLY', 'YEARLY'] as const;
const DAYS = ['SU', 'MO', 'TU', 'WE', 'TH', 'FR', 'SA'];

/** Days that are looked at of one rule: those of 400 years. One that is beyond is no calendar of people. */
const MOST_DAYS = 146_097;

/** When something comes again (RFC 5545, 3.3.10), as far as it is by days. */
export interface Recurrence {
  readonly frequency: (typeof FREQUENCIES)[number];
  readonly interval: number;
  readonly count: number;
  /** As it is written: a date, or a time. */
  readonly until?: string;
  readonly byMonth: readonly number[];
  readonly byMonthDay: readonly number[];
  readonly byYearDay: readonly number[];
  /** 0 is Sunday; nth 0: each of them. */
  readonly byDay: ReadonlyArray<{ readonly day: number; readonly nth: number }>;
  readonly bySetPos: readonly number[];
  readonly weekStart: number;
}

/** Reads a rule. @returns a text that says what of it is not understood */
export function recurrenceOf(rule: string): Recurrence | string {
  const parts = new Map(rule.split(';').map((part) => [part.split('=')[0].trim().toUpperCase(), part.split('=')[1]]));
  const numbers = (name: string) => (parts.get(name)?.split(',') ?? []).map(Number);
  const frequency = FREQUENCIES.find((one) => one === parts.get('FREQ')?.toUpperCase());
  const unknown = [...parts.keys()].find((name) => !KNOWN.includes(name));
  const byDay = (parts.get('BYDAY')?.split(',') ?? []).map(weekdayOf);
  const recurrence = {
    interval: Number(parts.get('INTERVAL') ?? 1),
    count: Number(parts.get('COUNT') ?? Infinity),
    until: parts.get('UNTIL'),
    byMonth: numbers('BYMONTH'),
    byMonthDay: numbers('BYMONTHDAY'),
    byYearDay: numbers('BYYEARDAY'),
    byDay: byDay.filter((day) => day !== undefined),
    bySetPos: numbers('BYSETPOS'),
    weekStart: DAYS.indexOf(parts.get('WKST')?.toUpperCase() ?? 'MO'),
  };
  const { byMonth, byMonthDay, byYearDay, bySetPos, interval, count } = recurrence;
  const isRight =
    unknown === undefined &&
    [...byMonth, ...byMonthDay, ...byYearDay, ...bySetPos, interval].every((one) => Number.isInteger(one)) &&
    interval >= 1 &&
    count >= 1 &&
    byDay.length === recurrence.byDay.length &&
    recurrence.weekStart >= 0 &&
    (frequency === 'MONTHLY' || frequency === 'YEARLY' || recurrence.byDay.every(({ nth }) => nth === 0));
  return frequency && isRight ? { ...recurrence, frequency } : `its rule ${rule.slice(0, 200)} is not understood`;
}

const KNOWN = 'FREQ INTERVAL COUNT UNTIL BYMONTH BYMONTHDAY BYYEARDAY BYDAY BYSETPOS WKST'.split(' ');

function weekdayOf(text: string): { day: number; nth: number } | undefined {
  const [, nth, name] = /^([+-]?\d{1,2})?(SU|MO|TU|WE|TH|FR|SA)$/.exec(text.trim().toUpperCase()) ?? [];
  return name === undefined ? undefined : { day: DAYS.indexOf(name), nth: Number(nth ?? 0) };
}

/**
 * The starts by a rule that lie before a time, in order; those long before another time may be left out. All on the
 * wall clock, as the milliseconds that the same wall clock has in UTC.
 *
 * @param startMs no start lies before it; one that the rule does not have is none, as most calendars show it
 */
export function startsBy(recurrence: Recurrence, startMs: number, fromMs: number, toMs: number): number[] {
  const timeOfDay = modulo(startMs, DAY);
  const firstDay = (startMs - timeOfDay) / DAY;
  const { interval, count } = recurrence;
  // Where they are counted all have to be found, from the first one on.
  const soughtDay = count < Infinity ? firstDay : Math.max(firstDay, Math.floor(fromMs / DAY));
  const lastDay = Math.min(Math.floor(toMs / DAY), soughtDay + MOST_DAYS);
  const periods = periodsOf(recurrence, firstDay);
  const fits = fitsOf(recurrence, firstDay);
  const skipped = Math.floor(periods.indexOf(soughtDay) / interval) - 1;
  const starts: number[] = [];
  for (let index = Math.max(0, skipped) * interval; periods.at(index) <= lastDay; index += interval) {
    const days: number[] = [];
    for (let day = periods.at(index), next = periods.at(index + 1); day < next; day++) {
      if (fits(day)) {
        days.push(day);
      }
    }
    for (const day of atPositions(days, recurrence.bySetPos)) {
      const ms = day * DAY + timeOfDay;
      if (ms >= startMs && ms < toMs) {
        if (starts.length >= count) {
          return starts;
        }
        starts.push(ms);
      }
    }
  }
  return starts;
}

/** The days, weeks, months or years from that of the first day on: the first day of each, and in which one a day is. */
function periodsOf({ frequency, weekStart }: Recurrence, firstDay: number) {
  const first = new Date(firstDay * DAY);
  const [year, month] = [first.getUTCFullYear(), first.getUTCMonth()];
  const step = frequency === 'WEEKLY' ? 7 : 1;
  const origin = frequency === 'WEEKLY' ? firstDay - modulo(weekday(firstDay) - weekStart, 7) : firstDay;
  switch (frequency) {
    case 'DAILY':
    case 'WEEKLY':
      return {
        at: (index: number) => origin + index * step,
        indexOf: (day: number) => Math.floor((day - origin) / step),
      };
    case 'MONTHLY':
      return {
        at: (index: number) => dayOf(year, month + index),
        indexOf: (day: number) => (yearOf(day) - year) * 12 + monthOf(day) - month,
      };
    case 'YEARLY':
      return { at: (index: number) => dayOf(year + index, 0), indexOf: (day: number) => yearOf(day) - year };
  }
}

/** Whether a day has all that the rule names; what it leaves open is as of the first day. */
function fitsOf({ frequency, ...rule }: Recurrence, firstDay: number): (day: number) => boolean {
  const { byMonth, byMonthDay, byYearDay, byDay } = rule;
  const isOpen = byMonthDay.length + byYearDay.length + byDay.length === 0;
  const months =
    byMonth.length > 0 || !(isOpen && frequency === 'YEARLY') ? byMonth : [new Date(firstDay * DAY).getUTCMonth() + 1];
  const monthDays =
    isOpen && (frequency === 'MONTHLY' || frequency === 'YEARLY')
      ? [new Date(firstDay * DAY).getUTCDate()]
      : byMonthDay;
  const weekdays = isOpen && frequency === 'WEEKLY' ? [{ day: weekday(firstDay), nth: 0 }] : byDay;
  const isOfYear = frequency === 'YEARLY' && byMonth.length === 0;
  return (day) => {
    const date = new Date(day * DAY);
    const [year, month] = [date.getUTCFullYear(), date.getUTCMonth()];
    if (months.length > 0 && !months.includes(month + 1)) {
      return false;
    }
    const ofMonth = { first: day - date.getUTCDate() + 1, end: dayOf(year, month + 1) };
    const ofYear = { first: dayOf(year, 0), end: dayOf(year + 1, 0) };
    const nthOf = isOfYear ? ofYear : ofMonth;
    return (
      (monthDays.length === 0 || isNamed(monthDays, day, ofMonth)) &&
      (byYearDay.length === 0 || isNamed(byYearDay, day, ofYear)) &&
      (weekdays.length === 0 || weekdays.some((one) => one.day === weekday(day) && isNth(one.nth, day, nthOf)))
    );
  };
}

interface Span {
  /** The first day, and the one after the last. */
  readonly first: number;
  readonly end: number;
}

/** By its number from the start of a span, or with a minus from its end. */
function isNamed(numbers: readonly number[], day: number, { first, end }: Span): boolean {
  return numbers.includes(day - first + 1) || numbers.includes(day - end);
}

function isNth(nth: number, day: number, { first, end }: Span): boolean {
  return nth === 0 || (nth > 0 ? Math.floor((day - first) / 7) + 1 : -Math.floor((end - 1 - day) / 7) - 1) === nth;
}

function atPositions(days: readonly number[], positions: readonly number[]): readonly number[] {
  return positions.length === 0
    ? days
    : days.filter((_, index) => positions.includes(index + 1) || positions.includes(index - days.length));
}

const dayOf = (year: number, month: number): number => Date.UTC(year, month) / DAY;
const yearOf = (day: number): number => new Date(day * DAY).getUTCFullYear();
const monthOf = (day: number): number => new Date(day * DAY).getUTCMonth();
/** The epoch began on a Thursday. */
const weekday = (day: number): number => modulo(day + 4, 7);
const modulo = (value: number, by: number): number => ((value % by) + by) % by;

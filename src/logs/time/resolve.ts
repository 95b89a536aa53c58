import { MINUTE } from '../../time/units';
import { dayMs, fullYear, isDay, isPlausible, type TimeParts } from './calendar';
import { POINT, SLASH } from './clock';
import { type Stamp, type StampForm } from './stamp';
import { type Zone } from './zones';

/** In which order the numbers of a date stand: year, month, day. */
export const DATE_ORDERS = ['dmy', 'mdy', 'ymd'] as const;

export type DateOrder = (typeof DATE_ORDERS)[number];

/** What is known beside a time as it is written. */
export interface TimeContext {
  /** Of numeric dates; undefined: decided for each by itself. */
  order?: DateOrder;
  /** Of times that name none; undefined: UTC. */
  zone?: Zone;
}

/** Forms that leave out a part of the date. */
const PARTIAL: ReadonlySet<StampForm> = new Set(['clock', 'named without year', 'month and day', 'glog']);

export function isPartial(form: StampForm): boolean {
  return PARTIAL.has(form);
}

/**
 * The time that a stamp with a whole date means. A date alone is its midnight.
 * @returns whether there is such a time
 */
export function resolveWhole(stamp: Stamp, context: TimeContext, into: TimeParts): boolean {
  into.timeNs = stamp.timeNs;
  if (stamp.form === 'epoch' || stamp.form === 'tai64n') {
    into.timeMs = stamp.clockMs;
    return true;
  }
  const date = dateOf(stamp, context.order);
  if (Number.isNaN(date)) {
    return false;
  }
  into.timeMs = toUtc(stamp, date + (Number.isNaN(stamp.clockMs) ? 0 : stamp.clockMs), context);
  return true;
}

/** Milliseconds since the epoch of a time by the clocks of the stamp's zone. */
export function toUtc(stamp: Stamp, localMs: number, { zone }: TimeContext): number {
  if (stamp.hasOffset) {
    return localMs - stamp.offsetMinutes * MINUTE;
  }
  const its = stamp.zone ?? zone;
  return its ? its.toUtc(localMs) : localMs;
}

/** The first millisecond of the stamp's day; NaN where there is no such day. */
export function dateOf(stamp: Stamp, order: DateOrder | undefined): number {
  const { form, year, month, day } = stamp;
  if (form === 'numeric' || form === 'short numeric') {
    return dateByOrder(stamp, order ?? orderOf(stamp));
  }
  return isDay(year, month, day) ? plausible(dayMs(year, month, day)) : NaN;
}

/** The day of three numbers, the year with two digits or four. */
export function dateByOrder(
  { form, year: first, month: second, day: third }: Pick<Stamp, 'form' | 'year' | 'month' | 'day'>,
  order: DateOrder
): number {
  const isShort = form === 'short numeric';
  if (!isShort && order === 'ymd') {
    return NaN; // a year of four digits stands last
  }
  const year = order === 'ymd' ? first : third;
  const month = order === 'dmy' || order === 'ymd' ? second : first;
  const day = order === 'dmy' ? first : order === 'mdy' ? second : third;
  const whole = isShort ? fullYear(year) : year;
  return isDay(whole, month, day) && year < (isShort ? 100 : 10_000) ? plausible(dayMs(whole, month, day)) : NaN;
}

/** The order of one date by itself: by its values, else by what is usual with its sign. */
function orderOf(stamp: Stamp): DateOrder {
  const usual: readonly DateOrder[] =
    stamp.form === 'short numeric' && stamp.separator !== POINT
      ? ['ymd', 'mdy', 'dmy']
      : stamp.separator === POINT || !(stamp.hasHalfDay || stamp.separator === SLASH)
        ? ['dmy', 'mdy', 'ymd']
        : ['mdy', 'dmy', 'ymd'];
  return usual.find((order) => !Number.isNaN(dateByOrder(stamp, order))) ?? usual[0];
}

function plausible(ms: number): number {
  return isPlausible(ms) ? ms : NaN;
}

/** Month and day of a stamp without a year, in that order. */
export function monthAndDay({ form, month, day, separator }: Stamp, order: DateOrder | undefined): [number, number] {
  const isSwapped = order === 'dmy' || (order === undefined && separator === POINT && month <= 12 && day > 31);
  return form === 'month and day' && (isSwapped || month > 12) ? [day, month] : [month, day];
}

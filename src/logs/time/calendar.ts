import { DAY } from '../../time/units';

/** A time as a LogRecord holds it. */
export interface TimeParts {
  /** Whole milliseconds since the epoch. */
  timeMs: number;
  /** Nanoseconds within that millisecond. */
  timeNs: number;
}

/** Logs are of these years: digits that would be another one are an id or a count. */
const FIRST_MS = Date.UTC(1990, 0, 1);
const LAST_MS = Date.UTC(2100, 0, 1);

/** Whether logs can be of a time. */
export function isPlausible(timeMs: number): boolean {
  return timeMs >= FIRST_MS && timeMs < LAST_MS;
}

/** Whole milliseconds at the start of a day of the Gregorian calendar (Howard Hinnant, days_from_civil). */
export function dayMs(year: number, month: number, day: number): number {
  const y = month <= 2 ? year - 1 : year;
  const era = Math.floor(y / 400);
  const yearOfEra = y - era * 400;
  const dayOfYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + day - 1;
  const dayOfEra = yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear;
  return (era * 146_097 + dayOfEra - 719_468) * DAY;
}

/** A day of the Gregorian calendar. */
export interface CivilDay {
  year: number;
  month: number;
  day: number;
}

/** The day, in UTC, of a time since the epoch (Howard Hinnant, civil_from_days): without an object for each. */
export function civilDayOf(timeMs: number, into: CivilDay): CivilDay {
  const days = Math.floor(timeMs / DAY) + 719_468;
  const era = Math.floor(days / 146_097);
  const dayOfEra = days - era * 146_097;
  const leaps = Math.floor(dayOfEra / 1460) - Math.floor(dayOfEra / 36_524) + Math.floor(dayOfEra / 146_096);
  const yearOfEra = Math.floor((dayOfEra - leaps) / 365);
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const fifth = Math.floor((5 * dayOfYear + 2) / 153);
  into.month = fifth < 10 ? fifth + 3 : fifth - 9;
  into.day = dayOfYear - Math.floor((153 * fifth + 2) / 5) + 1;
  into.year = yearOfEra + era * 400 + (into.month <= 2 ? 1 : 0);
  return into;
}

/** Whether there is such a day; in any year where this is NaN. */
export function isDay(year: number, month: number, day: number): boolean {
  if (!(month >= 1 && month <= 12 && day >= 1 && day <= 31)) {
    return false;
  }
  const isLeap = Number.isNaN(year) || (year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0));
  return (
    day <= (month === 2 ? (isLeap ? 29 : 28) : month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31)
  );
}

/** The year that two digits stand for, as POSIX has it: 1969 to 2068. */
export function fullYear(twoDigits: number): number {
  return twoDigits + (twoDigits < 69 ? 2000 : 1900);
}

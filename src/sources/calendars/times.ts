import { DAY, HOUR, MINUTE, SECOND } from '../../time/units';
import { type Property } from './components';

/** A time zone. */
export interface Zone {
  /** From a wall clock, as the milliseconds that the same wall clock has in UTC. */
  toUtc(localMs: number): number;
}

/** The zone of a name of the calendar; where there is none that of the reader. */
export type Zones = (name: string | undefined) => Zone;

/** A time of an iCalendar: on a wall clock, or in UTC. */
export interface CalendarTime {
  /** As the milliseconds that the same wall clock has in UTC. */
  readonly localMs: number;
  /** A date alone: of all its day. */
  readonly isDate: boolean;
  readonly zone: Zone;
}

const TIME = /^(\d{4})(\d{2})(\d{2})(?:T(\d{2})(\d{2})(\d{2})?(Z)?)?$/;
const DURATION = /^([+-])?P(?:(\d+)W)?(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)S)?)?$/;

/** Clocks of UTC. */
export const UTC_ZONE: Zone = { toUtc: (localMs) => localMs };

/** The times of a property, those of a list one by one. Undefined: one of them is none. */
export function timesOf({ value, parameters }: Property, zones: Zones): CalendarTime[] | undefined {
  const zone = zones(parameters.get('TZID'));
  // Of a period the start alone: what comes again is as long as ever.
  const times = value.split(',').map((text) => timeOf(text.split('/')[0], zone));
  return times.every((time) => time !== undefined) ? times : undefined;
}

/** "20261224", "20261224T220000" or "20261224T220000Z". */
export function timeOf(text: string, zone: Zone): CalendarTime | undefined {
  const [match, year, month, day, hour, minute = 0, second = 0, isUtc] = TIME.exec(text.trim()) ?? [];
  if (match === undefined) {
    return undefined;
  }
  const dayMs = Date.UTC(Number(year), Number(month) - 1, Number(day));
  const isReal = new Date(dayMs).toISOString().slice(0, 10) === `${year}-${month}-${day}`;
  const localMs = dayMs + Number(hour ?? 0) * HOUR + Number(minute) * MINUTE + Number(second) * SECOND;
  return isReal ? { localMs, isDate: hour === undefined, zone: isUtc ? UTC_ZONE : zone } : undefined;
}

/** When that is. */
export function utcOf({ localMs, zone }: Pick<CalendarTime, 'localMs' | 'zone'>): number {
  return zone.toUtc(localMs);
}

/** How long "P1DT2H" is, milliseconds. Undefined: it is no length. */
export function lengthOf(text: string): number | undefined {
  const [match, sign, ...parts] = DURATION.exec(text.trim()) ?? [];
  if (match === undefined) {
    return undefined;
  }
  const [weeks, days, hours, minutes, seconds] = parts.map((part: string | undefined) => Number(part ?? 0));
  const ms = (weeks * 7 + days) * DAY + hours * HOUR + minutes * MINUTE + seconds * SECOND;
  return sign === '-' ? -ms : ms;
}

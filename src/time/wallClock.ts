import { QueryError } from '../errors';
import { MINUTE } from './units';

const HALF_HOUR = 30 * MINUTE;

/**
 * Gives a function from time (ms since the epoch) to the wall clock of a zone, as the milliseconds that the same wall
 * clock has in UTC. Offsets change at whole half hours only, so each half hour is asked for once.
 *
 * @throws QueryError for a zone that doesn't exist.
 */
export function wallClock(timeZone: string): (timeMs: number) => number {
  const format = formatOf(timeZone);
  const offsets = new Map<number, number>();
  return (timeMs) => {
    const start = Math.floor(timeMs / HALF_HOUR) * HALF_HOUR;
    let offset = offsets.get(start);
    if (offset === undefined) {
      offset = wallClockAt(format, start) - start;
      offsets.set(start, offset);
    }
    return timeMs + offset;
  };
}

/**
 * The inverse: from a wall clock to the time. Of a wall clock that comes twice one of the two, of one that is left out
 * a time beside it.
 */
export function fromWallClock(clock: (timeMs: number) => number): (localMs: number) => number {
  return (localMs) => {
    const near = localMs - (clock(localMs) - localMs);
    return localMs - (clock(near) - near);
  };
}

function formatOf(timeZone: string): Intl.DateTimeFormat {
  const part = '2-digit';
  try {
    return new Intl.DateTimeFormat('en-US', {
      timeZone,
      hourCycle: 'h23',
      year: 'numeric',
      month: part,
      day: part,
      hour: part,
      minute: part,
      second: part,
    });
  } catch (cause) {
    throw new QueryError(`"${timeZone}" is no time zone. Use an IANA name such as UTC or Europe/Berlin.`, { cause });
  }
}

function wallClockAt(format: Intl.DateTimeFormat, timeMs: number): number {
  const parts = format.formatToParts(timeMs);
  const part = (type: Intl.DateTimeFormatPartTypes) => Number(parts.find((found) => found.type === type)?.value);
  return Date.UTC(part('year'), part('month') - 1, part('day'), part('hour'), part('minute'), part('second'));
}

import { QueryError } from '../errors';
import { MINUTE } from './units';

const HALF_HOUR = 30 * MINUTE;

type Clock = (timeMs: number) => number;

/** Kept, for each refresh asks for the half hours of its days, and each takes some microseconds to find out. */
const CLOCKS = new Map<string, Clock>();
const MAX_CLOCKS = 5;

/** Of one clock: the half hours of 416 days. */
const MAX_OFFSETS = 20_000;

/**
 * Gives a function from time (ms since the epoch) to the wall clock of a zone, as the milliseconds that the same wall
 * clock has in UTC. Offsets change at whole half hours only, so each half hour is asked for once.
 *
 * @throws QueryError for a zone that doesn't exist.
 */
export function wallClock(timeZone: string): Clock {
  const known = CLOCKS.get(timeZone);
  if (known) {
    return known;
  }
  const clock = clockOf(formatOf(timeZone));
  makeRoom(CLOCKS, MAX_CLOCKS);
  CLOCKS.set(timeZone, clock);
  return clock;
}

function clockOf(format: Intl.DateTimeFormat): Clock {
  const offsets = new Map<number, number>();
  return (timeMs) => {
    const start = Math.floor(timeMs / HALF_HOUR) * HALF_HOUR;
    let offset = offsets.get(start);
    if (offset === undefined) {
      offset = wallClockAt(format, start) - start;
      makeRoom(offsets, MAX_OFFSETS);
      offsets.set(start, offset);
    }
    return timeMs + offset;
  };
}

function makeRoom(known: Map<unknown, unknown>, most: number): void {
  if (known.size >= most) {
    known.clear();
  }
}

/**
 * The inverse: from a wall clock to the time. Of a wall clock that comes twice one of the two, of one that is left out
 * a time beside it.
 */
export function fromWallClock(clock: Clock): (localMs: number) => number {
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

import { LRUCache } from 'lru-cache';
import { CancelledError, SeismologError } from '../../errors';
import { dateTime } from '../../format/dateTime';
import { type KnownEvent } from '../../query/calendar';
import { type CalendarToRead } from '../../query/calendarFiles';
import { DAY, MINUTE } from '../../time/units';
import { createHttpClient } from '../http/httpClient';
import { withoutSecrets } from '../saysNoSecrets';
import { parseCalendar, type ParsedCalendar } from './parseCalendar';

/** An analysis waits for it. */
const TIMEOUT_MS = 10_000;
const MAX_BODY_BYTES = 5e6;

/** How long a calendar is taken for what it was. */
const KEPT_MS = 15 * MINUTE;

/** A calendar as it was read last. */
export interface ReadCalendar {
  readonly calendar: ParsedCalendar;
  /** Why it could not be read anew, and since when it is as it is. */
  readonly stale?: string;
}

interface Kept {
  readonly calendar: ParsedCalendar;
  readonly readAtMs: number;
}

/** Of this process: calendars are read by every judgement, and change seldom. */
const kept = new LRUCache<string, Kept>({ max: 50 });

/**
 * A calendar by its address or its text. One that was read not long ago is not read again; one that cannot be read is
 * as it was when it could, which `stale` says.
 *
 * @param timeZone of times without a zone
 * @throws SeismologError where it was never read
 */
export async function readCalendar(
  { from }: Pick<CalendarToRead, 'from'>,
  timeZone: string,
  nowMs: number,
  signal: AbortSignal
): Promise<ReadCalendar> {
  const key = JSON.stringify([from, timeZone]);
  const known = kept.get(key);
  if (known && ('text' in from || nowMs < known.readAtMs + KEPT_MS)) {
    return known;
  }
  try {
    const calendar = parseCalendar('text' in from ? from.text : await textAt(from.url, signal), timeZone);
    kept.set(key, { calendar, readAtMs: nowMs });
    return { calendar };
  } catch (error) {
    if (!known || !(error instanceof SeismologError) || error instanceof CancelledError) {
      throw error;
    }
    return {
      calendar: known.calendar,
      stale: `${error.message} It is taken as it was at ${dateTime(known.readAtMs)}.`,
    };
  }
}

/** What a calendar says of a span: of its services, muted where it is. */
export function eventsOf(
  { services, isMuted }: Pick<CalendarToRead, 'services' | 'isMuted'>,
  calendar: ParsedCalendar,
  span: { readonly fromMs: number; readonly toMs: number }
): KnownEvent[] {
  return calendar.eventsIn(span).map((event) => ({
    ...event,
    services: event.services.length > 0 ? event.services : services,
    isMuted: isMuted || event.isMuted,
  }));
}

/** The next event of a calendar, within a year. */
export function nextEvent(calendar: ParsedCalendar, nowMs: number): KnownEvent | undefined {
  return calendar.eventsIn({ fromMs: nowMs, toMs: nowMs + 366 * DAY }, 'first').find(({ fromMs }) => fromMs >= nowMs);
}

async function textAt(address: string, signal: AbortSignal): Promise<string> {
  const { origin, pathname, searchParams } = new URL(address);
  const connection = { url: origin, headers: {}, tls: { skipVerify: false }, timeoutMs: TIMEOUT_MS };
  const http = createHttpClient(connection, 'The calendar', { explain, maxBodyBytes: MAX_BODY_BYTES });
  const params = Object.fromEntries([...searchParams.keys()].map((name) => [name, searchParams.getAll(name)]));
  // Whoever knows the path of a shared calendar may read it.
  const say = (text: string) => (pathname.length > 1 ? text.replaceAll(pathname, '/...') : text);
  return withoutSecrets(() => http.getText(pathname, params, signal), say);
}

function explain(status: number): string | undefined {
  return status === 401 || status === 403
    ? 'It asks for a login: take an address that it can be read at without one, or give its text.'
    : status === 404
      ? 'There is no calendar at this address.'
      : undefined;
}

import { type TimeRange } from '../analysis/windows/grid';
import { SeismologError } from '../errors';
import { whole } from '../format/format';
import { type Notice } from '../logs/notice';
import { eventsReachingInto, type KnownEvent, knownOf } from '../query/calendar';
import { type CalendarToRead } from '../query/calendarFiles';
import { type ResolvedSettings } from '../query/resolved';
import { MOST_EVENTS, problemsOf } from '../sources/calendars/parseCalendar';
import { eventsOf, readCalendar } from '../sources/calendars/readCalendars';
import { MOST_MARKS, readMarks } from '../sources/marks/readMarks';
import { sayerOf } from '../sources/saysNoSecrets';

/** What people wrote down elsewhere, and what there is to say of it. */
export interface Told {
  readonly events: readonly KnownEvent[];
  readonly notices: readonly Notice[];
}

type Elsewhere = Pick<ResolvedSettings, 'marks' | 'calendars' | 'timeZone'>;

/**
 * What people marked in a span, and what calendars have of it. That one of them cannot be read keeps nobody from an
 * analysis: a notice says so.
 */
export async function toldOf(
  { marks, calendars, timeZone }: Elsewhere,
  span: TimeRange,
  signal: AbortSignal
): Promise<Told> {
  const all = await Promise.all([
    marksIn({ marks }, span, signal),
    ...calendars.map((calendar) => calendarIn(calendar, timeZone, span, signal)),
  ]);
  return { events: all.flatMap(({ events }) => events), notices: all.flatMap(({ notices }) => notices) };
}

async function marksIn({ marks }: Pick<Elsewhere, 'marks'>, span: TimeRange, signal: AbortSignal): Promise<Told> {
  if (!marks) {
    return { events: [], notices: [] };
  }
  try {
    const events = await readMarks(marks, span, signal);
    const text = `There are more than ${whole(MOST_MARKS)} marks in the learning period: the newest were read.`;
    return { events, notices: events.length < MOST_MARKS ? [] : warning(text) };
  } catch (error) {
    const said = sayerOf(marks)(messageOf(error));
    return unread(`The marks in Grafana could not be read, so nothing is known of them. ${said}`);
  }
}

async function calendarIn(
  toRead: CalendarToRead,
  timeZone: string,
  span: TimeRange,
  signal: AbortSignal
): Promise<Told> {
  const { name } = toRead;
  try {
    const { calendar, stale } = await readCalendar(toRead, timeZone, Date.now(), signal);
    const events = eventsOf(toRead, calendar, span);
    const problems = problemsOf(calendar);
    const text = `${name} has more than ${whole(MOST_EVENTS)} events in the learning period: the newest are known.`;
    return {
      events,
      notices: [
        ...(stale === undefined ? [] : warning(`${name} could not be read anew. ${stale}`)),
        ...(problems === '' ? [] : warning(`${name}: ${problems}`)),
        ...(events.length < MOST_EVENTS ? [] : warning(text)),
      ],
    };
  } catch (error) {
    return unread(`${name} could not be read, so nothing is known of its events. ${messageOf(error)}`);
  }
}

/** What of an error is to be said; one that is a bug is thrown on. */
function messageOf(error: unknown): string {
  if (error instanceof SeismologError) {
    return error.message;
  }
  throw error;
}

function unread(text: string): Told {
  return { events: [], notices: warning(text) };
}

function warning(text: string): Notice[] {
  return [{ severity: 'warning', text }];
}

/** What an analysis of a span is to know of it: by the settings, and what was written down elsewhere. */
export function whatIsKnown(settings: Parameters<typeof knownOf>[0], span: TimeRange, { events: told }: Told) {
  const { timeZone, events } = knownOf(settings, span);
  return { timeZone, events: [...events, ...eventsReachingInto(told, span)].sort((a, b) => a.fromMs - b.fromMs) };
}

import { readMoment } from '../time/moment';
import { DAY, WEEK } from '../time/units';
import { fromWallClock, wallClock } from '../time/wallClock';
import { type Mark } from './marks';
import { type Problem, problemOn } from './table/problems';
import { type List, type Values } from './table/entry';

/** How often what is in the calendar comes. */
const REPEATS = {
  day: { label: 'every day', days: 1 },
  week: { label: 'every week', days: 7 },
  year: { label: 'every year', days: 365 },
} as const;

/** What to do with incidents that lie within it. */
export const ALERTS = {
  kept: { label: 'alerts as ever' },
  muted: { label: 'no alerts', description: 'Incidents within it are not counted, and nobody is alerted.' },
} as const;

/** Maintenance windows, holidays, load tests: what people know is not usual. */
export const CALENDAR = {
  kind: 'list',
  maxItems: 200,
  default: [],
  label: 'Calendar',
  description:
    'Maintenance, holidays, load tests: nothing is learned from these times, and they are shown as bands. Times are of the time zone above; a date alone goes to the end of its day. Services are separated by commas.',
  of: {
    kind: 'group',
    label: 'Calendar entry',
    settings: {
      name: { kind: 'text', maxLength: 200, required: true, label: 'Name', placeholder: 'Database upgrade' },
      from: { kind: 'moment', required: true, label: 'From', placeholder: '2026-12-24 22:00' },
      to: {
        kind: 'moment',
        required: true,
        label: 'To',
        placeholder: '2026-12-26',
        description: 'A date alone: to the end of that day. Times are of the setting timeZone.',
      },
      repeat: { kind: 'choice', options: REPEATS, label: 'Repeat', placeholder: 'once' },
      services: {
        kind: 'text',
        label: 'Services',
        placeholder: 'all services',
        description: 'Separated by commas. Empty: all.',
      },
      alerts: { kind: 'choice', options: ALERTS, label: 'Alerts', placeholder: 'alerts as ever' },
    },
  },
} as const satisfies List;

export type CalendarEntry = Values<typeof CALENDAR.of.settings>;

/** A stretch of time of which people know that it is not usual. */
export interface KnownEvent {
  readonly name: string;
  readonly fromMs: number;
  readonly toMs: number;
  /** Empty: all. */
  readonly services: readonly string[];
  /** Nobody is to be alerted. */
  readonly isMuted: boolean;
  /** As what people marked it in Grafana; left out: it is of the calendar. */
  readonly mark?: Mark;
}

/** What is wrong with entries each of whose values is right. */
export function calendarProblems(entries: readonly CalendarEntry[] = []): Problem[] {
  return entries.flatMap(({ from, to, repeat }, index) => {
    const [start, end] = [readMoment(from)?.localMs ?? 0, readMoment(to)?.endMs ?? 0];
    const { label, days } = repeat ? REPEATS[repeat] : { label: '', days: Infinity };
    const message =
      end <= start
        ? `must be after From, ${from}; it is ${to}`
        : end - start > days * DAY
          ? `must be no later than the next time, as this comes ${label}; it is ${to}, and From is ${from}`
          : undefined;
    return message === undefined ? [] : [problemOn({ calendar: CALENDAR }, ['calendar', index, 'to'], message)];
  });
}

/**
 * What the calendar has in a span of time, each time that it comes by itself, in order of time.
 *
 * @param timeZone IANA name of the zone that its times are of
 */
function eventsIn(
  entries: readonly CalendarEntry[],
  timeZone: string,
  { fromMs, toMs }: { readonly fromMs: number; readonly toMs: number }
): KnownEvent[] {
  const clock = wallClock(timeZone);
  const toUtc = fromWallClock(clock);
  const events = entries.flatMap(({ name, from, to, repeat, services, alerts }) =>
    timesOf({ from, to, repeat }, clock(fromMs), clock(toMs)).map((local) => ({
      name,
      fromMs: toUtc(local.fromMs),
      toMs: toUtc(local.toMs),
      services: servicesOf(services),
      isMuted: alerts === 'muted',
    }))
  );
  return eventsReachingInto(events, { fromMs, toMs }).sort((a, b) => a.fromMs - b.fromMs);
}

/** The names in a text that are separated by commas. */
export function servicesOf(text = ''): string[] {
  return text.split(',').flatMap((service) => service.trim() || []);
}

/** Those of some events that have a moment in a span of time, which ends before `toMs`. */
export function eventsReachingInto(
  events: readonly KnownEvent[],
  span: { readonly fromMs: number; readonly toMs: number }
): KnownEvent[] {
  return events.filter(({ fromMs, toMs }) => fromMs < span.toMs && toMs > span.fromMs);
}

/** What an analysis of a span of time is to know of it by the settings. */
export function knownOf(
  { calendar, timeZone }: { readonly calendar: readonly CalendarEntry[]; readonly timeZone: string },
  span: { readonly fromMs: number; readonly toMs: number }
): { timeZone: string; events: KnownEvent[] } {
  return { timeZone, events: eventsIn(calendar, timeZone, span) };
}

type Times = Pick<CalendarEntry, 'from' | 'to' | 'repeat'>;

/** Each time that an entry comes between two times, about; all on the wall clock. */
function timesOf({ from, to, repeat }: Times, startMs: number, endMs: number) {
  const [firstMs, lastMs] = [readMoment(from)?.localMs ?? NaN, readMoment(to)?.endMs ?? NaN];
  const lengthMs = lastMs - firstMs;
  if (repeat === undefined) {
    return [{ fromMs: firstMs, toMs: lastMs }];
  }
  const starts =
    repeat === 'year'
      ? yearly(firstMs, startMs, endMs)
      : every(repeat === 'day' ? DAY : WEEK, firstMs, startMs, endMs, lengthMs);
  return starts.map((fromMs) => ({ fromMs, toMs: fromMs + lengthMs }));
}

function every(periodMs: number, firstMs: number, startMs: number, endMs: number, lengthMs: number): number[] {
  // One more on either side, for a change of the clock may move it inside.
  const from = Math.max(0, Math.floor((startMs - lengthMs - firstMs) / periodMs) - 1);
  const to = Math.ceil((endMs - firstMs) / periodMs) + 1;
  return Array.from({ length: Math.max(0, to - from) }, (_, i) => firstMs + (from + i) * periodMs);
}

/** On the same date: one that the year lacks is the day after. */
function yearly(firstMs: number, startMs: number, endMs: number): number[] {
  const first = new Date(firstMs);
  const [from, to] = [startMs, endMs].map((ms) => new Date(ms).getUTCFullYear());
  return Array.from({ length: to - from + 2 }, (_, i) => from - 1 + i)
    .filter((year) => year >= first.getUTCFullYear())
    .map((year) => new Date(firstMs).setUTCFullYear(year));
}

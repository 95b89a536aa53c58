import { StoreError } from '../../errors';
import { whole } from '../../format/format';
import { eventsReachingInto, type KnownEvent } from '../../query/calendar';
import { MUTED_TAG, SERVICE_TAG } from '../../query/marks';
import { DAY, MINUTE } from '../../time/units';
import { looksLikeHtml, quote } from '../http/quote';
import { type Component, componentsOf, plainText, propertiesOf, property, textList } from './components';
import { type Recurrence, recurrenceOf, startsBy } from './recurrence';
import { type CalendarTime, lengthOf, timeOf, timesOf, utcOf, type Zones } from './times';
import { zonesOf } from './zones';

/** The most that one calendar may have in a span. */
export const MOST_EVENTS = 1000;

/** What comes at one moment is of about then. */
const LEAST_MS = MINUTE;

const NAME_LENGTH = 200;

/** Clocks differ by a day at most. */
const ZONES_MS = DAY;

/** The most events that may come again: each is looked for on each day of a year. */
const MOST_RECURRING = 2000;

interface TimeSpan {
  readonly fromMs: number;
  readonly toMs: number;
}

/** What an iCalendar has. */
export interface ParsedCalendar {
  /** How many events it has, each that comes again once. */
  readonly count: number;
  /** What of it is not understood, in words. */
  readonly problems: readonly string[];
  /** Those that reach into a span, each time that they come, in order of time: at most MOST_EVENTS, the last or the first. */
  eventsIn(span: TimeSpan, which?: 'last' | 'first'): KnownEvent[];
}

/** What comes once, or again and again. */
interface CalendarEvent {
  readonly name: string;
  readonly services: readonly string[];
  readonly isMuted: boolean;
  readonly start: CalendarTime;
  readonly lengthMs: number;
  readonly recurrence?: Recurrence;
  readonly more: readonly CalendarTime[];
  /** Starts that are left out, ms in UTC. */
  readonly without: ReadonlySet<number>;
  /** Dates that are left out, on the wall clock. */
  readonly withoutDates: ReadonlySet<number>;
  readonly untilMs: number;
}

/**
 * Reads an iCalendar (RFC 5545): events, those that come again, all-day ones, exceptions and time zones.
 *
 * @param timeZone of times and days without a zone
 * @throws StoreError where it is none
 */
export function parseCalendar(text: string, timeZone: string): ParsedCalendar {
  const calendars = componentsOf(text);
  if (!calendars) {
    const said = quote(text.slice(0, 100), []);
    const begins = said === '' ? '' : ` It begins: "${said}"`;
    const what = /^\s*\uFEFF?BEGIN:VCALENDAR/i.test(text)
      ? ' It is cut off.'
      : looksLikeHtml(text)
        ? ' It is an HTML page.'
        : begins;
    throw new StoreError(`That is no iCalendar, which begins with BEGIN:VCALENDAR and ends with END:VCALENDAR.${what}`);
  }
  const problems = new Set<string>();
  const zones = zonesOf(calendars, timeZone, (name) =>
    problems.add(`The time zone ${name.slice(0, 100)} is not known: its times are taken for those of ${timeZone}.`)
  );
  const all = calendars.flatMap(({ components }) => components).filter(({ name }) => name === 'VEVENT');
  const changed = changedOf(all, zones);
  if (all.some((component) => property(component, 'RECURRENCE-ID')?.parameters.has('RANGE'))) {
    problems.add('A change of one time and of all after it is taken for one of that time alone.');
  }
  const events = all.flatMap((component): CalendarEvent[] => {
    const event = eventOf(component, zones, changed);
    if (typeof event === 'string') {
      const name = plainText(property(component, 'SUMMARY')?.value ?? '').slice(0, NAME_LENGTH);
      problems.add(`"${name}" is left out: ${event}.`);
      return [];
    }
    return event ? [event] : [];
  });
  const recurring = events.filter(({ recurrence }) => recurrence);
  if (recurring.length > MOST_RECURRING) {
    problems.add(`Of the events that come again the first ${whole(MOST_RECURRING)} are read.`);
  }
  const left = new Set(recurring.slice(MOST_RECURRING));
  const read = events.filter((event) => !left.has(event));
  return { count: read.length, problems: [...problems], eventsIn: lookUp(read) };
}

/** A span that slides on within a day is looked up in what was found for that day. */
function lookUp(events: readonly CalendarEvent[]): ParsedCalendar['eventsIn'] {
  let last: (TimeSpan & { readonly found: readonly KnownEvent[] }) | undefined;
  return (span, which = 'last') => {
    if (!last || span.fromMs < last.fromMs || span.toMs > last.toMs) {
      const wide = { fromMs: Math.floor(span.fromMs / DAY) * DAY, toMs: Math.ceil(span.toMs / DAY + 1) * DAY };
      const found = events.flatMap((event) => timesIn(event, wide)).sort((a, b) => a.fromMs - b.fromMs);
      last = { ...wide, found };
    }
    const own = eventsReachingInto(last.found, span);
    return which === 'last' ? own.slice(-MOST_EVENTS) : own.slice(0, MOST_EVENTS);
  };
}

/** Of what comes again: which times of it stand there by themselves, as they were moved or called off. */
function changedOf(components: readonly Component[], zones: Zones): ReadonlyMap<string, CalendarTime[]> {
  const changed = new Map<string, CalendarTime[]>();
  for (const component of components) {
    const at = property(component, 'RECURRENCE-ID');
    const uid = property(component, 'UID')?.value ?? '';
    const times = at && timesOf(at, zones);
    if (times) {
      changed.set(uid, [...(changed.get(uid) ?? []), ...times]);
    }
  }
  return changed;
}

/** @returns undefined for one that was called off; a text that says what of it is not understood */
function eventOf(
  component: Component,
  zones: Zones,
  changed: ReadonlyMap<string, readonly CalendarTime[]>
): CalendarEvent | string | undefined {
  const [status, summary, categories, rules, startLine, uid] = [
    ...['STATUS', 'SUMMARY', 'CATEGORIES', 'RRULE', 'DTSTART', 'UID'].map((name) => propertiesOf(component, name)),
  ];
  if (status[0]?.value.trim().toUpperCase() === 'CANCELLED') {
    return undefined;
  }
  const start = startLine[0] && timesOf(startLine[0], zones)?.[0];
  if (!start) {
    return 'it has no start';
  }
  const lengthMs = lengthIn(component, start, zones);
  if (lengthMs === undefined) {
    return 'its end is not understood';
  }
  const isChange = property(component, 'RECURRENCE-ID') !== undefined;
  const recurrence = rules[0] && !isChange ? recurrenceOf(rules[0].value) : undefined;
  if (typeof recurrence === 'string') {
    return recurrence;
  }
  if (rules.length > 1) {
    return 'it has several rules';
  }
  const untilMs = recurrence?.until === undefined ? Infinity : untilOf(recurrence.until, start);
  const more = propertiesOf(component, 'RDATE').map((one) => timesOf(one, zones));
  const left = propertiesOf(component, 'EXDATE').map((one) => timesOf(one, zones));
  if (untilMs === undefined || [...more, ...left].includes(undefined)) {
    return 'a date of its rule is not understood';
  }
  const without = [
    ...left.flatMap((times) => times ?? []),
    ...(isChange ? [] : (changed.get(uid[0]?.value ?? '') ?? [])),
  ];
  const tags = categories.flatMap(({ value }) => textList(value));
  return {
    name: plainText(summary[0]?.value ?? '').slice(0, NAME_LENGTH) || 'Calendar',
    services: tags.flatMap((tag) => (tag.startsWith(SERVICE_TAG) && tag.slice(SERVICE_TAG.length).trim()) || []),
    isMuted: tags.includes(MUTED_TAG),
    start,
    lengthMs,
    recurrence,
    more: more.flatMap((times) => times ?? []),
    without: new Set(without.filter(({ isDate }) => !isDate).map(utcOf)),
    withoutDates: new Set(without.filter(({ isDate }) => isDate).map(({ localMs }) => localMs)),
    untilMs,
  };
}

/** How long it is: of days on the wall clock, else by the clock of nobody. */
function lengthIn(component: Component, start: CalendarTime, zones: Zones): number | undefined {
  const [endLine, duration] = ['DTEND', 'DURATION'].map((name) => property(component, name));
  if (endLine) {
    const end = timesOf(endLine, zones)?.[0];
    return end && Math.max(0, start.isDate ? end.localMs - start.localMs : utcOf(end) - utcOf(start));
  }
  return duration ? lengthOf(duration.value) : start.isDate ? DAY : 0;
}

/** The last moment at which it may come, ms in UTC. */
function untilOf(text: string, { zone }: CalendarTime): number | undefined {
  const until = timeOf(text, zone);
  return until && utcOf({ ...until, localMs: until.localMs + (until.isDate ? DAY - 1 : 0) });
}

function timesIn(event: CalendarEvent, span: TimeSpan): KnownEvent[] {
  const { name, services, isMuted, start, lengthMs, recurrence, more, without, withoutDates, untilMs } = event;
  const [fromMs, toMs] = [span.fromMs - lengthMs - ZONES_MS, span.toMs + ZONES_MS];
  const byRule = (recurrence ? startsBy(recurrence, start.localMs, fromMs, toMs) : [start.localMs])
    .map((localMs) => ({ ...start, localMs }))
    .filter((time) => utcOf(time) <= untilMs);
  const starts = new Map([...byRule, ...more].map((time) => [utcOf(time), time]));
  return [...starts].flatMap(([ms, time]) => {
    const date = Math.floor(time.localMs / DAY) * DAY;
    const endMs = time.isDate ? utcOf({ ...time, localMs: time.localMs + lengthMs }) : ms + lengthMs;
    return without.has(ms) || withoutDates.has(date)
      ? []
      : [{ name, fromMs: ms, toMs: Math.max(endMs, ms + LEAST_MS), services, isMuted }];
  });
}

/** What of a calendar is to be said: what is left out of it. */
export function problemsOf({ problems }: ParsedCalendar): string {
  const shown = problems.slice(0, 3).join(' ');
  return problems.length > 3 ? `${shown} And ${whole(problems.length - 3)} more.` : shown;
}

import { StoreError } from '../../errors';
import { HOUR, MINUTE } from '../../time/units';
import { MOST_EVENTS, parseCalendar, problemsOf } from './parseCalendar';

const BERLIN = 'Europe/Berlin';
const YEAR = { fromMs: Date.UTC(2026, 0), toMs: Date.UTC(2027, 0) };

const calendar = (...lines: string[]): string => ['BEGIN:VCALENDAR', ...lines, 'END:VCALENDAR', ''].join('\r\n');
const event = (...lines: string[]): string => ['BEGIN:VEVENT', 'SUMMARY:It', ...lines, 'END:VEVENT'].join('\r\n');
const parsed = (...events: string[]) => parseCalendar(calendar(...events), BERLIN);
const minutes = (ms: number): string => new Date(ms).toISOString().slice(0, 16);
const times = (text: string, span = YEAR): string[] =>
  parseCalendar(text, BERLIN)
    .eventsIn(span)
    .map(({ fromMs, toMs }) => `${minutes(fromMs)} ${(toMs - fromMs) / HOUR} h`);

describe('an event', () => {
  it('is at a time of UTC, of a zone that it names, or of the settings', () => {
    const at = (start: string) => times(calendar(event(`DTSTART${start}`, 'DURATION:PT1H30M')));
    expect(at(':20260714T100000Z')).toEqual(['2026-07-14T10:00 1.5 h']);
    expect(at(';TZID=America/New_York:20260714T100000')).toEqual(['2026-07-14T14:00 1.5 h']);
    expect(at(';TZID="/example.org/20210210_1/America/New_York":20260714T100000')).toEqual(['2026-07-14T14:00 1.5 h']);
    expect(at(':20260714T100000')).toEqual(['2026-07-14T08:00 1.5 h']);
  });

  it('of a day is of all of it, where the settings are, also as the clock changes', () => {
    expect(times(calendar(event('DTSTART;VALUE=DATE:20260329')))).toEqual(['2026-03-28T23:00 23 h']);
    expect(times(calendar(event('DTSTART;VALUE=DATE:20261024', 'DTEND;VALUE=DATE:20261026')))).toEqual([
      '2026-10-23T22:00 49 h',
    ]);
  });

  it('at a moment is of a minute', () => {
    const [{ fromMs, toMs }] = parsed(event('DTSTART:20260714T100000Z')).eventsIn(YEAR);
    expect(toMs - fromMs).toBe(MINUTE);
  });

  it('has the words of its summary, unfolded, and services of its categories', () => {
    const categories = ['CATEGORIES:service:shop,Ops', 'CATEGORIES:service: api,seismolog:muted'];
    const folded = ['BEGIN:VEVENT', 'SUMMARY:Move\\, then\\nrest', '  art', 'DTSTART:20260101', 'END:VEVENT'];
    const [other, known] = parsed(event('DTSTART:20260714', ...categories), folded.join('\r\n')).eventsIn(YEAR);
    expect(known).toMatchObject({ name: 'It', services: ['shop', 'api'], isMuted: true });
    expect(other).toMatchObject({ name: 'Move, then rest art', services: [], isMuted: false });
  });

  it('that was called off is none', () => {
    expect(parsed(event('DTSTART:20260714', 'STATUS:CANCELLED'))).toMatchObject({ count: 0, problems: [] });
  });
});

describe('what comes again', () => {
  const weekly = ['DTSTART;TZID=Europe/Berlin:20260302T030000', 'DURATION:PT1H', 'RRULE:FREQ=WEEKLY;COUNT=5'];

  it('comes at the same time of the wall clock', () => {
    expect(times(calendar(event(...weekly)))).toEqual([
      ...['2026-03-02T02:00 1 h', '2026-03-09T02:00 1 h', '2026-03-16T02:00 1 h'],
      ...['2026-03-23T02:00 1 h', '2026-03-30T01:00 1 h'],
    ]);
  });

  it('is looked up far after it began, and of the hours that reach into a span', () => {
    const daily = calendar(event('DTSTART:19990101T230000Z', 'DTEND:19990102T010000Z', 'RRULE:FREQ=DAILY'));
    const span = { fromMs: Date.UTC(2026, 5, 2), toMs: Date.UTC(2026, 5, 3) };
    expect(times(daily, span)).toEqual(['2026-06-01T23:00 2 h', '2026-06-02T23:00 2 h']);
  });

  it.each([
    ['in a zone', 'UNTIL=20260309T020000Z', 2],
    ['a second before', 'UNTIL=20260309T015959Z', 1],
    ['of a day', 'UNTIL=20260316', 3],
  ])('ends %s', (_, until, count) => {
    expect(times(calendar(event(...weekly.slice(0, 2), `RRULE:FREQ=WEEKLY;${until}`)))).toHaveLength(count);
  });

  it('leaves out dates, and has others', () => {
    const lines = ['EXDATE;TZID=Europe/Berlin:20260309T030000,20260316T030000', 'RDATE:20260401T000000Z'];
    expect(times(calendar(event(...weekly, ...lines)))).toEqual([
      ...['2026-03-02T02:00 1 h', '2026-03-23T02:00 1 h', '2026-03-30T01:00 1 h', '2026-04-01T00:00 1 h'],
    ]);
    const dates = event('DTSTART;VALUE=DATE:20260701', 'RRULE:FREQ=DAILY;COUNT=3', 'EXDATE;VALUE=DATE:20260702');
    expect(times(calendar(dates))).toEqual(['2026-06-30T22:00 24 h', '2026-07-02T22:00 24 h']);
  });

  it('has one time moved, and another one called off', () => {
    const moved = event('UID:1', 'RECURRENCE-ID:20260309T020000Z', 'DTSTART:20260310T120000Z', 'DURATION:PT2H');
    const off = event('UID:1', 'RECURRENCE-ID:20260316T020000Z', 'DTSTART:20260316T020000Z', 'STATUS:CANCELLED');
    expect(times(calendar(event('UID:1', ...weekly), moved, off)).slice(0, 3)).toEqual([
      ...['2026-03-02T02:00 1 h', '2026-03-10T12:00 2 h', '2026-03-23T02:00 1 h'],
    ]);
  });

  it('too often is cut to the newest, of the future to the next', () => {
    const all = parsed(event('DTSTART:20240101T000000Z', 'RRULE:FREQ=DAILY'));
    const years = { fromMs: Date.UTC(2024, 0), toMs: Date.UTC(2028, 0) };
    expect(all.eventsIn(years)).toHaveLength(MOST_EVENTS);
    expect(minutes(all.eventsIn(years)[MOST_EVENTS - 1].fromMs)).toBe('2027-12-31T00:00');
    expect(minutes(all.eventsIn(years, 'first')[0].fromMs)).toBe('2024-01-01T00:00');
  });
});

describe('zones that a calendar brings along', () => {
  const outlook = [
    ...['BEGIN:VTIMEZONE', 'TZID:W. Europe Standard Time'],
    ...['BEGIN:STANDARD', 'DTSTART:16010101T030000', 'TZOFFSETFROM:+0200', 'TZOFFSETTO:+0100'],
    ...['RRULE:FREQ=YEARLY;INTERVAL=1;BYDAY=-1SU;BYMONTH=10', 'END:STANDARD'],
    ...['BEGIN:DAYLIGHT', 'DTSTART:16010101T020000', 'TZOFFSETFROM:+0100', 'TZOFFSETTO:+0200'],
    ...['RRULE:FREQ=YEARLY;INTERVAL=1;BYDAY=-1SU;BYMONTH=3', 'END:DAYLIGHT', 'END:VTIMEZONE'],
  ];
  const at = (date: string) =>
    times(calendar(...outlook, event(`DTSTART;TZID=W. Europe Standard Time:${date}T120000`, 'DURATION:PT1H')));

  it('say when the clock changes', () => {
    expect(['20260328', '20260329', '20261024', '20261026'].map((date) => at(date)[0].slice(11, 16))).toEqual([
      ...['11:00', '10:00', '10:00', '11:00'],
    ]);
  });

  it('that are missing are taken for that of the settings, which is said', () => {
    const unknown = parsed(event('DTSTART;TZID=Mars Standard Time:20260714T120000'));
    expect(unknown.problems).toEqual([
      'The time zone Mars Standard Time is not known: its times are taken for those of Europe/Berlin.',
    ]);
    expect(minutes(unknown.eventsIn(YEAR)[0].fromMs)).toBe('2026-07-14T10:00');
  });
});

describe('what is not understood', () => {
  it.each([
    ['RRULE:FREQ=HOURLY', /"It" is left out: its rule FREQ=HOURLY is not understood/],
    ['RRULE:FREQ=DAILY;BYHOUR=3', /is not understood/],
    ['DTEND:soon', /its end is not understood/],
    ['EXDATE:20269999', /a date of its rule is not understood/],
  ])('is said: %s', (line, message) => {
    const { count, problems } = parsed(event('DTSTART:20260714', line), event('DTSTART:20260715'));
    expect([count, problems]).toEqual([1, [expect.stringMatching(message)]]);
  });

  it('is said in some words, however much it is', () => {
    const many = parsed(...[1, 2, 3, 4, 5].map((n) => event(`DTSTART:2026010${n}`, `RRULE:FREQ=HOURLY;COUNT=${n}`)));
    expect(problemsOf(many)).toMatch(/COUNT=3 is not understood\. And 2 more\.$/);
  });

  it.each([
    ['<!doctype html><p>Log in', /no iCalendar.*It is an HTML page\./],
    ['hello', /no iCalendar.*It begins: "hello"/],
    [calendar(event('DTSTART:20260714')).slice(0, -20), /no iCalendar.*It is cut off\./],
  ])('is an error where it is no calendar at all, or half of one: %j', (text, message) => {
    expect(() => parseCalendar(text, BERLIN)).toThrow(StoreError);
    expect(() => parseCalendar(text, BERLIN)).toThrow(message);
  });
});

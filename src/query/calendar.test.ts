import { DAY, HOUR } from '../time/units';
import { type CalendarEntry, calendarProblems, knownOf } from './calendar';

const at = (text: string) => Date.parse(`${text}Z`);
const entry = (rest: Partial<CalendarEntry>): CalendarEntry => ({
  name: 'Upgrade',
  from: '2026-03-24 22:00',
  to: '2026-03-25 02:00',
  ...rest,
});

/**
 * "from to" of each time in UTC, from a Monday to the Monday two weeks later; in Berlin the clock changes on the 29th.
 */
function times(rest: Partial<CalendarEntry>, timeZone = 'UTC'): string[] {
  const span = { fromMs: at('2026-03-23T00:00'), toMs: at('2026-04-06T00:00') };
  const iso = (ms: number) => new Date(ms).toISOString().slice(0, 16);
  return knownOf({ calendar: [entry(rest)], timeZone }, span).events.map(
    ({ fromMs, toMs }) => `${iso(fromMs)} ${iso(toMs)}`
  );
}

describe('the calendar', () => {
  it('has what it names, on the clock of the time zone', () => {
    expect(times({})).toEqual(['2026-03-24T22:00 2026-03-25T02:00']);
    expect(times({}, 'Europe/Berlin')).toEqual(['2026-03-24T21:00 2026-03-25T01:00']);
  });

  it('has dates alone to the end of their day', () => {
    expect(times({ from: '2026-03-28', to: '2026-03-29' }, 'Europe/Berlin')).toEqual([
      '2026-03-27T23:00 2026-03-29T22:00',
    ]);
  });

  it('has what comes every week at the same time of the clock, also where that changes, and not before its first time', () => {
    expect(times({ repeat: 'week' }, 'Europe/Berlin')).toEqual([
      '2026-03-24T21:00 2026-03-25T01:00',
      '2026-03-31T20:00 2026-04-01T00:00',
    ]);
  });

  it('has what comes every day', () => {
    const nights = times({ repeat: 'day', from: '2020-01-01 23:00', to: '2020-01-02 01:00' });
    expect(nights).toHaveLength(15);
    expect(nights[0]).toBe('2026-03-22T23:00 2026-03-23T01:00');
    expect(nights[14]).toBe('2026-04-05T23:00 2026-04-06T01:00');
  });

  it('has what comes every year', () => {
    expect(times({ repeat: 'year', from: '2000-04-01', to: '2000-04-02' })).toEqual([
      '2026-04-01T00:00 2026-04-03T00:00',
    ]);
    expect(times({ repeat: 'year', from: '2030-04-01', to: '2030-04-02' })).toEqual([]);
  });

  it('has nothing of what lies elsewhere', () => {
    expect(times({ from: '2026-03-22', to: '2026-03-22' })).toEqual([]);
    expect(times({ from: '2026-04-06', to: '2026-04-06' })).toEqual([]);
  });

  it('names services, and whether nobody is to be alerted', () => {
    const span = { fromMs: at('2026-03-24T00:00'), toMs: at('2026-03-24T00:00') + 2 * DAY };
    const calendar = [entry({ services: 'database, , cache' }), entry({ alerts: 'muted' })];
    expect(knownOf({ calendar, timeZone: 'UTC' }, span).events).toEqual([
      expect.objectContaining({ services: ['database', 'cache'], isMuted: false }),
      expect.objectContaining({ services: [], isMuted: true, toMs: at('2026-03-24T22:00') + 4 * HOUR }),
    ]);
  });
});

describe('what is wrong with a calendar', () => {
  const problem = (rest: Partial<CalendarEntry>) =>
    calendarProblems([entry({}), entry(rest)]).map(({ name, message }) => `${name} ${message}`);

  it('is an end that is not after the start', () => {
    expect(problem({ to: '2026-03-24 22:00' })).toEqual([
      'Calendar 2: To (calendar[1].to) must be after From, 2026-03-24 22:00; it is 2026-03-24 22:00',
    ]);
  });

  it('is what lasts longer than until it comes again', () => {
    expect(problem({ repeat: 'day', to: '2026-03-26' })[0]).toMatch(
      /no later than the next time, as this comes every day/
    );
    expect(problem({ repeat: 'week', to: '2026-03-26' })).toEqual([]);
  });
});

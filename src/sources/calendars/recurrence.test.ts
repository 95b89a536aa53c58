import { DAY } from '../../time/units';
import { recurrenceOf, startsBy } from './recurrence';

const day = (text: string): number => Date.parse(`${text}T09:00:00Z`);

/** The first starts by a rule, as dates. */
function starts(rule: string, from: string, count: number): string[] {
  const recurrence = recurrenceOf(rule);
  if (typeof recurrence === 'string') {
    throw new Error(recurrence);
  }
  const all = startsBy(recurrence, day(from), day(from), day(from) + 40 * 366 * DAY);
  return all.slice(0, count).map((ms) => new Date(ms).toISOString().slice(0, 10));
}

it.each([
  ['FREQ=DAILY;INTERVAL=10', '2026-01-01', ['2026-01-01', '2026-01-11', '2026-01-21']],
  ['FREQ=DAILY;BYDAY=MO,TU,WE,TH,FR', '2026-01-01', ['2026-01-01', '2026-01-02', '2026-01-05']],
  ['FREQ=WEEKLY;INTERVAL=2;BYDAY=TU,SU;WKST=MO', '1997-08-05', ['1997-08-05', '1997-08-10', '1997-08-19']],
  ['FREQ=WEEKLY;INTERVAL=2;BYDAY=TU,SU;WKST=SU', '1997-08-05', ['1997-08-05', '1997-08-17', '1997-08-19']],
  ['FREQ=WEEKLY;BYDAY=FR', '2026-01-01', ['2026-01-02', '2026-01-09', '2026-01-16']],
  ['FREQ=MONTHLY', '2026-01-31', ['2026-01-31', '2026-03-31', '2026-05-31']],
  ['FREQ=MONTHLY;BYMONTHDAY=-1', '2026-01-31', ['2026-01-31', '2026-02-28', '2026-03-31']],
  ['FREQ=MONTHLY;BYDAY=2SA', '2026-01-10', ['2026-01-10', '2026-02-14', '2026-03-14']],
  ['FREQ=MONTHLY;BYDAY=FR;BYMONTHDAY=13', '2026-02-13', ['2026-02-13', '2026-03-13', '2026-11-13']],
  ['FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1', '2026-01-30', ['2026-01-30', '2026-02-27', '2026-03-31']],
  ['FREQ=MONTHLY;BYDAY=1MO,FR', '2026-01-02', ['2026-01-02', '2026-01-05', '2026-01-09']],
  ['FREQ=YEARLY', '2024-02-29', ['2024-02-29', '2028-02-29', '2032-02-29']],
  ['FREQ=YEARLY;BYMONTH=11;BYDAY=4TH', '2026-11-26', ['2026-11-26', '2027-11-25', '2028-11-23']],
  ['FREQ=YEARLY;BYDAY=20MO', '1997-05-19', ['1997-05-19', '1998-05-18', '1999-05-17']],
  ['FREQ=YEARLY;BYYEARDAY=-1', '2026-12-31', ['2026-12-31', '2027-12-31', '2028-12-31']],
  ['FREQ=YEARLY;COUNT=2', '2026-12-24', ['2026-12-24', '2027-12-24']],
])('%s from %s on', (rule, from, dates) => {
  expect(starts(rule, from, 3)).toEqual(dates);
});

it.each(['FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30', 'FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30', 'FREQ=MONTHLY;BYDAY=6MO'])(
  'never comes, and takes no end of time to find: %s',
  (rule) => {
    expect(starts(rule, '2026-01-01', 1)).toEqual([]);
  }
);

it('is the same looked up at once and from its beginning', () => {
  const recurrence = recurrenceOf('FREQ=WEEKLY;INTERVAL=3;BYDAY=MO,WE');
  const [startMs, fromMs] = [day('2020-01-01'), day('2026-01-01')];
  const toMs = fromMs + 60 * DAY;
  const of = (from: number) => typeof recurrence !== 'string' && startsBy(recurrence, startMs, from, toMs);
  const late = of(fromMs) || [];
  expect(late.filter((ms) => ms >= fromMs)).toEqual((of(startMs) || []).filter((ms) => ms >= fromMs));
  expect(late.length).toBeLessThan(15);
});

it.each([
  ...[
    '',
    'FREQ=HOURLY',
    'FREQ=DAILY;BYHOUR=3',
    'FREQ=WEEKLY;INTERVAL=0',
    'FREQ=WEEKLY;BYDAY=XX',
    'FREQ=WEEKLY;BYDAY=2MO',
  ],
  ...['FREQ=YEARLY;BYWEEKNO=20', 'FREQ=DAILY;COUNT=x', 'FREQ=MONTHLY;BYMONTHDAY=a'],
])('is not understood: %j', (rule) => {
  expect(recurrenceOf(rule)).toMatch(/is not understood$/);
});

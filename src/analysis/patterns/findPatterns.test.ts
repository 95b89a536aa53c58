import fc from 'fast-check';
import { QueryError } from '../../errors';
import { CRITICAL, ERROR, INFO, WARNING } from '../../logs/level';
import { type LogRecord } from '../../logs/logTable';
import { createRandom } from '../../random/random';
import { sliceByTime } from '../../logs/select';
import { tableOf } from '../../logs/testing/tableOf';
import { mineTemplates, type MinedTemplates } from '../messages/templates/mineTemplates';
import { findPatterns } from './findPatterns';
import { countNamed, matchNamed } from './namedPatterns';
import { MINUTE, HOUR, DAY } from '../../time/units';

const NEVER = () => undefined;

type Logs = Array<Partial<LogRecord>>;
const find = (logs: Logs, maxPatterns?: number) => findPatterns(tableOf(logs), { maxPatterns });
/** One log at each of the times. */
const at = (times: number[], message: string, rest: Partial<LogRecord> = {}): Logs =>
  times.map((timeMs) => ({ timeMs, message, ...rest }));
/** From start to end, every so often. */
const every = (step: number, start: number, end: number): number[] =>
  Array.from({ length: Math.ceil((end - start) / step) }, (_, i) => start + i * step);
const sumOf = (patterns: ReadonlyArray<{ count: number }>) => patterns.reduce((sum, { count }) => sum + count, 0);

describe('findPatterns', () => {
  it('gives the kinds of errors, the most frequent first, with where and when they were', () => {
    const { errors, errorTypes } = find([
      { timeMs: 1000, level: INFO, message: 'Took 1 ms' },
      { timeMs: 2000, level: ERROR, service: 'db', message: 'Query 17 failed' },
      { timeMs: 3000, level: CRITICAL, service: 'api', message: 'Query 18 failed' },
      { timeMs: 4000, level: ERROR, service: 'api', message: 'Disk full' },
    ]);
    expect(errorTypes).toBe(2);
    expect(errors).toMatchObject([
      {
        template: 'Query <*> failed',
        example: 'Query 17 failed',
        count: 2,
        services: ['api', 'db'],
        firstMs: 2000,
        lastMs: 3000,
      },
      { template: 'Disk full', example: 'Disk full', count: 1, services: ['api'], firstMs: 4000, lastMs: 4000 },
    ]);
  });

  it('gives the kinds of all messages with their levels', () => {
    const { templates } = find([
      { message: 'Took 1 ms', level: INFO },
      { message: 'Took 2 ms', level: WARNING },
      { message: 'Took 3 ms', level: ERROR },
    ]);
    expect(templates).toMatchObject([{ template: 'Took <*>', count: 3, byLevel: [0, 0, 1, 1, 1, 0] }]);
  });

  it('gives nothing for no logs', () => {
    expect(find([])).toEqual({ errorTypes: 0, errors: [], templates: [], pairs: [], notices: [] });
  });

  it('knows a template by the same id as the range slides', () => {
    const logs = at(every(MINUTE, 0, HOUR), 'Lost node-12', { level: ERROR }).concat({
      message: 'Disk 7 full',
      level: ERROR,
    });
    const before = find(logs).errors;
    const after = find([
      ...logs.slice(20),
      ...at(every(MINUTE, HOUR, 2 * HOUR), 'Lost node-99', { level: ERROR }),
    ]).errors;
    expect(after.map(({ id }) => id)).toEqual(before.map(({ id }) => id));
  });

  const message = fc.constantFrom(
    'Took 5 ms',
    'Took 7 ms',
    'User ann left',
    'User bob left',
    'down',
    'up',
    'Node 4 down',
    ''
  );
  const log = fc.record({
    message,
    level: fc.integer({ min: 0, max: 4 }),
    timeMs: fc.nat({ max: 3 * DAY }),
    service: fc.constantFrom('a', 'b'),
  });

  it('counts every log once: templates sum to the logs, errors to the errors, parts to the counts', () => {
    fc.assert(
      fc.property(fc.array(log, { maxLength: 60 }), fc.integer({ min: 1, max: 4 }), (logs, maxPatterns) => {
        const { templates, errors } = find(logs, maxPatterns);
        expect(sumOf(templates)).toBe(logs.length);
        expect(sumOf(errors)).toBe(logs.filter(({ level }) => level >= ERROR).length);
        for (const { counts, count, byLevel } of templates) {
          expect([counts.reduce((a, b) => a + b, 0), byLevel.reduce((a, b) => a + b, 0)]).toEqual([count, count]);
        }
      })
    );
  });

  it('gives the same counts for the same lines at other times', () => {
    const shuffled = fc
      .array(log, { maxLength: 40 })
      .chain((logs) => fc.tuple(fc.constant(logs), fc.shuffledSubarray(logs, { minLength: logs.length })));
    fc.assert(
      fc.property(shuffled, ([logs, others]) => {
        const counts = (given: Logs) =>
          find(given.map((l, timeMs) => ({ ...l, timeMs }))).templates.map((t) => [t.id, t.template, t.count]);
        expect(counts(others)).toEqual(counts(logs));
      })
    );
  });

  it('counts the rarest together, and says so, where there are too many', () => {
    const logs = [...at([1, 2, 3], 'one'), ...at([4, 5], 'two'), ...at([6], 'three'), ...at([7], 'four')];
    const { templates, notices } = find(logs, 2);
    expect(templates.map(({ template, count }) => [template, count])).toEqual([
      ['one', 3],
      ['two', 2],
      ['other messages', 2],
    ]);
    expect(notices).toEqual([
      {
        severity: 'info',
        text: 'Only the 2 most frequent kinds of messages are counted one by one; the others, 2 logs, are counted together.',
      },
    ]);
  });
});

describe('the course of a pattern', () => {
  const background = at(every(10 * MINUTE, 0, 7 * DAY), 'Heartbeat');
  const courseOf = (logs: Logs) =>
    find([...background, ...logs]).templates.find(({ template }) => template !== 'Heartbeat');

  it('is new when it came at the end only', () => {
    expect(courseOf(at([6.9 * DAY, 6.95 * DAY], 'Strange'))).toMatchObject({ isNew: true, isVanished: false });
  });

  it('is not new when it was there before, or came once, or there were no logs before', () => {
    expect(courseOf(at([3 * DAY, 6.95 * DAY], 'Strange'))?.isNew).toBe(false);
    expect(courseOf(at([6.95 * DAY], 'Strange'))?.isNew).toBe(false);
    expect(find([...at([0], 'First'), ...at([DAY, DAY + 1], 'Strange')]).templates.some(({ isNew }) => isNew)).toBe(
      false
    );
  });

  it('has vanished when it was regular and stopped', () => {
    expect(courseOf(at(every(HOUR, 0, 5 * DAY), 'Backup done'))).toMatchObject({ isNew: false, isVanished: true });
  });

  it('has not vanished when it was a burst, or goes on', () => {
    expect(courseOf(at(every(MINUTE, 2 * DAY, 2.1 * DAY), 'Storm'))?.isVanished).toBe(false);
    expect(courseOf(at(every(HOUR, 0, 7 * DAY), 'Backup done'))?.isVanished).toBe(false);
  });

  it('rises and falls when its counts do, and is stable else', () => {
    const growing = every(HOUR, 0, 7 * DAY).flatMap((timeMs, i) =>
      new Array<number>(1 + Math.floor(i / 12)).fill(timeMs)
    );
    expect(courseOf(at(growing, 'Retry'))?.trend).toBe('RISING');
    expect(
      courseOf(
        at(
          growing.map((timeMs) => 7 * DAY - HOUR - timeMs),
          'Retry'
        )
      )?.trend
    ).toBe('FALLING');
    expect(courseOf(at(every(HOUR, 0, 7 * DAY), 'Retry'))?.trend).toBe('STABLE');
  });
});

it('says of a range the same whichever ranges of the same logs were looked at before, and with whatever limit', () => {
  const logs: Logs = [
    ...at(every(HOUR, 0, 7 * DAY), 'Took 1 ms', { level: INFO }),
    ...at(every(5 * HOUR, 0, 5 * DAY), 'Disk full', { level: ERROR }),
    ...at(every(5 * HOUR, 0, 6 * DAY), 'Mail bounced', { level: ERROR }),
    ...at(every(MINUTE, 7 * DAY - HOUR, 7 * DAY), 'Cache cold', { level: WARNING }),
  ].sort((a, b) => (a.timeMs ?? 0) - (b.timeMs ?? 0));
  const looks = (all: ReturnType<typeof tableOf>, mined: MinedTemplates) =>
    [DAY, HOUR, 3 * DAY, 7 * DAY].flatMap((length) =>
      [2, 5000].map((maxPatterns) => () => {
        const range = length === 7 * DAY ? all : sliceByTime(all, 7 * DAY - length, 7 * DAY);
        return findPatterns(range, { learned: all, mined, maxPatterns });
      })
    );
  const table = tableOf(logs);
  const mined = mineTemplates(table.message.values, NEVER);
  const together = looks(table, mined).map((look) => look());
  const backwards = looks({ ...table }, mined).reverse();
  const alone = looks(table, mined).map((_, i) => looks({ ...table }, mined)[i]());
  expect(together).toEqual(alone);
  expect(backwards.map((look) => look()).reverse()).toEqual(alone);
});

describe('named patterns', () => {
  const table = tableOf([
    { message: 'Out of memory: killed process 17' },
    { message: 'Out of memory: killed process 17' },
    { message: 'OUT OF MEMORY: killed process 4' },
    { message: 'Connection timed out after 300ms' },
  ]);
  const counts = (...patterns: string[]) =>
    countNamed(
      table,
      matchNamed(
        table.message.values,
        patterns.map((pattern) => ({ name: pattern, pattern })),
        NEVER
      )
    ).map(({ count }) => count);

  it('counts the logs whose message a pattern finds, in the order of the patterns', () => {
    expect(
      counts(
        'Connection timed out.*\\d+ms',
        'Out of memory.*killed process',
        '(?i)out of MEMORY',
        '\\d{3}',
        'disk|time',
        'never'
      )
    ).toEqual([1, 2, 3, 1, 1, 0]);
  });

  it('names a pattern that is no regular expression', () => {
    const find = () => matchNamed(table.message.values, [{ name: 'Disk full', pattern: 'no (space' }], NEVER);
    expect(find).toThrow(QueryError);
    expect(find).toThrow(
      /The named pattern "Disk full" must be a regular expression in RE2 syntax; "no \(space" is not: /
    );
  });
});

describe('correlated errors', () => {
  const error = { level: ERROR };
  /** Outages at no regular time. */
  const outages = [5, 17, 29, 48, 61, 77, 93, 120, 141].map((hour) => hour * HOUR + (hour % 7) * MINUTE);
  const background = at(every(10 * MINUTE, 0, 7 * DAY), 'Heartbeat');

  it('finds errors that come together', () => {
    const { pairs } = find([
      ...background,
      ...at(
        outages.flatMap((t) => [t, t + 1000]),
        'Database down',
        error
      ),
      ...at(
        outages.map((t) => t + 2000),
        'Query failed',
        error
      ),
      ...at(every(5 * HOUR, HOUR, 7 * DAY), 'Mail bounced', error),
    ]);
    expect(pairs).toHaveLength(1);
    expect([pairs[0].first, pairs[0].second].sort()).toEqual(['Database down', 'Query failed']);
    expect(pairs[0]).toMatchObject({ lagMinutes: 0, commonBins: outages.length });
    expect(pairs[0].correlation).toBeCloseTo(1, 9);
  });

  it('finds which one leads, and by how much', () => {
    const { pairs } = find([
      ...background,
      ...at(
        outages.map((t) => t + 10 * MINUTE),
        'Disk full',
        error
      ),
      ...at(outages, 'Log rotation failed', error),
    ]);
    expect(pairs).toMatchObject([{ first: 'Log rotation failed', second: 'Disk full', lagMinutes: 10 }]);
  });

  it('takes a few coincidences for no more than that', () => {
    const { pairs } = find([
      ...background,
      ...at([HOUR, 50 * HOUR], 'Disk full', error),
      ...at([HOUR, 50 * HOUR], 'Mail bounced', error),
    ]);
    expect(pairs).toEqual([]);
  });

  it('finds none among errors that come at random', () => {
    const random = createRandom(1);
    const times = (count: number) => Array.from({ length: count }, () => random.int(7 * DAY));
    for (let run = 0; run < 30; run++) {
      const logs = [...at(times(300), 'Disk full', error), ...at(times(200), 'Mail bounced', error)];
      expect(find(logs).pairs).toEqual([]);
    }
  });

  it('does not take one common spike for a correlation', () => {
    const spike = (times: number[]) => [...times, ...new Array<number>(500).fill(3 * DAY)];
    const some = every(7 * HOUR, 0, 7 * DAY);
    const { pairs } = find([
      ...background,
      ...at(spike([...some, ...some.map((t) => t + HOUR)]), 'Disk full', error),
      ...at(spike(some.map((t, i) => (i % 10 === 0 ? t : t + 2 * HOUR))), 'Mail bounced', error),
    ]);
    expect(pairs).toEqual([]);
  });

  it('looks at the most frequent 200 kinds and says so', () => {
    const letters = 'abcdefghijklmno';
    const words = Array.from({ length: 210 }, (_, i) => `${letters[i % 15]}${letters[Math.floor(i / 15)]}`);
    const { notices } = find(words.flatMap((word) => at([0], word, error)));
    expect(notices).toEqual([
      { severity: 'info', text: 'Correlated errors were looked for among the 200 most frequent of 210 kinds.' },
    ]);
  });
});

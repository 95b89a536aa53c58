import { DEBUG, ERROR } from '../../logs/level';
import fc from 'fast-check';
import { QueryError } from '../../errors';
import { DEFAULT_GENERATED_OPTIONS, type GeneratedOptions } from '../../query/settings';
import { generate, MAX_GENERATED_LOGS } from './generate';
import { SERVICES } from './services';
import { timedLines } from './testLines';
import { HOUR, DAY } from '../../time/units';

/** A Monday. */
const MONDAY = Date.UTC(2026, 10, 16);
const options = DEFAULT_GENERATED_OPTIONS;

const anOption = fc.record<GeneratedOptions>({
  seed: fc.integer(),
  logsPerDay: fc.constantFrom(100, 14_400, 30_000),
});
const aStart = fc.integer({ min: Date.UTC(2020, 0, 1), max: Date.UTC(2035, 0, 1) });
const aFewHours = fc.integer({ min: 1, max: 2 * HOUR });

describe('generate', () => {
  const week = generate(options, { fromMs: MONDAY, toMs: MONDAY + 7 * DAY });

  it('gives 100,800 logs in seven days at the default volume, and always as many in whichever whole days they are', () => {
    expect(week.table.length).toBe(100_800);
    for (const seed of [1, 2, 3, 4]) {
      const fromMs = MONDAY + seed * DAY;
      expect(generate({ seed, logsPerDay: 2_400 }, { fromMs, toMs: fromMs + 7 * DAY }).table.length).toBe(16_800);
    }
  });

  it('gives about as many in seven days that begin at any time', () => {
    for (const seed of [1, 2, 3]) {
      const fromMs = MONDAY + seed * 29.3 * HOUR + 777;
      const { length } = generate({ ...options, seed }, { fromMs, toMs: fromMs + 7 * DAY }).table;
      expect(Math.abs(length - 100_800)).toBeLessThan(300);
    }
  });

  it('gives the same logs for the same options and range, and others for another seed', () => {
    fc.assert(
      fc.property(anOption, aStart, (some, fromMs) => {
        const range = { fromMs, toMs: fromMs + 2 * HOUR };
        const lines = timedLines(generate(some, range).table);
        expect(timedLines(generate(some, range).table)).toEqual(lines);
        if (lines.length > 0) {
          expect(timedLines(generate({ ...some, seed: some.seed + 1 }, range).table)).not.toEqual(lines);
        }
      }),
      { numRuns: 20 }
    );
  });

  it('gives the same logs and truth where two ranges overlap', () => {
    fc.assert(
      fc.property(anOption, aStart, aFewHours, aFewHours, aFewHours, (some, fromMs, a, b, c) => {
        const early = generate(some, { fromMs, toMs: fromMs + a + b });
        const late = generate(some, { fromMs: fromMs + a, toMs: fromMs + a + b + c });
        const shared = early.table.timeMs.filter((timeMs) => timeMs >= fromMs + a).length;
        const before = early.table.length - shared;
        expect(timedLines(late.table).slice(0, shared)).toEqual(timedLines(early.table).slice(before));
        expect(Array.from(late.truth.anomalousRows).filter((row) => row < shared)).toEqual(
          Array.from(early.truth.anomalousRows, (row) => row - before).filter((row) => row >= 0)
        );
      }),
      { numRuns: 30 }
    );
  });

  it('gives logs in order of time, within the range', () => {
    const fromMs = MONDAY + 9 * HOUR + 12_345;
    const { table } = generate({ seed: 7, logsPerDay: 400_000 }, { fromMs, toMs: fromMs + HOUR + 678 });
    const times = Array.from(table.timeMs, (timeMs, row) => (timeMs - fromMs) * 1e6 + table.timeNs[row]);
    expect(times).toEqual(times.toSorted((a, b) => a - b));
    expect(times[0]).toBeGreaterThanOrEqual(0);
    expect(times.at(-1)).toBeLessThan((HOUR + 678) * 1e6);
  });

  it('gives no logs for a range of no length', () => {
    expect(generate(options, { fromMs: MONDAY, toMs: MONDAY }).table.length).toBe(0);
  });

  it('gives logs of any volume and age', () => {
    for (const [fromMs, logsPerDay] of [
      [0, 14_400],
      [-30 * DAY, 14_400],
      [MONDAY, 1],
      [MONDAY, 1_000_000],
    ]) {
      expect(
        generate({ seed: 1, logsPerDay }, { fromMs, toMs: fromMs + 7 * HOUR }).table.length
      ).toBeGreaterThanOrEqual(Math.floor(logsPerDay / 24));
    }
  });

  it('refuses a range that ends before it begins, or that has more logs than fit into memory', () => {
    expect(() => generate(options, { fromMs: MONDAY, toMs: MONDAY - 1 })).toThrow(QueryError);
    expect(() => generate(options, { fromMs: NaN, toMs: MONDAY })).toThrow('has to end after it begins');
    const logsPerDay = MAX_GENERATED_LOGS;
    expect(() => generate({ seed: 1, logsPerDay }, { fromMs: MONDAY, toMs: MONDAY + 2 * DAY })).toThrow(
      'Choose a shorter range'
    );
  });

  describe('its logs', () => {
    const { table, truth } = week;
    const rows = Array.from({ length: table.length }, (_, row) => row);
    const anomalous = new Set(truth.anomalousRows);
    const ordinary = rows.filter((row) => !anomalous.has(row));
    const serviceOf = (row: number) => table.service.values[table.service.codes[row]];
    const messageOf = (row: number) => table.message.values.at(table.message.codes[row]);
    const share = (of: number[], test: (row: number) => boolean) => of.filter(test).length / of.length;
    const mean = (of: number[]) => of.reduce((sum, row) => sum + table.responseTime[row], 0) / of.length;
    const quantile = (q: number) => table.responseTime.toSorted()[Math.floor(q * table.length)];

    it('come from all seven services', () => {
      expect(table.service.values.toSorted()).toEqual(SERVICES.toSorted());
    });

    it('are fewer at night than by day, and fewer at weekends', () => {
      const hour = (row: number) => new Date(table.timeMs[row]).getUTCHours();
      const day = (row: number) => new Date(table.timeMs[row]).getUTCDay();
      const weekday = rows.filter((row) => day(row) >= 1 && day(row) <= 5);
      const night = weekday.filter((row) => hour(row) < 5).length / 5;
      const business = weekday.filter((row) => hour(row) >= 9 && hour(row) < 17).length / 8;
      expect(night).toBeLessThan(0.4 * business);
      expect((rows.length - weekday.length) / 2).toBeLessThan((0.7 * weekday.length) / 5);
    });

    it('are slow and fail about as often as they should', () => {
      expect(mean(rows)).toBeGreaterThan(130);
      expect(mean(rows)).toBeLessThan(190);
      expect(quantile(0.95)).toBeGreaterThan(400);
      expect(quantile(0.95)).toBeLessThan(560);
      expect(quantile(0.99)).toBeGreaterThan(1000);
      expect(quantile(0.99)).toBeLessThan(1900);
      const errors = share(rows, (row) => table.level[row] >= ERROR);
      expect(errors).toBeGreaterThan(0.014);
      expect(errors).toBeLessThan(0.027);
    });

    it('are slower from the database than from the cache', () => {
      const of = (service: string) => mean(ordinary.filter((row) => serviceOf(row) === service));
      expect(of('database')).toBeGreaterThan(2 * of('cache-redis'));
    });

    it('have response times whose logarithms are about normal', () => {
      const logs = ordinary
        .filter((row) => serviceOf(row) === 'payment-service')
        .map((row) => Math.log(table.responseTime[row]));
      const centre = logs.reduce((sum, x) => sum + x, 0) / logs.length;
      const sigma = Math.sqrt(logs.reduce((sum, x) => sum + (x - centre) ** 2, 0) / logs.length);
      const within = logs.filter((x) => Math.abs(x - centre) < sigma).length / logs.length;
      expect(within).toBeGreaterThan(0.64);
      expect(within).toBeLessThan(0.74);
    });

    it('have a status that fits their level', () => {
      const allowed = [
        [200, 399],
        [200, 399],
        [200, 499],
        [400, 599],
        [500, 599],
      ];
      const wrong = rows.filter((row) => {
        const [least, most] = allowed[table.level[row] - DEBUG];
        return table.statusCode[row] < least || table.statusCode[row] > most;
      });
      expect(wrong.map((row) => table.line.at(row))).toEqual([]);
    });

    it('hold each different message once', () => {
      const { values, codes } = table.message;
      const messages = Array.from({ length: values.length }, (_, code) => values.at(code));
      expect(new Set(messages).size).toBe(messages.length);
      expect(new Set(codes).size).toBe(messages.length);
    });

    it('say the messages of each service', () => {
      const said = new Set(rows.map((row) => messageOf(row)));
      const all = [...said].join('\n');
      for (const message of [
        'Connection timeout to database',
        'Failed to authenticate user',
        'Memory limit exceeded',
        'API rate limit exceeded',
        'Service unavailable',
        'Cache miss ratio high',
        'No space left on device',
        'Connection timed out after',
      ]) {
        expect(all).toContain(message);
      }
    });

    it('name the same trace where they belong to one request, which the services log within a second', () => {
      const traces = new Map<string, number[]>();
      for (const row of rows.slice(0, 20_000)) {
        const trace = table.traceId.values.at(table.traceId.codes[row]);
        if (trace !== '') {
          traces.set(trace, [...(traces.get(trace) ?? []), row]);
        }
      }
      const crossing = [...traces.values()].filter((of) => of.length > 1);
      expect(crossing.length).toBeGreaterThan(3000);
      expect(Math.max(...crossing.map((of) => of.length))).toBe(4);
      expect(Math.max(...crossing.map((of) => table.timeMs[of[of.length - 1]] - table.timeMs[of[0]]))).toBeLessThan(
        1000
      );
    });

    it('have lines in logfmt', () => {
      expect(table.line.at(0)).toMatch(
        /^level=(debug|info|warning|error|critical) service=\S+ msg=".*" duration=[\d.]+ms status=\d{3}( trace_id=[0-9a-f]{16})?$/
      );
      expect(table.line.length).toBe(table.length);
    });

    it('are anomalous at about two in a hundred, all of them during an episode', () => {
      expect(truth.anomalousRows.length / table.length).toBeGreaterThan(0.012);
      expect(truth.anomalousRows.length / table.length).toBeLessThan(0.04);
      const unexplained = Array.from(truth.anomalousRows).filter((row) => {
        const timeMs = table.timeMs[row];
        return !truth.episodes.some(
          ({ startMs, onsetMs = startMs, endMs, services }) =>
            timeMs >= Math.floor(onsetMs) && timeMs < endMs && services.includes(serviceOf(row))
        );
      });
      expect(unexplained).toEqual([]);
    });
  });
});

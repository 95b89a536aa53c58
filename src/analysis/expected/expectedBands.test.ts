import { ALERT_LIKELIHOOD } from './novelty';
import { createRandom } from '../../random/random';
import { ERROR, INFO, LEVELS } from '../../logs/level';
import { type WindowTable } from '../../logs/windowTable';
import { type Band, expectedBands } from './expectedBands';
import { type BandMetric } from './serviceDetectors';
import { stepsAbove } from './stepsAbove';
import { MINUTE, HOUR } from '../../time/units';

const END_MS = Date.UTC(2026, 0, 26);

interface Cell {
  logs: number;
  errors?: number;
  /** Mean response time, ms, of every log. */
  response?: number;
}

/** A table of the service api from `fromHour` to `toHour` before the end, a cell a minute (by its time). */
function table(fromHour: number, toHour: number, cellAt: (timeMs: number) => Cell, service = 'api'): WindowTable {
  const startMs = END_MS - Math.round(fromHour * 60) * MINUTE;
  const windows = Math.round((fromHour - toHour) * 60);
  const cells = Array.from({ length: windows }, (_, w) => cellAt(startMs + w * MINUTE));
  const errors = Uint32Array.from(cells, (cell) => cell.errors ?? 0);
  const logs = Uint32Array.from(cells, (cell) => cell.logs);
  const byLevel = LEVELS.map(() => new Uint32Array(windows));
  byLevel[INFO] = logs.map((count, w) => count - errors[w]);
  byLevel[ERROR] = errors;
  const responses = Uint32Array.from(cells, (cell) => (cell.response === undefined ? 0 : cell.logs));
  return {
    startMs,
    windowMs: MINUTE,
    windowCount: windows,
    services: [service],
    byLevel,
    failures: errors,
    responses,
    responseSum: Float64Array.from(cells, (cell) => (cell.response ?? 0) * cell.logs),
    responseP95: new Float64Array(windows).fill(NaN),
  };
}

/** 2% of errors, and 100 ms, a little up and down. */
function usual(seed: number): (timeMs: number) => Cell {
  const random = createRandom(seed);
  return () => ({
    logs: 20,
    errors: Number(random.next() < 0.2) + Number(random.next() < 0.2),
    response: 100 + 20 * random.normal(),
  });
}

function bandOf(metric: BandMetric, windows: WindowTable, history?: WindowTable): Band {
  const { services } = expectedBands({ metric, windows, history, minLogs: 5 });
  expect(services.map(({ service }) => service)).toEqual(['api']);
  return services[0].band;
}

const errorRateOf = (windows: WindowTable, history?: WindowTable) => bandOf('errorRate', windows, history);
const responseTimeOf = (windows: WindowTable, history?: WindowTable) => bandOf('responseTime', windows, history);

describe('expectedBands', () => {
  it.each([
    [6, 5],
    [24, 15],
    [168, 60],
    [24 * 8, 60],
  ])('judges %d hours in steps of %d minutes', (hours, minutes) => {
    const windows = table(hours, 0, () => ({ logs: 1 }));
    const bands = expectedBands({ metric: 'errorRate', windows, minLogs: 5 });
    expect(bands.stepMs).toBe(minutes * MINUTE);
    expect(bands.timeMs[0]).toBe(END_MS - hours * HOUR);
    expect(bands.timeMs).toHaveLength((hours * 60) / minutes);
    expect(bands.services[0].band.values).toHaveLength(bands.timeMs.length);
  });

  it('gives the share of errors and the mean response time of each step', () => {
    const windows = table(6, 0, () => ({ logs: 10, errors: 1, response: 42 }));
    expect(errorRateOf(windows).values[3]).toBeCloseTo(0.1, 10);
    expect(responseTimeOf(windows).values[3]).toBeCloseTo(42, 10);
  });

  it('has a gap where there are too few logs', () => {
    const { values, likelihood } = errorRateOf(
      table(6, 0, (timeMs) => (timeMs < END_MS - HOUR ? { logs: 1, errors: 1 } : { logs: 0 }))
    );
    expect(values[0]).toBe(1);
    expect(Array.from(values.slice(-12))).toEqual(Array<number>(12).fill(NaN));
    expect(likelihood[71]).toBe(0);
  });

  it('leaves out services that have too few logs in every step, or no response times', () => {
    const known = (metric: BandMetric, windows: WindowTable) =>
      expectedBands({ metric, windows, minLogs: 10 }).services.length;
    expect(
      known(
        'errorRate',
        table(6, 0, () => ({ logs: 1 }))
      )
    ).toBe(0);
    expect(
      known(
        'errorRate',
        table(6, 0, () => ({ logs: 2 }))
      )
    ).toBe(1);
    expect(
      known(
        'responseTime',
        table(6, 0, () => ({ logs: 9 }))
      )
    ).toBe(0);
  });

  it('expects nothing at the left edge without history, and does with it', () => {
    const range = table(24, 0, usual(1));
    expect(errorRateOf(range).expected[0]).toBeNaN();
    const history = table(24 * 8, 24, usual(2));
    const errorRate = errorRateOf(range, history);
    expect(errorRate.expected[0]).toBeCloseTo(0.02, 2);
    expect(responseTimeOf(range, history).expected[0]).toBeCloseTo(100, -1);
    expect(errorRate.expected.every((value) => !Number.isNaN(value))).toBe(true);
    expect(errorRate.sigmaUpper[0]).toBeGreaterThan(errorRate.expected[0]);
  });

  it('gives nothing of the history itself, and the same values as without', () => {
    const range = table(24, 0, usual(1));
    const after = errorRateOf(range, table(48, 24, usual(2)));
    expect(after.values).toEqual(errorRateOf(range).values);
  });

  it('takes windows of history and range that meet within a step together', () => {
    const at = usual(5);
    const whole = errorRateOf(table(48, 0, at)).values;
    const fresh = usual(5);
    const history = table(48, 24.05, fresh);
    // Three minutes before a step's end, on a range that is judged in steps of 15 minutes.
    const range = table(24.05, 0, fresh);
    expect(errorRateOf(range, history).values).toEqual(whole.slice(-97));
  });

  it('finds an outage and a slowdown, and nothing in what is usual', () => {
    const at = usual(3);
    const outage = (timeMs: number): Cell =>
      timeMs >= END_MS - 3 * HOUR && timeMs < END_MS - 2 * HOUR ? { logs: 20, errors: 8, response: 300 } : at(timeMs);
    const [range, history] = [table(24, 0, outage), table(24 * 8, 24, usual(4))];
    const during = (_: number, i: number) => i >= 84 && i < 88;
    for (const { values, upper, likelihood } of [errorRateOf(range, history), responseTimeOf(range, history)]) {
      expect(values.filter(during).every((value, i) => value > upper.filter(during)[i])).toBe(true);
      expect(Math.min(...likelihood.filter(during))).toBeGreaterThan(ALERT_LIKELIHOOD);
      expect(likelihood.filter((value, i) => !during(value, i) && value > ALERT_LIKELIHOOD)).toHaveLength(0);
      expect(values.filter((value, i) => !during(value, i) && value > upper[i])).toHaveLength(0);
    }
  });

  it('does not let incidents of the history widen the band', () => {
    const upperEdges = (incidents: ReadonlyArray<readonly [fromHour: number, toHour: number]>) => {
      const at = usual(8);
      const isIncident = (timeMs: number) =>
        incidents.some(([from, to]) => END_MS - from * HOUR <= timeMs && timeMs < END_MS - to * HOUR);
      const cellAt = (timeMs: number): Cell =>
        isIncident(timeMs) ? { logs: 20, errors: 12, response: 3000 } : at(timeMs);
      const [range, history] = [table(24, 0, usual(10)), table(24 * 8, 24, cellAt)];
      return [errorRateOf(range, history).upper[48], responseTimeOf(range, history).upper[48]];
    };
    const [errorRate, responseTime] = upperEdges([
      [170, 168],
      [90, 83],
    ]);
    const [calmRate, calmTime] = upperEdges([]);
    expect(errorRate).toBeLessThan(calmRate + 0.03);
    expect(responseTime).toBeLessThan(1.2 * calmTime);
  });

  it('calls no rate of few logs unusual that chance alone can give', () => {
    const quiet = (errors: number) => () => ({ logs: 1, errors });
    const history = table(24 * 8, 1, quiet(0));
    // One error among the five logs of each step: a fifth, of two hundred usually none.
    const range = table(1, 0, (timeMs) => ({ logs: 1, errors: Number(timeMs % (5 * MINUTE) === 0) }));
    const errorRate = errorRateOf(range, history);
    expect(errorRate.values[0]).toBeCloseTo(0.2, 10);
    expect(errorRate.likelihood[0]).toBe(0);
    expect(errorRate.upper[0]).toBeGreaterThan(0.2);
  });

  it('keeps the band where values can be', () => {
    const { lower, upper } = errorRateOf(table(24, 0, usual(6)), table(24 * 8, 24, usual(7)));
    expect(lower.every((value) => value >= 0)).toBe(true);
    expect(upper.every((value) => value <= 1)).toBe(true);
  });

  it('learns hours by the clock that it is given, whatever its changes', () => {
    // At 9 o'clock responses take long; two days before the end the clock goes forward.
    const changeMs = END_MS - 48 * HOUR;
    const clock = (timeMs: number) => (timeMs < changeMs ? timeMs : timeMs + HOUR);
    const cellAt = (timeMs: number) => {
      const hour = Math.floor(clock(timeMs) / HOUR) % 24;
      return { logs: 20, response: (hour === 9 ? 300 : 100) * (1 + ((timeMs / MINUTE) % 7) / 50) };
    };
    const input = { metric: 'responseTime', windows: table(24, 0, cellAt), minLogs: 5 } as const;
    const history = table(24 * 12, 24, cellAt);
    const highest = (bands: ReturnType<typeof expectedBands>) => {
      const { expected } = bands.services[0].band;
      return Math.floor(clock(bands.timeMs[expected.indexOf(Math.max(...expected))]) / HOUR) % 24;
    };
    expect(highest(expectedBands({ ...input, history, toWallClock: clock }))).toBe(9);
    expect(highest(expectedBands({ ...input, history }))).not.toBe(9);
  });

  it('knows the hours of days before 1970, too', () => {
    const before = (of: WindowTable) => ({ ...of, startMs: of.startMs - 60 * 365 * 24 * HOUR });
    const { expected } = errorRateOf(before(table(24, 0, usual(6))), before(table(24 * 8, 24, usual(7))));
    expect(expected.some(Number.isFinite)).toBe(true);
  });

  it('gives nothing of no services', () => {
    const empty = { ...table(6, 0, () => ({ logs: 0 })), services: [] };
    expect(expectedBands({ metric: 'errorRate', windows: empty, minLogs: 5 }).services).toEqual([]);
  });
});

describe('stepsAbove', () => {
  /** Usual but for some bad quarters of an hour, which are further apart than the first of them is from the start. */
  const troubled = (seed: number) => {
    const cellAt = usual(seed);
    return (timeMs: number) => {
      const cell = cellAt(timeMs);
      return Math.floor(timeMs / (15 * MINUTE)) % 37 === 0 ? { logs: 20, errors: 9, response: 400 } : cell;
    };
  };

  it.each(['errorRate', 'responseTime'] as const)(
    'counts where the %s is above its band, and names the worst',
    (metric) => {
      for (const seed of [1, 2, 3]) {
        const [windows, history] = [table(48, 0, troubled(seed)), table(120, 48, usual(seed))];
        const { values, upper } = bandOf(metric, windows, history);
        const { timeMs } = expectedBands({ metric, windows, history, minLogs: 5 });
        const steps = Array.from(values.keys()).filter((step) => values[step] > upper[step]);
        expect(steps.length).toBeGreaterThan(0);
        const [worst] = steps.toSorted((a, b) => values[b] / upper[b] - values[a] / upper[a]);
        expect(stepsAbove({ metric, windows, history, minLogs: 5 })).toMatchObject({
          isLearned: true,
          services: [
            {
              service: 'api',
              steps: steps.length,
              worst: { timeMs: timeMs[worst], value: values[worst], upper: upper[worst] },
            },
          ],
        });
      }
    }
  );

  it('says where nothing is known yet', () => {
    const windows = table(1, 0, usual(4));
    expect(stepsAbove({ metric: 'errorRate', windows, minLogs: 5 })).toMatchObject({ isLearned: false, services: [] });
  });
});

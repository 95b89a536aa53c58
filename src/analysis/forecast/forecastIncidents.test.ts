import fc from 'fast-check';
import { ERROR, INFO, WARNING } from '../../logs/level';
import { type LogRecord } from '../../logs/logTable';
import { DEFAULT_ANALYSIS_OPTIONS } from '../../query/options';
import { createRandom, type Random } from '../../random/random';
import { type Forecast } from '../analysis';
import { countWindows } from '../countWindows';
import { findIncidents } from '../incidents/findIncidents';
import { tableEvidence } from '../incidents/tableEvidence';
import { summarise } from '../summary/totals';
import { windowCounts } from '../summary/windowCounts';
import { tableOf } from '../tableOf';
import { findFigures } from './figures';
import { forecastIncidents } from './forecastIncidents';
import { probabilityBy } from './probabilityBy';

type Log = Partial<LogRecord>;

const MINUTE = 60_000;
const START = Date.UTC(2026, 0, 5);
const MINUTES = 360;
const NOW = START + MINUTES * MINUTE;

/** Six logs a minute of each service, well but for a rare error, changed by `change`. */
function logsOf(seed: number, change: (log: Log, minute: number, random: Random) => Log, minutes = MINUTES): Log[] {
  const random = createRandom(seed);
  return Array.from({ length: minutes }, (_, minute) =>
    ['api', 'database'].flatMap((service, s) =>
      Array.from({ length: 6 }, (__, i) =>
        change(
          {
            timeMs: START + minute * MINUTE + i * 9000 + s,
            service,
            level: random.next() < 0.01 ? ERROR : INFO,
            message: 'handled',
            responseTime: 80 * Math.exp(0.5 * random.normal()),
          },
          minute,
          random
        )
      )
    )
  ).flat();
}

function forecastsOf(logs: readonly Log[], toMs = NOW): readonly Forecast[] {
  const range = { fromMs: START, toMs };
  const table = tableOf(logs);
  const windows = countWindows(table, range);
  const input = {
    windows,
    counts: windowCounts(windows),
    baselineP95: Float64Array.from(summarise(table).services, ({ responseTime }) => responseTime?.p95 ?? NaN),
    lines: tableEvidence(table, windows),
    dependencies: [],
    options: DEFAULT_ANALYSIS_OPTIONS.incidents,
  };
  const incidents = findIncidents(input, range);
  return forecastIncidents({ ...input, incidents, figures: findFigures(table, windows) }, range);
}

/** What one service says now and then of a thing that fills. */
const saying =
  (service: string, text: (minute: number, random: Random) => string | undefined, share = 0.1) =>
  (log: Log, minute: number, random: Random): Log => {
    const message = log.service === service && random.next() < share ? text(minute, random) : undefined;
    return message === undefined ? log : { ...log, level: WARNING, message };
  };

const at = (minute: number) => START + minute * MINUTE;

describe('forecastIncidents', () => {
  it('foresees that a disk will be full, with when, how surely, the sign and what to do', () => {
    const [forecast, ...others] = forecastsOf(
      logsOf(
        1,
        saying('database', (minute) => `Disk usage of /data at ${Math.floor(40 + minute / 8)}%`)
      )
    );
    expect(others).toEqual([]);
    expect(forecast).toMatchObject({ type: 'Resource Exhaustion', service: 'database' });
    // 40% and one more every 8 minutes: full at minute 480.
    expect(Math.abs(forecast.expectedMs - at(480))).toBeLessThan(15 * MINUTE);
    expect(forecast.confidence).toBeGreaterThan(0.9);
    expect(forecast.rule).toContain('disk space');
    expect(forecast.sign).toMatch(/^\d+% to 8\d% of its limit in .* \(\d+ lines\)$/);
    expect(forecast.recommendation).toContain('disk space');
  });

  it('foresees that responses will be slow', () => {
    // The share of the time that is taken grows: response times as in a queue.
    const taken = (minute: number) => Math.max(0, (minute - 720) / 300);
    const logs = logsOf(
      2,
      (log, minute) =>
        log.service === 'api' ? { ...log, responseTime: (log.responseTime ?? 0) / (1 - taken(minute)) } : log,
      840
    );
    const found = forecastsOf(logs, at(840));
    expect(found).toMatchObject([{ type: 'Performance Degradation', service: 'api' }]);
    expect(found[0].sign).toContain('usually');
  });

  it('foresees that errors will be many', () => {
    const seeds = Array.from({ length: 10 }, (_, seed) => seed);
    const logs = seeds
      .flatMap((seed) =>
        logsOf(seed, (log, minute, random) =>
          log.service === 'api' && random.next() < Math.max(0, (minute - 150) / 4000) ? { ...log, level: ERROR } : log
        )
      )
      .filter(({ timeMs = 0 }) => timeMs < at(290));
    expect(forecastsOf(logs, at(290))).toMatchObject([{ type: 'High Error Rate', service: 'api' }]);
  });

  it('foresees nothing of a sudden fault, neither before it nor when it is there', () => {
    const logs = logsOf(4, (log, minute) =>
      log.service === 'api' && minute >= 300 ? { ...log, level: ERROR, responseTime: 5000 } : log
    );
    for (const minute of [299, 301, 303, 306, 310, 320, 360]) {
      const seen = logs.filter(({ timeMs = 0 }) => timeMs < at(minute));
      expect(forecastsOf(seen, at(minute))).toEqual([]);
    }
  });

  it('foresees nothing of what has failed already, or was mended', () => {
    const full = (minute: number) => (minute < 300 ? `Disk usage at ${Math.floor(50 + minute / 6)}%` : undefined);
    const failed = logsOf(5, (log, minute, random) =>
      log.service === 'database' && minute >= 300
        ? { ...log, level: ERROR, message: 'No space left on device' }
        : saying('database', full)(log, minute, random)
    );
    expect(forecastsOf(failed)).toEqual([]);
    const mended = saying('database', (minute) => `Disk usage at ${minute < 300 ? Math.floor(40 + minute / 6) : 40}%`);
    expect(forecastsOf(logsOf(6, mended))).toEqual([]);
  });

  it('keeps the id as the range slides', () => {
    const logs = logsOf(
      7,
      saying('api', (minute) => `heap used ${200 + 2 * minute}MB of 1024MB`)
    );
    const ids = [300, 320, 340].flatMap((minute) =>
      forecastsOf(
        logs.filter(({ timeMs = 0 }) => timeMs < at(minute)),
        at(minute)
      ).map(({ id }) => id)
    );
    expect(ids).toHaveLength(3);
    expect(new Set(ids).size).toBe(1);
  });

  it('knows nothing of what comes after the range', () => {
    fc.assert(
      fc.property(
        fc.integer(),
        fc.integer({ min: 120, max: 350 }),
        fc.integer({ min: 3, max: 12 }),
        (seed, end, pace) => {
          const text = (minute: number) => `Disk usage at ${Math.floor(50 + minute / pace)}%`;
          const logs = logsOf(seed, saying('database', text));
          const before = logs.filter(({ timeMs = 0 }) => timeMs < at(end));
          expect(forecastsOf(logs, at(end))).toEqual(forecastsOf(before, at(end)));
        }
      ),
      { numRuns: 15 }
    );
  });

  it('has a straight leak within its interval, in order, with a confidence of 0 to 1', () => {
    let inside = 0;
    let made = 0;
    const runs = 40;
    for (let seed = 0; seed < runs; seed++) {
      const random = createRandom(seed, 1);
      const breach = 420 + 300 * random.next();
      const first = 20 + 50 * random.next();
      const noise = 2 * random.next();
      const text = (minute: number, draw: Random) =>
        `Memory usage at ${(first + ((99 - first) * minute) / breach + noise * draw.normal()).toFixed(1)}% of its limit`;
      for (const forecast of forecastsOf(logsOf(seed, saying('api', text, 0.05)))) {
        const { earliestMs, expectedMs, latestMs, confidence } = forecast;
        expect(NOW <= earliestMs && earliestMs <= expectedMs && expectedMs <= latestMs).toBe(true);
        expect(confidence > 0 && confidence <= 1).toBe(true);
        expect(probabilityBy(forecast, expectedMs)).toBeCloseTo(confidence / 2, 6);
        made++;
        inside += earliestMs <= at(breach) && at(breach) <= latestMs ? 1 : 0;
      }
    }
    expect(made).toBeGreaterThanOrEqual(0.9 * runs);
    expect(inside).toBeGreaterThanOrEqual(0.8 * made);
  });

  it('foresees nothing in noise, but for one time in twenty at most', () => {
    const text = (_: number, random: Random) => `Connection pool at ${50 + random.int(50)}% of its limit`;
    const runs = Array.from({ length: 60 }, (_, seed) =>
      forecastsOf(logsOf(seed, saying('database', text), 240), at(240))
    );
    expect(runs.filter((found) => found.length > 0).length).toBeLessThanOrEqual(3);
  });
});

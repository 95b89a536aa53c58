import fc from 'fast-check';
import { ERROR, INFO, WARNING } from '../../logs/level';
import { type LogRecord } from '../../logs/logTable';
import { DEFAULT_ANALYSIS_OPTIONS } from '../../query/options';
import { createRandom, type Random } from '../../random/random';
import { type Forecast } from '../model/analysis';
import { countWindows } from '../windows/countLogs';
import { findIncidents } from '../incidents/findIncidents';
import { serviceSeries } from '../series/serviceSeries';
import { tableEvidence } from '../evidence/tableEvidence';
import { summarise, usualP95 } from '../windows/totals';
import { windowCounts } from '../windows/windowCounts';
import { tableOf } from '../../logs/testing/tableOf';
import { findGauges } from '../messages/gauges';
import { forecastIncidents } from './forecastIncidents';
import { probabilityBy } from './probabilityBy';
import { MINUTE } from '../../time/units';

type Log = Partial<LogRecord>;

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
    baselineP95: usualP95(summarise(table)),
    lines: tableEvidence(table, windows),
    dependencies: [],
    options: DEFAULT_ANALYSIS_OPTIONS.incidents,
  };
  const incidents = findIncidents(input, range);
  return forecastIncidents(
    { ...input, series: serviceSeries(input), incidents, gauges: findGauges(table, windows) },
    range
  );
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
  it('foresees that a disk will be full, with when, how surely, the indicator and what to do', () => {
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
    expect(forecast.indicator).toMatch(/^\d+% to 8\d% of its limit in .* \(\d+ lines\)$/);
    expect(forecast.recommendation).toContain('disk space');
  });

  it('foresees that responses will be slow', () => {
    // The share of the time that is taken grows: response times as in a queue.
    const taken = (minute: number) => Math.max(0, (minute - 720) / 300);
    const foreseen = [1, 2, 3, 4, 5, 6].map((seed) => {
      const slower = (log: Log, minute: number) =>
        log.service === 'api' ? { ...log, responseTime: (log.responseTime ?? 0) / (1 - taken(minute)) } : log;
      const logs = [0, 10, 20].flatMap((more) => logsOf(seed + more, slower, 855));
      return forecastsOf(logs, at(855));
    });
    const found = foreseen.flat();
    expect(foreseen.filter(({ length }) => length > 0).length).toBeGreaterThanOrEqual(4);
    expect(found.every(({ type, service }) => type === 'Performance Degradation' && service === 'api')).toBe(true);
    expect(found[0].indicator).toContain('usually');
  });

  describe('of errors', () => {
    /** Sixty logs a minute of each service, of which api's fail as often as given. */
    const failing = (rateAt: (minute: number) => number) =>
      Array.from({ length: 10 }, (_, seed) =>
        logsOf(seed, (log, minute, random) =>
          log.service === 'api' && random.next() < rateAt(minute) ? { ...log, level: ERROR } : log
        )
      ).flat();
    const until = (logs: readonly Log[], minute: number) =>
      forecastsOf(
        logs.filter(({ timeMs = 0 }) => timeMs < at(minute)),
        at(minute)
      );

    it('foresees that they will be too many, although that they rise is an incident already', () => {
      // 1% more every 6 minutes: 30% at minute 374.
      const [forecast, ...others] = until(
        failing((minute) => Math.max(0, (minute - 200) / 600)),
        325
      );
      expect(others).toEqual([]);
      expect(forecast).toMatchObject({ type: 'High Error Rate', service: 'api', rule: 'error rate reaches 30%' });
      expect(forecast.earliestMs).toBeLessThanOrEqual(at(374));
      expect(forecast.latestMs).toBeGreaterThanOrEqual(at(374));
    });

    it('foresees nothing where they rose at once and stay, nor where they are too many already', () => {
      const jump = failing((minute) => (minute < 250 ? 0 : 0.2));
      const broken = failing((minute) => Math.max(0, (minute - 200) / 300));
      for (const minute of [252, 260, 280, 330]) {
        expect(until(jump, minute)).toEqual([]);
      }
      for (const minute of [305, 320]) {
        expect(until(broken, minute)).toEqual([]);
      }
    });
  });

  it('foresees that a queue will be full, by its length and its limit', () => {
    const text = (minute: number) => `Consumer lags: queue length ${100 + minute}, limit 600`;
    expect(forecastsOf(logsOf(8, saying('database', text)))).toMatchObject([
      { type: 'Resource Exhaustion', service: 'database' },
    ]);
  });

  describe('of queues whose lines name no limit', () => {
    const DAY = 1440;
    const lag = (lengthAt: (minute: number) => number) =>
      logsOf(
        11,
        saying('database', (minute) => `Consumer lag ${Math.round(lengthAt(minute))}`),
        DAY + 200
      );

    it('foresees that one grows far beyond its usual range', () => {
      // 200 and some, then 5 more a minute: four times the usual peak, 800 and some, 120 minutes after it began.
      const [forecast, ...others] = forecastsOf(
        lag((minute) => 200 + 20 * Math.sin(minute) + 5 * Math.max(0, minute - DAY - 110)),
        at(DAY + 200)
      );
      expect(others).toEqual([]);
      expect(forecast).toMatchObject({ type: 'Resource Exhaustion', service: 'database' });
      expect(forecast.rule).toMatch(/"Consumer lag <\*>" reaches 8\d\d, 4 times its usual peak/);
      expect(forecast.earliestMs).toBeLessThanOrEqual(at(DAY + 245));
      expect(forecast.latestMs).toBeGreaterThanOrEqual(at(DAY + 225));
    });

    it('foresees nothing of one that follows the day, nor of a jump', () => {
      const daily = lag((minute) => 400 - 380 * Math.cos((2 * Math.PI * minute) / DAY));
      const jump = lag((minute) => (minute < DAY + 150 ? 200 : 650));
      for (const minute of [DAY + 30, DAY + 160, DAY + 200]) {
        for (const logs of [daily, jump]) {
          const seen = logs.filter(({ timeMs = 0 }) => timeMs < at(minute));
          expect(forecastsOf(seen, at(minute))).toEqual([]);
        }
      }
    });
  });

  it('foresees from retries that grow in rate that calls will fail', () => {
    const foreseen = [1, 2, 3, 4, 5, 6].map((seed) => {
      const retried = logsOf(
        seed,
        (log, minute, random) =>
          log.service === 'api' && random.next() < Math.max(0, (minute - 180) / 300)
            ? { ...log, level: WARNING, message: `retry ${1 + random.int(3)} for order ${random.int(900)}` }
            : log,
        310
      );
      return forecastsOf(retried, at(310));
    });
    const found = foreseen.flat();
    expect(foreseen.filter(({ length }) => length > 0).length).toBeGreaterThanOrEqual(4);
    expect(found.every(({ service, rule }) => service === 'api' && rule.includes('retries no longer help'))).toBe(true);
    expect(found[0].indicator).toContain('of its logs');
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

  it('is the less sure the more often it was mended in time, until it goes further than ever', () => {
    // Collected once an hour at 80%, until minute 300; then no more.
    const heap = (minute: number) =>
      `Heap usage at ${Math.floor(minute < 300 ? 50 + (minute % 60) / 2 : minute / 2 - 100)}%`;
    const logs = logsOf(9, saying('api', heap, 0.2));
    const confidenceAt = (end: number) =>
      forecastsOf(
        logs.filter(({ timeMs = 0 }) => timeMs < at(end)),
        at(end)
      ).map(({ confidence }) => confidence);
    const [early = 0] = confidenceAt(55);
    expect(early).toBeGreaterThan(0.5);
    expect(confidenceAt(110).every((confidence) => confidence < 0.55)).toBe(true);
    expect([230, 290].flatMap(confidenceAt)).toEqual([]);
    expect(confidenceAt(MINUTES)[0]).toBeGreaterThan(0.8);
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

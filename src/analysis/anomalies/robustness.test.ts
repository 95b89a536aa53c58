import fc from 'fast-check';
import { CRITICAL, DEBUG, ERROR, INFO } from '../../logs/level';
import { type LogRecord } from '../../logs/logTable';
import { createRandom } from '../../random/random';
import { DEFAULT_ANALYSIS_OPTIONS } from '../../query/options';
import { ANOMALY_TYPES, type AnomalySummary } from '../model/analysis';
import { countWindows } from '../windows/countLogs';
import { windowCounts } from '../windows/windowCounts';
import { tableOf } from '../../logs/testing/tableOf';
import { figuresOf } from '../features/logFigures';
import { anomaliesIn } from './anomaliesIn';
import { detectAnomalies } from './detectAnomalies';
import { scoreLogs } from './scoreLogs';
import { detectWindowAnomalies } from './windows/detectWindowAnomalies';
import { MINUTE, HOUR, DAY } from '../../time/units';

const START = Date.UTC(2026, 0, 5);
const { forest } = DEFAULT_ANALYSIS_OPTIONS;
const OPTIONS = { ...forest, nEstimators: 20 };
const checkpoint = () => undefined;

type Logs = ReadonlyArray<Partial<LogRecord>>;

/** Logs of two services in a day, as plain as can be. */
function plain(count: number, seed = 1): Array<Partial<LogRecord>> {
  const random = createRandom(seed);
  return Array.from({ length: count }, () => ({
    timeMs: START + Math.floor(random.next() * 1440) * MINUTE,
    service: random.next() < 0.5 ? 'api' : 'shop',
    level: INFO,
    message: `request ${random.int(50)} done`,
    responseTime: 100 * Math.exp(0.4 * random.normal()),
    statusCode: 200,
  }));
}

function bothModes(logs: Logs, contamination: number | 'auto' = 'auto'): AnomalySummary[] {
  const table = tableOf(logs);
  const last = logs.reduce((most, { timeMs = 0 }) => Math.max(most, timeMs), START);
  const windows = countWindows(table, { fromMs: START, toMs: last + 1 });
  const options = { ...OPTIONS, contamination };
  return [
    anomaliesIn(detectAnomalies(table, windows, scoreLogs(figuresOf(table), options, checkpoint)), table, windows),
    detectWindowAnomalies(windows, windowCounts(windows), table, options, checkpoint),
  ];
}

/** What holds of any anomalies of any logs. */
function expectSound({ count, rate, threshold, perWindow, items, episodes }: AnomalySummary, logs: number): void {
  expect(rate).toBeGreaterThanOrEqual(0);
  expect(count).toBeLessThanOrEqual(logs / 2 + 10);
  expect(threshold).toBeLessThanOrEqual(0);
  expect(threshold).toBeGreaterThanOrEqual(-1);
  expect(perWindow.reduce((sum, n) => sum + n, 0)).toBeLessThanOrEqual(count);
  // One look at all: there are hundreds of thousands of items here, and each expectation takes its time.
  expect(items.filter((item) => !isSound(item, episodes.length))).toEqual([]);
  episodes.forEach(({ startMs, endMs, services }) => {
    expect(endMs).toBeGreaterThanOrEqual(startMs);
    expect(services.length).toBeGreaterThan(0);
  });
}

function isSound({ score, reasons, type, episode }: AnomalySummary['items'][number], episodes: number): boolean {
  return (
    score >= -1 &&
    score <= 0 &&
    ANOMALY_TYPES.includes(type) &&
    reasons.length > 0 &&
    reasons.every(
      ({ value, normal, text }) =>
        Number.isFinite(value) && Number.isFinite(normal) && !/NaN|undefined|Infinity/.test(text)
    ) &&
    (episode === undefined || episode < episodes)
  );
}

const CASES: ReadonlyArray<readonly [string, Logs]> = [
  ['one service', plain(1500).map((log) => ({ ...log, service: 'api' }))],
  ['one level', plain(1500).map((log) => ({ ...log, level: DEBUG }))],
  ['nothing but errors', plain(1500).map((log) => ({ ...log, level: ERROR, statusCode: 500 }))],
  [
    'nothing but critical errors without a status',
    plain(1500).map((log) => ({ ...log, level: CRITICAL, statusCode: 0 })),
  ],
  ['no response times', plain(1500).map((log) => ({ ...log, responseTime: NaN }))],
  ['response times of a few only', plain(1500).map((log, i) => (i % 97 === 0 ? log : { ...log, responseTime: NaN }))],
  ['response times of 0', plain(1500).map((log) => ({ ...log, responseTime: 0 }))],
  ['one time for all', plain(1500).map((log) => ({ ...log, timeMs: START }))],
  ['one message for all', plain(1500).map((log) => ({ ...log, message: 'done' }))],
  [
    'another message in each',
    plain(1500).map((log, i) => ({ ...log, message: `${String.fromCharCode(97 + (i % 26))}${i}x` })),
  ],
  ['another service in each', plain(600).map((log, i) => ({ ...log, service: `service-${i}` }))],
  ['empty messages', plain(1500).map((log) => ({ ...log, message: '' }))],
  [
    'a clock that jumps back an hour',
    plain(1500).map((log, i) => ({ ...log, timeMs: (log.timeMs ?? 0) + (i % 2) * HOUR })),
  ],
  ['a clock years off', [...plain(1500), { ...plain(1)[0], timeMs: START + 700 * DAY }]],
];

describe('anomalies, whatever the logs', () => {
  it.each(CASES)('are sound for %s', (_, logs) => {
    for (const contamination of ['auto', 0.05, 0.5] as const) {
      bothModes(logs, contamination).forEach((summary) => expectSound(summary, logs.length));
    }
  });

  it.each(CASES.filter(([name]) => !/critical|another service/.test(name)))(
    'are hardly any by chance for %s',
    (_, logs) => {
      expect(bothModes(logs)[0].rate).toBeLessThan(0.02);
    }
  );

  it('are none of 50 logs: it says that it is learning', () => {
    bothModes([...plain(49), { ...plain(1)[0], responseTime: 1e7, level: CRITICAL }]).forEach(({ status, count }) => {
      expect({ status, count }).toEqual({ status: 'learning', count: 0 });
    });
  });

  it('are sound for logs of any kind', () => {
    const log = fc.record({
      timeMs: fc.integer({ min: START, max: START + DAY }),
      service: fc.constantFrom('api', 'shop', '', 'a b'),
      level: fc.integer({ min: 0, max: 4 }),
      message: fc.oneof(fc.constantFrom('out of memory', 'no space left', 'done'), fc.string({ maxLength: 12 })),
      responseTime: fc.oneof(fc.constantFrom(NaN, 0, 100), fc.double({ noNaN: true, min: 0, max: 1e15 })),
      statusCode: fc.constantFrom(0, 200, 401, 429, 503),
    });
    fc.assert(
      fc.property(fc.array(log, { minLength: 256, maxLength: 400 }), (logs) => {
        bothModes(logs).forEach((summary) => expectSound(summary, logs.length));
      }),
      { numRuns: 25 }
    );
  });
});

import fc from 'fast-check';
import { CancelledError } from '../../errors';
import { ERROR, INFO } from '../../logs/level';
import { type LogRecord, type LogTable } from '../../logs/logTable';
import { LogTableBuilder } from '../../logs/logTableBuilder';
import { type ForestOptions } from '../../query/options';
import { createRandom } from '../../random/random';
import { generate } from '../../sources/generated/generate';
import { MAX_ANOMALIES } from '../model/analysis';
import { countWindows } from '../windows/countLogs';
import { figuresOf } from '../features/logFigures';
import { anomaliesIn } from './anomaliesIn';
import { detectAnomalies } from './detectAnomalies';
import { scoreLogs } from './scoreLogs';
import { MINUTE, DAY } from '../../time/units';

const START = Date.UTC(2026, 0, 5);
const RANGE = { fromMs: START, toMs: START + DAY };
const OPTIONS = { contamination: 'auto', nEstimators: 100, maxSamples: 'auto', seed: 42 } as const;

function tableOf(logs: ReadonlyArray<Partial<LogRecord>>): LogTable {
  const builder = new LogTableBuilder();
  for (const log of logs) {
    const record = {
      timeMs: START,
      timeNs: 0,
      service: 'api',
      level: INFO,
      message: 'done',
      responseTime: 100,
      statusCode: 200,
      traceId: '',
      ...log,
    };
    builder.append({ line: `${record.timeMs} ${record.message}`, ...record });
  }
  return builder.finish();
}

/** An ordinary day of two services. */
function ordinaryDay(count: number, seed = 1): Array<Partial<LogRecord>> {
  const random = createRandom(seed);
  return Array.from({ length: count }, () => ({
    timeMs: START + Math.floor(random.next() * DAY),
    service: random.next() < 0.6 ? 'api' : 'auth',
    message: `request ${random.int(500)} done`,
    responseTime: 100 * Math.exp(0.4 * random.normal()),
  }));
}

const detect = (
  table: LogTable,
  options: ForestOptions = OPTIONS,
  windows = countWindows(table, RANGE),
  checkpoint: () => void = () => undefined
) => anomaliesIn(detectAnomalies(table, windows, scoreLogs(figuresOf(table), options, checkpoint)), table, windows);

describe('detectAnomalies', () => {
  it('finds one slow answer among thousands and says what was normal', () => {
    const slow = { timeMs: START + 90 * MINUTE, responseTime: 8543, message: 'request 7 done', traceId: 'abc' };
    const { status, count, items } = detect(tableOf([...ordinaryDay(5000), slow]));
    expect({ status, count }).toEqual({ status: 'scored', count: 1 });
    expect(items[0]).toMatchObject({
      ...slow,
      service: 'api',
      level: 'INFO',
      statusCode: 200,
      type: 'response time spike',
    });
    expect(items[0].reasons[0].feature).toBe('response time');
    expect(items[0].reasons[0].text).toMatch(/^response time 8,543 ms, normally (9\d|1\d\d)(\.\d)? ms$/);
  });

  it('finds a burst, names its type, and makes an episode of it', () => {
    const burst = Array.from({ length: 40 }, (_, i) => ({
      timeMs: START + 600 * MINUTE + i * 10_000,
      service: 'auth',
      level: ERROR,
      message: `Failed to authenticate user ${i}`,
      statusCode: 401,
    }));
    const { items, episodes, count } = detect(tableOf([...ordinaryDay(5000), ...burst]));
    expect(count).toBeGreaterThanOrEqual(40);
    expect(items.slice(0, 40).every(({ message }) => message.startsWith('Failed to authenticate'))).toBe(true);
    expect(items[0].type).toBe('authentication failure');
    expect(items[0].reasons.map(({ text }) => text)).toEqual(['40 failures within 6.5 minutes, normally 0']);
    expect(episodes[items[0].episode ?? -1]).toMatchObject({
      startMs: burst[0].timeMs,
      endMs: burst[39].timeMs,
      type: 'authentication failure',
    });
  });

  it('counts a service that falls silent as an anomaly of its own, an outage at the time of its last log', () => {
    const [from, to] = [START + 600 * MINUTE, START + 660 * MINUTE];
    const logs = ordinaryDay(10_000).filter(
      ({ service, timeMs = 0 }) => service !== 'auth' || timeMs < from || timeMs >= to
    );
    const table = tableOf(logs);
    const windows = countWindows(table, RANGE);
    const { items, perWindow, count } = detect(table, OPTIONS, windows);
    expect(count).toBe(items.length);
    const [silence, ...others] = items.filter(({ reasons }) => reasons.some(({ feature }) => feature === 'silence'));
    expect(others).toEqual([]);
    expect(silence).toMatchObject({ service: 'auth', type: 'service outage', score: -1 });
    expect(silence.line).toMatch(
      /^auth fell silent: no log in (1 hour|61 minutes|62 minutes), normally about 1\d\d logs$/
    );
    expect(Math.abs(silence.timeMs - from)).toBeLessThanOrEqual(MINUTE);
    const cell = windows.services.indexOf('auth') * windows.windowCount + (silence.timeMs - START) / MINUTE;
    expect(perWindow[cell]).toBeGreaterThanOrEqual(1);
  });

  it('flags nothing where all logs are alike, and hardly anything on an ordinary day', () => {
    const alike = tableOf(Array.from({ length: 1000 }, () => ({})));
    expect(detect(alike)).toMatchObject({ status: 'scored', count: 0, items: [], episodes: [] });
    expect(detect(alike, { ...OPTIONS, contamination: 0.05 }).count).toBe(0);
    expect(detect(tableOf(ordinaryDay(20_000))).rate).toBeLessThan(0.002);
  });

  it('is learning, and flags nothing, until there are 256 logs', () => {
    const logs = [...ordinaryDay(254), { responseTime: 1e6 }];
    expect(detect(tableOf(logs))).toMatchObject({ status: 'learning', count: 0, rate: 0 });
    expect(detect(tableOf([...logs, {}])).status).toBe('scored');
    expect(detect(tableOf([])).status).toBe('learning');
  });

  it('flags the share that contamination says', () => {
    const table = tableOf(ordinaryDay(4000));
    for (const contamination of [0.01, 0.05, 0.2]) {
      const { count, rate } = detect(table, { ...OPTIONS, contamination });
      expect(count / table.length).toBeCloseTo(contamination, 2);
      expect(rate).toBe(count / table.length);
    }
  });

  it('lists the most anomalous first, all below the threshold, and counts each in its window', () => {
    const table = tableOf(ordinaryDay(4000));
    const windows = countWindows(table, RANGE);
    const { items, threshold, perWindow, count } = detect(table, { ...OPTIONS, contamination: 0.05 });
    items.forEach(({ score }, i) => {
      expect(score).toBeLessThan(threshold);
      expect(score).toBeGreaterThanOrEqual(items[Math.max(0, i - 1)].score);
    });
    const expected = new Uint32Array(perWindow.length);
    for (const { service, timeMs } of items) {
      const window = Math.floor((timeMs - windows.startMs) / windows.windowMs);
      expected[windows.services.indexOf(service) * windows.windowCount + window]++;
    }
    expect(perWindow).toEqual(expected);
    expect(items).toHaveLength(count);
  });

  it('keeps the items to the most anomalous, but counts them all', () => {
    const table = tableOf(ordinaryDay(25_000));
    const { items, count } = detect(table, { ...OPTIONS, nEstimators: 10, contamination: 0.5 });
    expect(items).toHaveLength(MAX_ANOMALIES);
    expect(count).toBeGreaterThan(MAX_ANOMALIES);
  });

  it('gives each anomaly a reason and an id that does not depend on the other logs', () => {
    const burst = Array.from({ length: 30 }, (_, i) => ({
      timeMs: START + 700 * MINUTE + i * 5000,
      level: ERROR,
      message: `disk full on node ${i}`,
    }));
    const idsOf = (table: LogTable) =>
      detect(table)
        .items.filter(({ message }) => message.startsWith('disk full'))
        .map(({ id, reasons }) => {
          expect(reasons.length).toBeGreaterThan(0);
          return id;
        })
        .sort();
    const ids = idsOf(tableOf([...ordinaryDay(3000, 1), ...burst]));
    expect(new Set(ids).size).toBe(30);
    expect(idsOf(tableOf([...ordinaryDay(3000, 2), ...burst]))).toEqual(ids);
  });

  it('gives the same for the same logs, any logs', () => {
    fc.assert(
      fc.property(fc.nat(), fc.constantFrom<'auto' | number>('auto', 0.05), (seed, contamination) => {
        const options = { ...OPTIONS, nEstimators: 10, contamination };
        expect(detect(tableOf(ordinaryDay(400, seed)), options)).toEqual(
          detect(tableOf(ordinaryDay(400, seed)), options)
        );
      }),
      { numRuns: 10 }
    );
  });

  it('stops where the checkpoint throws', () => {
    const table = tableOf(ordinaryDay(300));
    const cancel = () => {
      throw new CancelledError();
    };
    expect(() => detect(table, OPTIONS, countWindows(table, RANGE), cancel)).toThrow(CancelledError);
  });

  it('finds over 99% of what the generator injected and flags under 2% of the rest', () => {
    const range = { fromMs: START, toMs: START + 7 * DAY };
    for (const seed of [101, 102]) {
      const { table, truth } = generate({ seed, logsPerDay: 14_400 }, range);
      const { items } = detect(table, OPTIONS, countWindows(table, range));
      const place = (timeMs: number, timeNs: number, service: string, line: string) =>
        `${timeMs} ${timeNs} ${service} ${line}`;
      const injected = new Set(
        Array.from(truth.anomalousRows, (row) =>
          place(
            table.timeMs[row],
            table.timeNs[row],
            table.service.values[table.service.codes[row]],
            table.line.at(row)
          )
        )
      );
      const found = items.filter(({ timeMs, timeNs, service, line }) =>
        injected.has(place(timeMs, timeNs, service, line))
      ).length;
      expect(found / injected.size).toBeGreaterThan(0.99);
      expect((items.length - found) / (table.length - injected.size)).toBeLessThan(0.02);
    }
  });
});

import { ERROR, INFO, UNKNOWN } from '../../logs/level';
import { type LogRecord, type LogTable } from '../../logs/logTable';
import { createRandom } from '../../random/random';
import { tableOf } from '../../logs/testing/tableOf';
import { EVIDENCE_FEATURES, extractFeatures, type FeatureName } from './features';
import { figuresOf } from './logFigures';
import { MINUTE, HOUR, DAY } from '../../time/units';

/** A Monday, 00:00 UTC. */
const START = Date.UTC(2026, 0, 5);

const column = (table: LogTable, name: FeatureName) =>
  extractFeatures(figuresOf(table)).columns.find((candidate) => candidate.name === name)?.values;

/** Logs of an ordinary week: two services, response times that vary, an error now and then. */
function ordinaryWeek(seed: number, count = 20_000): Array<Partial<LogRecord>> {
  const random = createRandom(seed);
  return Array.from({ length: count }, () => {
    const failed = random.next() < 0.01;
    return {
      timeMs: START + Math.floor(random.next() * 7 * DAY),
      service: random.next() < 0.6 ? 'api' : 'auth',
      level: failed ? ERROR : INFO,
      message: failed ? `request ${random.int(1000)} failed` : `request ${random.int(1000)} done`,
      responseTime: 100 * Math.exp(0.6 * random.normal()),
      statusCode: failed ? 500 : 200,
    };
  });
}

describe('the evidence', () => {
  const withEvidence = (table: LogTable, name: (typeof EVIDENCE_FEATURES)[number]) => {
    const rows: number[] = [];
    column(table, name)?.forEach((value, row) => value > 0 && rows.push(row));
    return rows;
  };

  it('is hardly any in an ordinary week', () => {
    for (const seed of [1, 2, 3]) {
      const table = tableOf(ordinaryWeek(seed));
      EVIDENCE_FEATURES.forEach((name) => expect(withEvidence(table, name).length).toBeLessThan(0.002 * table.length));
    }
  });

  it('is a slow period where a service is slow as a whole, to within minutes', () => {
    const [from, to] = [START + 3 * DAY + 600 * MINUTE, START + 3 * DAY + 690 * MINUTE];
    const logs = ordinaryWeek(4).map((log) =>
      log.service === 'api' && (log.timeMs ?? 0) >= from && (log.timeMs ?? 0) < to
        ? { ...log, responseTime: 3 * (log.responseTime ?? 0) }
        : log
    );
    const table = tableOf(logs);
    const rows = withEvidence(table, 'slow_period');
    const during = rows.filter(
      (row) =>
        table.service.values[table.service.codes[row]] === 'api' &&
        table.timeMs[row] > from - 10 * MINUTE &&
        table.timeMs[row] < to + 10 * MINUTE
    );
    expect(during.length).toBeGreaterThan(80);
    expect(rows.length - during.length).toBeLessThan(10);
  });

  it('is no slow period for a log that does not say how long it took', () => {
    const from = START + 3 * DAY;
    const logs = ordinaryWeek(12).map((log, i) => ({
      ...log,
      responseTime:
        i % 3 === 0
          ? NaN
          : (log.responseTime ?? 0) * ((log.timeMs ?? 0) - from < 2 * HOUR && (log.timeMs ?? 0) > from ? 4 : 1),
    }));
    const table = tableOf(logs);
    const rows = withEvidence(table, 'slow_period');
    expect(rows.length).toBeGreaterThan(50);
    rows.forEach((row) => expect(Number.isNaN(table.responseTime[row]) && table.level[row] === INFO).toBe(false));
  });

  it('is no slow period where every afternoon is slow', () => {
    const logs = ordinaryWeek(5).map((log) => {
      const hour = ((log.timeMs ?? 0) / HOUR) % 24;
      return hour >= 14 && hour < 17 ? { ...log, responseTime: 2 * (log.responseTime ?? 0) } : log;
    });
    expect(withEvidence(tableOf(logs), 'slow_period').length).toBeLessThan(60);
  });

  it('is a burst where a message comes far more often than it does', () => {
    const burst = Array.from({ length: 20 }, (_, i) => ({
      timeMs: START + 2 * DAY + i * 20_000,
      message: `node ${i} refused the handshake`,
      responseTime: 100,
      statusCode: 200,
    }));
    const table = tableOf([...ordinaryWeek(6), ...burst]);
    const rows = withEvidence(table, 'message_burst');
    expect(rows).toHaveLength(20);
    rows.forEach((row) => expect(table.message.values.at(table.message.codes[row])).toMatch(/refused the handshake/));
  });

  describe('where ordinary messages come in clumps', () => {
    /** Twelve jobs, of which one runs each half an hour. */
    const jobs = (seed: number): Array<Partial<LogRecord>> => {
      const random = createRandom(seed);
      return Array.from({ length: 300 }, () => 'abcdefghijkl'[random.int(12)].repeat(3)).flatMap((job, run) =>
        Array.from({ length: 12 }, (_, i) => ({
          timeMs: START + run * 30 * MINUTE + i * 20_000,
          level: INFO,
          message: `${job} copied ${random.int(1000)} rows for ${job}`,
        }))
      );
    };

    it('is no burst that a job runs three times', () => {
      const logs = jobs(1).map((log, i) =>
        i >= 1200 && i < 1236 ? { ...log, message: `aaa copied ${i} rows for aaa` } : log
      );
      expect(withEvidence(tableOf(logs), 'message_burst')).toEqual([]);
    });

    it('is none of a kind where there are few kinds: one more that bursts would make it usual', () => {
      const random = createRandom(5);
      const of = (kinds: string) =>
        tableOf(
          Array.from({ length: 6000 }, (_, i) => ({
            timeMs: START + i * MINUTE,
            level: INFO,
            message: `${i >= 3000 && i < 3060 ? 'zz' : kinds[random.int(kinds.length)].repeat(2)} counted`,
          }))
        );
      expect(withEvidence(of('abcdefghijkl'), 'message_burst')).toEqual([]);
      expect(withEvidence(of('abcdefghijklmnopqrstuv'), 'message_burst')).toHaveLength(60);
    });

    it('is none in the logs of a few minutes, of which each may be one step of a job', () => {
      const steps = (ms: number) =>
        tableOf(
          Array.from({ length: 1200 }, (_, i) => ({
            timeMs: START + i * ms,
            level: INFO,
            message: `${i >= 600 && i < 660 ? 'merge of blocks' : 'abcdefghijklmnopqrstuv'[i % 22].repeat(2)} done`,
          }))
        );
      expect(withEvidence(steps(400), 'message_burst')).toEqual([]);
      expect(withEvidence(steps(4000), 'message_burst')).toHaveLength(60);
    });

    it('is a burst of failures all the same', () => {
      const failures = Array.from({ length: 15 }, (_, i) => ({
        timeMs: START + 3 * DAY + i * 10_000,
        level: ERROR,
        message: 'disk quota exceeded',
      }));
      const table = tableOf([...jobs(2), ...failures]);
      const rows = withEvidence(table, 'failure_burst');
      expect(rows.map((row) => table.level[row])).toEqual(Array(15).fill(ERROR));
    });
  });

  it('is a burst where a service begins to say what it never said, on one day and by few logs', () => {
    const day = ordinaryWeek(10, 2000).filter(({ timeMs = 0 }) => timeMs < START + DAY);
    const novel = Array.from({ length: 8 }, (_, i) => ({
      timeMs: START + 700 * MINUTE + i * 6 * MINUTE,
      message: `role administrator granted to user_${i}`,
      responseTime: 100,
      statusCode: 200,
    }));
    const table = tableOf([...day, ...novel]);
    const rows = withEvidence(table, 'message_burst');
    expect(rows.map((row) => table.timeMs[row])).toEqual(novel.map(({ timeMs }) => timeMs));
  });

  it('is a burst of what a third of the logs say anyway, where it is all that they say for long; not of what nearly all say', () => {
    const table = (share: number) =>
      tableOf(
        Array.from({ length: 4000 }, (_, i) => ({
          timeMs: START + i * MINUTE,
          message: (i * 0.618) % 1 < share || (i >= 2000 && i < 2060) ? 'cache asked' : 'page shown',
        }))
      );
    const rows = withEvidence(table(0.33), 'message_burst');
    expect(rows.filter((row) => row >= 2000 && row < 2060)).toHaveLength(60);
    expect(rows.length).toBeLessThan(66);
    expect(withEvidence(table(0.9), 'message_burst')).toEqual([]);
  });

  it('is a burst of failures where each fails in its own way', () => {
    const failures = Array.from({ length: 9 }, (_, i) => ({
      timeMs: START + 3 * DAY + i * 2 * MINUTE,
      service: 'auth',
      level: i % 2 === 0 ? ERROR : ERROR + 1,
      message: ['session lost', 'no answer', 'key store unreachable', 'token refused by peer'][i % 4],
      statusCode: 500 + (i % 5),
    }));
    const table = tableOf([...ordinaryWeek(11, 3000), ...failures]);
    const times = new Set(withEvidence(table, 'failure_burst').map((row) => table.timeMs[row]));
    failures.forEach(({ timeMs }) => expect(times).toContain(timeMs));
    expect(times.size).toBeLessThan(failures.length + 3);
  });

  it('is no burst where what comes by the clock has the quiet night to itself', () => {
    const random = createRandom(12);
    const requests = Array.from({ length: 3000 }, () => ({
      timeMs: START + Math.floor((8 + 10 * random.next()) * HOUR),
      message: `request ${random.int(1000)} done`,
    }));
    const checks = Array.from({ length: 288 }, (_, i) => ({ timeMs: START + i * 5 * MINUTE, message: 'still alive' }));
    expect(withEvidence(tableOf([...requests, ...checks]), 'message_burst')).toEqual([]);
  });

  it('asks logs of each level apart: a few errors are not held to all that is well', () => {
    const logs = (level: number) =>
      tableOf([
        ...ordinaryWeek(14, 10_000).map((log) => ({ ...log, level: INFO, statusCode: 200 })),
        ...[0, 1, 2].map((i) => ({ timeMs: START + 2 * DAY + i * HOUR, level, message: 'key ring reloaded' })),
      ]);
    expect(withEvidence(logs(INFO), 'message_burst')).toEqual([]);
    expect(withEvidence(logs(ERROR), 'message_burst')).toHaveLength(3);
  });

  it('knows no burst of logs whose level is not known, and asks no less of them', () => {
    const unknown = (i: number) => ({
      timeMs: START + 2 * DAY + i * 20_000,
      message: `row ${i} of a table`,
      statusCode: 0,
      level: UNKNOWN,
    });
    const crowd = tableOf([...ordinaryWeek(15, 10_000), ...Array.from({ length: 40 }, (_, i) => unknown(i))]);
    expect(withEvidence(crowd, 'status_burst')).toEqual([]);
    const few = (level: number) =>
      tableOf([
        ...ordinaryWeek(14, 10_000).map((log) => ({ ...log, level: INFO, statusCode: 200 })),
        ...[0, 1, 2].map((i) => ({ timeMs: START + 2 * DAY + i * HOUR, level, message: 'key ring reloaded' })),
      ]);
    expect(withEvidence(few(UNKNOWN), 'message_burst')).toEqual(withEvidence(few(INFO), 'message_burst'));
  });

  it('asks less of a log where its own or another service is in trouble', () => {
    const quiet = ordinaryWeek(13, 3000).map((log) => ({ ...log, service: 'api' }));
    const two = [1, 2].map((i) => ({
      timeMs: START + 2 * DAY + i * 10 * MINUTE,
      service: 'auth',
      message: 'asking the store again',
      statusCode: 200,
    }));
    const others = Array.from({ length: 400 }, (_, i) => ({
      timeMs: START + i * 25 * MINUTE,
      service: 'auth',
      message: `session ${i} kept`,
      statusCode: 200,
    }));
    const outage = Array.from({ length: 60 }, (_, i) => ({
      timeMs: START + 2 * DAY + i * 20_000,
      service: 'store',
      level: ERROR,
      message: 'disk gone',
      statusCode: 500,
    }));
    const steady = Array.from({ length: 400 }, (_, i) => ({
      timeMs: START + i * 25 * MINUTE,
      service: 'store',
      message: `block ${i} written`,
      statusCode: 200,
    }));
    const ofAuth = (logs: ReadonlyArray<Partial<LogRecord>>) => {
      const table = tableOf(logs);
      return withEvidence(table, 'message_burst').filter(
        (row) => table.service.values[table.service.codes[row]] === 'auth'
      );
    };
    expect(ofAuth([...quiet, ...others, ...two, ...steady])).toEqual([]);
    expect(ofAuth([...quiet, ...others, ...two, ...steady, ...outage])).toHaveLength(2);
  });

  it('is no burst where a job says so every night', () => {
    const jobs = Array.from({ length: 7 * 30 }, (_, i) => ({
      timeMs: START + Math.floor(i / 30) * DAY + 120 * MINUTE + (i % 30) * 9_000,
      message: `file ${i} saved`,
      responseTime: 100,
      statusCode: 200,
    }));
    expect(withEvidence(tableOf([...ordinaryWeek(7), ...jobs]), 'message_burst')).toEqual([]);
  });

  it('is no burst where a message always comes ten at a time', () => {
    const random = createRandom(8);
    const clumps = Array.from({ length: 100 }, () => START + Math.floor(random.next() * 7 * DAY)).flatMap((timeMs) =>
      Array.from({ length: 10 }, (_, i) => ({
        timeMs: timeMs + i,
        message: 'at line 5',
        responseTime: 100,
        statusCode: 200,
      }))
    );
    expect(withEvidence(tableOf([...ordinaryWeek(8), ...clumps]), 'message_burst').length).toBeLessThan(30);
  });

  it('is a response time far beyond the spread of its service', () => {
    const table = tableOf([...ordinaryWeek(9), { timeMs: START + DAY + 1, responseTime: 60_000, statusCode: 200 }]);
    const [row, ...others] = withEvidence(table, 'response_time_outlier');
    expect(others).toEqual([]);
    expect(table.responseTime[row]).toBe(60_000);
  });
});

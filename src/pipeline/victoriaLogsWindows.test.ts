import fc from 'fast-check';
import { type Analysis } from '../analysis/model/analysis';
import { toLine } from '../sources/generated/formats';
import { type FakeLog } from '../sources/victorialogs/testing/fakeLog';
import { jsonFields } from '../sources/victorialogs/testing/fakeLogsql';
import { fakeVictoriaLogs } from '../sources/victorialogs/testing/fakeVictoriaLogs';
import { MINUTE } from '../time/units';
import {
  analyzeIn,
  ANY_LOG,
  type Asked,
  comparableIncidents,
  expectSameCounts,
  expectSameKinds,
  ONE_DAY,
  outageLogs,
  START,
} from './testing/modes';

const analyse = (url: string, mode: 'entries' | 'windows', asked: Partial<Asked> = {}): Promise<Analysis> =>
  analyzeIn(url, mode, { ...asked, settings: { source: 'victorialogs', ...asked.settings } });

/** Logs of several makes: what gives level, status and response time differs between them. */
const anyLog = fc
  .record({
    make: fc.constantFrom('fields', 'json', 'logfmt', 'durations', 'bare'),
    level: fc.constantFrom('debug', 'INFO', 'warn', 'error', 'critical', 'nonsense'),
    ...ANY_LOG,
  })
  .map(({ make, level, status, took, minute, ms, ns }): FakeLog => {
    const time = BigInt(START + minute * MINUTE + ms) * 1_000_000n + BigInt(ns);
    return { time, fields: fieldsOf(make, level, status, took) };
  });

function fieldsOf(make: string, level: string, status: number, took: number): Record<string, string> {
  const isMeasured = took >= 0;
  switch (make) {
    case 'fields':
      return {
        ...{ 'service.name': 'fields', _msg: 'x', level },
        ...(status > 0 && { 'http.response.status_code': String(status) }),
        ...(isMeasured && { response_time_ms: String(took) }),
      };
    case 'json': {
      const http = status > 0 ? { status_code: status } : {};
      const line = JSON.stringify({ msg: 'y', level, http, ...(isMeasured && { response_time_ms: took }) });
      return { app: 'json', _msg: line };
    }
    case 'logfmt': {
      const line = `level=${level} msg="a b"${status ? ` status=${status}` : ''}${isMeasured ? ` elapsed=${took}ms` : ''}`;
      return { app: 'logfmt', _msg: line };
    }
    case 'durations':
      return { app: 'durations', _msg: 'z', severity: level, ...(isMeasured && { took: `${took}ms` }) };
    default:
      return { _msg: 'nothing to say' };
  }
}

/** The sums of response times but for their last bits. */
function expectSameSums({ windows: counted }: Analysis, { windows: read }: Analysis): void {
  expect(Array.from(counted.responseSum)).toEqual(Array.from(read.responseSum, (sum) => expect.closeTo(sum, 6)));
}

describe('the mode "windows" of VictoriaLogs', () => {
  it('counts exactly what the mode "entries" counts, whatever the logs and where the range cuts', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(anyLog, { minLength: 1, maxLength: 40 }),
        fc.constantFrom(0, 1, 20_001),
        fc.constantFrom(0, 1, 40_000),
        fc.constantFrom(Infinity, 15),
        async (logs, late, early, maxLogs) => {
          const perMinute = new Map<bigint, number>();
          logs.forEach(({ time }) => {
            const minute = time / 60_000_000_000n;
            perMinute.set(minute, (perMinute.get(minute) ?? 0) + 1);
          });
          const server = await fakeVictoriaLogs({ logs, maxLogs: Math.max(maxLogs, ...perMinute.values()) });
          try {
            const range = { fromMs: START + late, toMs: START + 10 * MINUTE - early };
            const entries = await analyse(server.url, 'entries', range);
            const windows = await analyse(server.url, 'windows', range);
            expectSameCounts(windows, entries);
            expectSameSums(windows, entries);
          } finally {
            await server.close();
          }
        }
      ),
      { numRuns: 8 }
    );
  }, 60_000);
});

describe('on generated logs with an outage', () => {
  let entries: Analysis;
  let windows: Analysis;
  let queries: number;

  beforeAll(async () => {
    const table = outageLogs();
    const logs = Array.from({ length: table.length }, (_, row): FakeLog => {
      const { message, timestamp, ...fields } = jsonFields(toLine(table, row, 'ndjson'));
      const time = BigInt(table.timeMs[row]) * 1_000_000n + BigInt(table.timeNs[row]);
      return { time, fields: { ...fields, _msg: message } };
    });
    const server = await fakeVictoriaLogs({ logs });
    try {
      entries = await analyse(server.url, 'entries', ONE_DAY);
      const before = server.queries.length;
      windows = await analyse(server.url, 'windows', ONE_DAY);
      queries = server.queries.slice(before).filter((params) => params.get('query')?.includes('stats')).length;
    } finally {
      await server.close();
    }
  }, 60_000);

  it('counts what the logs count, and finds the same incidents with the same ids, severity and first errors', () => {
    expectSameCounts(windows, entries);
    expectSameSums(windows, entries);
    expect(comparableIncidents(windows)).toEqual(comparableIncidents(entries));
    expect(comparableIncidents(windows)).not.toEqual([]);
  });

  it('counts the kinds of error exactly, and estimates the others so that they sum to the logs', () => {
    expectSameKinds(windows, entries);
  });

  it('takes one of the response times of a window for their P95: that of which 95% are lower', () => {
    const rank = (count: number) => Math.floor(0.95 * count);
    const { responses, responseP95 } = windows.windows;
    responseP95.forEach((p95, cell) => {
      // Of up to 20 it is the largest, and the one in between is never larger.
      const isLargest = rank(responses[cell]) === responses[cell] - 1;
      expect([cell, Number.isNaN(p95)]).toEqual([cell, responses[cell] === 0]);
      if (isLargest) {
        expect(p95).toBeGreaterThanOrEqual(entries.windows.responseP95[cell]);
      }
    });
  });

  it('asks for few counts', () => {
    expect(queries).toBeLessThan(10);
  });

  it('says what was counted, read, estimated, and what this mode cannot know', () => {
    expect(windows.notices.map(({ severity, text }) => `${severity} ${text}`)).toEqual([
      expect.stringMatching(
        /^info Windows mode: VictoriaLogs counted [\d,]+ lines in \d+ queries; [\d,]+ lines were read as a sample\. All lines that complain .*P95 of a window is one of its response times.*broken steps between lines, missing lines, and slow traces\.$/
      ),
    ]);
  });
});

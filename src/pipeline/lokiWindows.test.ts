import fc from 'fast-check';
import { type Analysis } from '../analysis/model/analysis';
import { LEVELS } from '../logs/level';
import { type SeismologSettings } from '../query/settings';
import { toLine } from '../sources/generated/formats';
import { type FakeLine } from '../sources/loki/testing/fakeLine';
import { fakeLoki } from '../sources/loki/testing/fakeLoki';
import { analyse, lokiFixture } from './testing/loki';
import {
  ANY_LOG,
  expectCloseResponseTimes,
  expectSame,
  expectSameKinds,
  ONE_DAY,
  outageLogs,
  START,
  comparableIncidents,
} from './testing/modes';
import { MINUTE } from '../time/units';

const RANGE = '/loki/api/v1/query_range';

const { serve, queries } = lokiFixture();

/** Lines of several makes: what gives level, status and response time differs between them. */
const anyLine = fc
  .record({
    make: fc.constantFrom('json', 'logfmt', 'labels', 'text'),
    level: fc.constantFrom('debug', 'info', 'warn', 'error', 'critical'),
    ...ANY_LOG,
  })
  .map(({ make, level, status, took, minute, ms, ns }): FakeLine => {
    const time = BigInt(START + minute * MINUTE + ms) * 1_000_000n + BigInt(ns);
    switch (make) {
      case 'json': {
        const http = status > 0 ? { status_code: status } : {};
        const line = JSON.stringify({ msg: 'x', level, http, ...(took >= 0 && { response_time_ms: took }) });
        return { labels: { service_name: 'json' }, time, line };
      }
      case 'logfmt': {
        const line = `level=${level} msg="a b"${status ? ` status=${status}` : ''}${took >= 0 ? ` duration=${took}ms` : ''}`;
        return { labels: { service_name: 'logfmt' }, time, line };
      }
      case 'labels':
        return { labels: { service_name: 'labels', level, pod: `pod-${status}` }, time, line: 'plain' };
      default: {
        const fields = { structuredMetadata: { detected_level: level } };
        return { labels: { service_name: 'text' }, time, line: 'nothing to say', fields };
      }
    }
  });

describe('the mode "windows"', () => {
  it('counts exactly what the mode "entries" counts, whatever the lines and where the range cuts', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(anyLine, { minLength: 1, maxLength: 40 }),
        fc.constantFrom(0, 1, 20_001),
        fc.constantFrom(0, 1, 40_000),
        async (lines, late, early) => {
          const server = await fakeLoki({ lines, evaluates: true });
          try {
            const range = { fromMs: START + late, toMs: START + 10 * MINUTE - early };
            const entries = await analyse(server.url, 'entries', range);
            expectSame(await analyse(server.url, 'windows', range), entries);
          } finally {
            await server.close();
          }
        }
      ),
      { numRuns: 30 }
    );
  }, 60_000);

  describe('on generated logs with an outage', () => {
    let entries: Analysis;
    let windows: Analysis;

    beforeAll(async () => {
      const table = outageLogs();
      const lines = Array.from({ length: table.length }, (_, row): FakeLine => ({
        labels: {
          service_name: table.service.values[table.service.codes[row]],
          level: LEVELS[table.level[row]].toLowerCase(),
        },
        time: BigInt(table.timeMs[row]) * 1_000_000n + BigInt(table.timeNs[row]),
        line: toLine(table, row, 'ndjson'),
      }));
      const server = await fakeLoki({ lines, evaluates: true });
      try {
        entries = await analyse(server.url, 'entries', ONE_DAY);
        windows = await analyse(server.url, 'windows', ONE_DAY);
      } finally {
        await server.close();
      }
    }, 60_000);

    it('finds the same incidents, with the same ids, severity and first errors', () => {
      expect(comparableIncidents(windows)).toEqual(comparableIncidents(entries));
      expect(comparableIncidents(windows)).not.toEqual([]);
    });

    it('counts the kinds of error exactly, and estimates the others so that they sum to the logs', () => {
      expectSameKinds(windows, entries);
    });

    it('gives the response times: P95 of a service exactly, the others to a hundredth or so', () => {
      expectCloseResponseTimes(windows, entries);
    });

    it('shows anomalous windows by a line of theirs, no larger a share of the logs than expected', () => {
      const { anomalies } = windows;
      expect(anomalies.status).toBe('scored');
      expect(anomalies.items.length).toBeGreaterThan(0);
      expect(anomalies.rate).toBeLessThanOrEqual(0.05);
      expect(anomalies.items[0].reasons.length).toBeGreaterThan(0);
      expect(['ERROR', 'CRITICAL']).toContain(anomalies.items[0].level);
    });

    it('says what was counted, read and estimated', () => {
      expect(windows.notices.map(({ text }) => text).join()).toMatch(
        /^Windows mode: Loki counted [\d,]+ lines in \d+ queries; [\d,]+ lines were read as a sample\. All lines that complain/
      );
      expect(entries.notices).toEqual([]);
    });
  });

  it('asks for services apart where there are more series than the limit', async () => {
    const lines = Array.from({ length: 60 }, (_, i): FakeLine => ({
      labels: { service_name: `service-${i % 12}`, level: ['info', 'error'][i % 2] },
      time: BigInt(START + i * 5000) * 1_000_000n,
      line: `{"response_time_ms":${i + 1}}`,
    }));
    const url = await serve(lines, { maxSeries: 5 });
    expectSame(await analyse(url, 'windows', {}), await analyse(url, 'entries', {}));
    const asked = queries(RANGE).map((query) => query.get('query') ?? '');
    expect(asked.some((query) => /^sum by .*\n\{service_name=~"[^"]*service-\d+\|/.test(query))).toBe(true);
  });

  it('asks for response times of those services alone that have some', async () => {
    const lines = Array.from({ length: 60 }, (_, i): FakeLine => ({
      labels: { service_name: ['api', 'db', 'web'][i % 3], level: 'info' },
      time: BigInt(START + i * 5000) * 1_000_000n,
      line: i % 3 === 1 ? 'idle' : `{"response_time_ms":${i + 1}}`,
    }));
    const url = await serve(lines);
    expectSame(await analyse(url, 'windows', {}), await analyse(url, 'entries', {}));
    const asked = [...queries(RANGE), ...queries('/loki/api/v1/query')].map((query) => query.get('query') ?? '');
    const measuring = asked.filter((query) => /unwrap|seismolog_rounded/.test(query));
    expect(measuring.filter((query) => query.startsWith('quantile_over_time')).length).toBeGreaterThan(1);
    expect(measuring.filter((query) => query.includes('seismolog_rounded')).length).toBeGreaterThan(0);
    expect(measuring.filter((query) => !/\{service_name=~"(?:api|web|api\|web)"/.test(query))).toEqual([]);
  });

  it('says which limit is too low where even the least is too much', async () => {
    const lines = Array.from({ length: 20 }, (_, i): FakeLine => ({
      labels: { service_name: 'a', level: LEVELS[i % 5].toLowerCase() },
      time: BigInt(START + i) * 1_000_000n,
      line: '',
    }));
    const url = await serve(lines, { maxSeries: 3 });
    await expect(analyse(url, 'windows', {})).rejects.toThrow(
      /at most 3 series in one query.*raise Loki's max_query_series/
    );
  });

  it('asks for shorter times where a query takes too long', async () => {
    const lines = Array.from({ length: 50 }, (_, i): FakeLine => ({
      labels: { service_name: 'a', level: 'info' },
      time: BigInt(START + i * 10_000) * 1_000_000n,
      line: 'x',
    }));
    const url = await serve(lines, {
      intercept(request, response) {
        const params = new URL(request.url ?? '', 'http://loopback').searchParams;
        const isLong = Number(params.get('end')) - Number(params.get('start')) > 3 * MINUTE * 1e6;
        const refuses = params.has('step') && isLong;
        if (refuses) {
          response.writeHead(400).end('the query would read too many bytes (query: 5TB, limit: 1TB)');
        }
        return refuses;
      },
    });
    expectSame(await analyse(url, 'windows', {}), await analyse(url, 'entries', {}));
  });

  it('samples complaints too where there are more than the limit, and counts exactly all the same', async () => {
    const lines = Array.from({ length: 600 }, (_, i): FakeLine => ({
      labels: { service_name: 'a', level: i % 3 === 0 ? 'error' : 'info' },
      time: BigInt(START + i * 1000) * 1_000_000n,
      line: i % 6 === 0 ? 'disk full' : 'refused',
    }));
    const url = await serve(lines);
    const entries = await analyse(url, 'entries', {});
    const windows = await analyse(url, 'windows', { settings: { lineLimit: 120 } });
    expectSame(windows, entries);
    expect(windows.notices[0].text).toContain('Errors and warnings were sampled too');
    const [first, second] = windows.patterns.errors;
    expect(first.count + second.count).toBe(200);
    expect(Math.abs(first.count - 100)).toBeLessThan(40);
  });

  it.each([
    ['', /choose the mode "entries"\.$/],
    ['^\\S+ \\S+ (?P<level>\\w+)', /The pattern for text lines of the settings is not applied by counting/],
  ])('says so where the text has what queries do not see, with the pattern "%s"', async (pattern, said) => {
    const lines = Array.from({ length: 20 }, (_, i): FakeLine => ({
      labels: { service_name: 'a' },
      time: BigInt(START + i * 1000) * 1_000_000n,
      line: '2026-11-18 10:00:00 ERROR it broke',
    }));
    const settings: SeismologSettings = pattern ? { fields: { pattern } } : {};
    const { notices } = await analyse(await serve(lines), 'windows', { settings });
    const [, misread] = notices.map(({ severity, text }) => `${severity} ${text}`);
    expect(misread).toMatch(
      /^warning \d+ of \d+ sampled lines are counted with another service, level, status or response time/
    );
    expect(misread).toMatch(said);
  });

  it('is refused where the source cannot count', async () => {
    const settings: SeismologSettings = { source: 'generated' };
    await expect(analyse('', 'windows', { settings })).rejects.toThrow(/the source "generated" does not/);
  });

  it('gives an empty analysis for a range without logs', async () => {
    const { totals, services } = await analyse(await serve([]), 'windows', {});
    expect([totals.logs, services.length]).toEqual([0, 0]);
  });
});

describe('a response time without a unit', () => {
  const lines = (['cart', 'pay'] as const).flatMap((service) =>
    Array.from({ length: 40 }, (_, i): FakeLine => ({
      labels: { service_name: service, level: 'info' },
      time: BigInt(START + i * 10_000) * 1_000_000n,
      line: JSON.stringify({ duration: (service === 'cart' ? 1e6 : 1) * (20 + i) }),
    }))
  );

  it('is in the unit that the values of each service show, in both modes, and said once', async () => {
    const url = await serve(lines);
    const [entries, windows] = await Promise.all([analyse(url, 'entries'), analyse(url, 'windows')]);
    expect(entries.services.map(({ service, responseTime }) => [service, responseTime?.max])).toEqual([
      ['cart', 59],
      ['pay', 59],
    ]);
    expectSame(windows, entries);
    expectCloseResponseTimes(windows, entries);
    for (const { notices } of [entries, windows]) {
      expect(notices.filter(({ text }) => text.includes('"duration" of cart are taken for nanoseconds'))).toHaveLength(
        1
      );
      expect(notices.map(({ text }) => text).join(' ')).not.toContain('are counted with another');
    }
  });
});

import { countWindows } from '../analysis/windows/countLogs';
import { ERROR, INFO } from '../logs/level';
import { sliceByTime } from '../logs/select';
import { tableOf } from '../logs/testing/tableOf';
import { DEFAULT_ANALYSIS_OPTIONS } from '../query/options';
import { parseSettings } from '../query/validation';
import { type LogSource, type ReadRequest } from '../sources/source';
import { type FakeLine } from '../sources/loki/testing/fakeLine';
import { drawView } from '../views/registry';
import { type Analysis } from '../analysis/model/analysis';
import { analyzeSource } from './analyzeSource';
import { analyse, lokiFixture } from './testing/loki';
import { START } from './testing/modes';
import { DAY, MINUTE } from '../time/units';

const { serve } = lokiFixture();

describe('the mode "auto"', () => {
  const lines = Array.from({ length: 30 }, (_, i): FakeLine => ({
    labels: { service_name: 'a', level: 'info' },
    time: BigInt(START + i * 1000) * 1_000_000n,
    line: `line ${i}`,
  }));

  it('reads each line where the limit allows', async () => {
    const { notices, seconds } = await analyse(await serve(lines), 'auto', { settings: { lineLimit: 30 } });
    expect(notices).toEqual([]);
    expect(seconds).toHaveProperty('read');
  });

  it('has the store count where there is one line more', async () => {
    const { notices, totals } = await analyse(await serve(lines), 'auto', { settings: { lineLimit: 29 } });
    expect(totals.logs).toBe(30);
    expect(notices[0].text).toMatch(/^Windows mode: Loki counted 30 lines/);
  });

  it('reads the newest lines where the store refuses to count', async () => {
    const url = await serve(lines, {
      intercept(request, response) {
        const refuses = request.url?.startsWith('/loki/api/v1/query?') ?? false;
        if (refuses) {
          response.writeHead(400).end('parse error : unexpected drop');
        }
        return refuses;
      },
    });
    const { notices, totals } = await analyse(url, 'auto', { settings: { lineLimit: 10 } });
    expect(totals.logs).toBe(10);
    expect(notices[0].text).toMatch(/^The newest 10 lines were read/);
  });
});

describe('a learning period', () => {
  const toMs = START + DAY;
  /** Three days of two services; one fails in the last twenty minutes. */
  const logs = tableOf(
    Array.from({ length: 3 * 1440 }, (_, minute) =>
      ['api', 'mail'].map((service) => ({
        timeMs: toMs - (3 * 1440 - minute) * MINUTE,
        service,
        level: service === 'mail' && minute >= 3 * 1440 - 20 ? ERROR : INFO,
        message: `request ${minute} of ${service}`,
      }))
    ).flat()
  );

  /** The analysis of the last ten minutes, of a store that holds the logs and counts them. */
  function lastTen(lineLimit: number): Promise<Analysis> {
    const settings = parseSettings({
      jsonData: { source: 'loki', lineLimit },
      secureJsonData: {},
      url: 'http://localhost',
      basicAuth: false,
      basicAuthUser: '',
    });
    const within = ({ fromMs, toMs: endMs }: ReadRequest) => sliceByTime(logs, fromMs, endMs);
    const source: LogSource = {
      read: async (request) => ({ table: within(request), notices: [] }),
      count: async (request) => within(request).length,
      readWindows: async (request) => {
        const table = within(request);
        const sample = { table, weight: new Float64Array(table.length).fill(1), hasAllComplaints: true };
        return { windows: countWindows(table, request), sample, notices: [{ severity: 'info', text: 'Counted.' }] };
      },
      check: async () => ({ message: '' }),
    };
    const request = { settings, expr: '', fromMs: toMs - 10 * MINUTE, toMs, options: DEFAULT_ANALYSIS_OPTIONS };
    return analyzeSource(request, { source, signal: new AbortController().signal, checkpoint: () => undefined });
  }
  const found = ({ incidents }: Analysis) => incidents.map(({ id, type, severity }) => [id, type, severity]);
  const COUNTED = 'Incidents, causes, forecasts and health come from counts of all lines since 2026-11-12 10:00:00 UTC';

  it('says of a range what began before it', async () => {
    const { totals, incidents, range, notices } = await lastTen(100_000);
    expect([totals.logs, range.toMs - range.fromMs, notices]).toEqual([20, 10 * MINUTE, []]);
    expect(incidents).toMatchObject([{ services: ['mail'], startMs: toMs - 20 * MINUTE, ongoing: true }]);
  });

  it('is counted where its lines are too many, and those of the range are read one by one', async () => {
    const [counted, read] = [await lastTen(100), await lastTen(100_000)];
    expect(counted.totals).toEqual(read.totals);
    expect(counted.patterns.errors).toEqual(
      read.patterns.errors.map((one) => ({ ...one, firstMs: expect.any(Number) }))
    );
    expect(found(counted)).toEqual(found(read));
    expect(counted.healthNow.score).toBe(DEFAULT_ANALYSIS_OPTIONS.health.criticalCap);
    expect(counted.notices.map(({ text }) => text)).toEqual([
      `${COUNTED}, for these are more than the line limit; the lines of this range were read one by one.`,
    ]);
  });

  it('is counted, and so is the range, where that has too many lines as well', async () => {
    const [counted, read] = [await lastTen(10), await lastTen(100_000)];
    expect([counted.totals.logs, found(counted)]).toEqual([20, found(read)]);
    expect(counted.notices.map(({ text }) => text)).toEqual(['Counted.', `${COUNTED}.`]);
  });
});

describe('where lines beyond the limit are left out', () => {
  const lines = Array.from({ length: 30 }, (_, i): FakeLine => ({
    labels: { service_name: 'a', level: 'info' },
    time: BigInt(START + i * 20_000) * 1_000_000n,
    line: `line ${i}`,
  }));
  const firstReadMs = START + 20 * 20_000;

  it('analyses the time from the first line that was read on: of what came before nothing is known', async () => {
    const { range, totals, windows } = await analyse(await serve(lines), 'entries', { settings: { lineLimit: 10 } });
    expect(range).toEqual({ fromMs: firstReadMs, toMs: START + 10 * MINUTE });
    expect([totals.logs, windows.byLevel[INFO].reduce((sum, logs) => sum + logs, 0)]).toEqual([10, 10]);
    expect(windows.startMs).toBe(START + 6 * MINUTE);
  });

  it.each(['levelsOverTime', 'healthOverTime'] as const)('leaves a gap in %s', async (view) => {
    const analysis = await analyse(await serve(lines), 'entries', { settings: { lineLimit: 10 } });
    for (const forAlert of [false, true]) {
      const request = { services: [], limit: undefined, timeZone: 'UTC', maxDataPoints: 1000, forAlert };
      const frames = drawView(view, analysis, request);
      const [firstMs] = frames.flatMap(({ fields }) => Number(fields[0].values[0])).sort((a, b) => a - b);
      expect(firstMs).toBe(START + 6 * MINUTE);
      expect(frames[0].meta.notices?.[0].text).toMatch(/^10 of 30 lines were read/);
    }
  });
});

import { INFO } from '../logs/level';
import { type FakeLine } from '../sources/loki/testing/fakeLine';
import { drawView } from '../views/registry';
import { analyse, lokiFixture } from './testing/loki';
import { START } from './testing/modes';
import { MINUTE } from '../time/units';

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

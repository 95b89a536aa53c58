import { DEBUG, ERROR, INFO } from '../../../logs/level';
import { type LogRecord } from '../../../logs/logTable';
import { DEFAULT_ANALYSIS_OPTIONS } from '../../../query/options';
import { countWindows } from '../../windows/countLogs';
import { windowCounts } from '../../windows/windowCounts';
import { tableOf } from '../../../logs/testing/tableOf';
import { detectWindowAnomalies } from './detectWindowAnomalies';
import { MINUTE } from '../../../time/units';

const WINDOWS = 600;
const BAD = 400;
const { forest } = DEFAULT_ANALYSIS_OPTIONS;
const checkpoint = () => undefined;

/** Ten logs a minute and service, now and then an error; the service "shop" fails and slows down for five minutes. */
const logs = Array.from({ length: WINDOWS * 20 }, (_, i): Partial<LogRecord> => {
  const window = Math.floor(i / 20);
  const service = i % 2 === 0 ? 'shop' : 'mail';
  const isBad = service === 'shop' && window >= BAD && window < BAD + 5;
  const level = isBad || i % 100 === 7 ? ERROR : i % 3 === 0 ? DEBUG : INFO;
  const responseTime = (isBad ? 3000 : 100) + (i % 7);
  return { timeMs: window * MINUTE + (i % 20) * 1000, service, level, responseTime, message: isBad ? 'lost' : 'ok' };
});
const table = tableOf(logs);
const windows = countWindows(table, { fromMs: 0, toMs: WINDOWS * MINUTE });
const counts = windowCounts(windows);
const found = (options = forest, sample = table) => detectWindowAnomalies(windows, counts, sample, options, checkpoint);

describe('detectWindowAnomalies', () => {
  it('puts the windows first that are unlike the others of their service, and says why', () => {
    const [worst] = found().items;
    const items = found().items.slice(0, 5);
    expect(items.map(({ service, timeMs }) => [service, Math.floor(timeMs / MINUTE)]).sort()).toEqual(
      [0, 1, 2, 3, 4].map((i) => ['shop', BAD + i])
    );
    expect(worst).toMatchObject({ service: 'shop', level: 'ERROR', message: 'lost' });
    expect(worst.reasons.map(({ text }) => text)).toContain('100% of the logs failed, normally 0.3%');
    expect(worst.reasons.find(({ feature }) => feature === 'response time')?.value).toBeGreaterThan(3000);
  });

  it('finds a service that falls silent', () => {
    const rest = tableOf(
      logs.filter(({ service, timeMs = 0 }) => service !== 'mail' || timeMs < 200 * MINUTE || timeMs >= 230 * MINUTE)
    );
    const grid = countWindows(rest, { fromMs: 0, toMs: WINDOWS * MINUTE });
    const { items, perWindow } = detectWindowAnomalies(grid, windowCounts(grid), rest, forest, checkpoint);
    expect(items[0]).toMatchObject({ service: 'mail', type: 'service outage', timeMs: 200 * MINUTE });
    expect(items[0].line).toBe('mail fell silent: no log in 30 minutes, normally about 300 logs');
    expect(perWindow[grid.services.indexOf('mail') * grid.windowCount + 200]).toBe(1);
  });

  it('counts the logs of anomalous windows, no larger a share than expected', () => {
    const { count, rate, perWindow, items } = found({ ...forest, contamination: 0.01 });
    expect(rate).toBeLessThanOrEqual(0.01);
    expect(count).toBe(perWindow.reduce((sum, n) => sum + n, 0));
    expect(count).toBe(items.length * 10);
    const shop = windows.services.indexOf('shop') * windows.windowCount;
    expect(perWindow[shop + BAD]).toBe(10);
  });

  it('flags by "auto" only what there is evidence for', () => {
    expect(found({ ...forest, contamination: 'auto' }).items).toHaveLength(5);
  });

  it('gives the window itself where the sample has no line of it', () => {
    const [worst] = found(forest, tableOf([])).items;
    expect(worst.line).toMatch(/100% of the logs failed/);
    expect(worst.timeMs % MINUTE).toBe(0);
  });

  it('joins windows that follow each other into an episode', () => {
    const { episodes } = found({ ...forest, contamination: 'auto' });
    expect(episodes).toHaveLength(1);
    expect(episodes[0]).toMatchObject({ services: ['shop'], count: 5 });
  });

  it('is learning while there are few windows', () => {
    const few = countWindows(table, { fromMs: 0, toMs: 20 * MINUTE });
    const learning = detectWindowAnomalies(few, windowCounts(few), table, forest, checkpoint);
    expect(learning).toMatchObject({ status: 'learning', count: 0, items: [] });
  });
});

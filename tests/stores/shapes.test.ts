import { type Analysis } from '../../src/analysis/model/analysis';
import { ERROR, INFO, UNKNOWN, WARNING } from '../../src/logs/level';
import { analyzeIn, expectSameCounts } from '../../src/pipeline/testing/modes';
import { createSource } from '../../src/sources/registry';
import { HOUR } from '../../src/time/units';
import { REAL_STORES, type RealStore, runningStore } from './realStores';
import { settingsOf } from './settingsOf';
import { pushShaped, type Shape, shapedLogs, SHAPES } from './shapes';
import { type RunningStore } from './storeProcess';

const FROM = Date.parse('2026-03-20T00:00:00Z');
const RANGE = { fromMs: FROM, toMs: FROM + HOUR };
const OF_EACH = 240;
const never = new AbortController().signal;

for (const store of REAL_STORES) {
  const describeIt = process.env[store.variable] ? describe : describe.skip;
  describeIt(`${store.name} (${store.variable}) with logs of several shapes`, () => {
    severalShapes(store);
  });
}

/** What logs say is known whatever their shape: from their lines, or from what is beside these. */
function severalShapes(store: RealStore): void {
  let running: RunningStore | undefined;
  let entries: Analysis;
  let windows: Analysis;
  const index = 'logs-shapes-default';
  const settings = { ...store.settings, ...(store.push === 'elasticsearch' && { elasticsearch: { index } }) };

  beforeAll(async () => {
    running = await runningStore(store);
    const url = running?.url ?? '';
    const logs = shapedLogs(FROM, OF_EACH);
    await pushShaped(url, store.push, index, logs);
    await untilThere(url, logs.length);
    entries = await analyzeIn(url, 'entries', { ...RANGE, settings });
    windows = await analyzeIn(url, 'windows', { ...RANGE, settings });
  });

  afterAll(() => running?.stop());

  async function untilThere(url: string, logs: number): Promise<void> {
    const source = createSource(settingsOf(url, settings));
    const count = () => source.count?.({ ...RANGE, expr: '', lineLimit: 1 }, { signal: never });
    for (let tries = 0; tries < 60 && ((await count()) ?? 0) < logs; tries++) {
      await new Promise((resolve) => setTimeout(resolve, 500));
    }
  }

  it.each(SHAPES)('reads %s', (shape) => {
    expect(levelsOf(entries, shape)).toEqual(shape === 'text' ? { unknown: OF_EACH } : ALL_LEVELS);
    const { responseTime } = serviceOf(entries, shape);
    expect(responseTime?.count).toBe(shape === 'text' ? undefined : OF_EACH);
  });

  it.each(store.counted)('counts %s as it reads it', (shape) => {
    expect(levelsOf(windows, shape)).toEqual(levelsOf(entries, shape));
    expect(serviceOf(windows, shape).responseTime?.count).toBe(serviceOf(entries, shape).responseTime?.count);
  });

  it('says where it counts other than it reads', () => {
    const warnings = warningsOf(windows);
    if (store.counted.length === SHAPES.length) {
      expectSameCounts(windows, entries);
      expect(warnings).toEqual(warningsOf(entries));
    } else {
      expect(windows.totals.logs).toBe(entries.totals.logs);
      expect(warnings.join()).toContain('sampled lines are counted with another');
    }
  });
}

const ALL_LEVELS = { info: OF_EACH / 2, warning: OF_EACH / 4, error: OF_EACH / 4 };

function serviceOf({ services }: Analysis, shape: Shape) {
  const own = services.find(({ service }) => service === shape);
  if (!own) {
    throw new Error(`There is no service ${shape}.`);
  }
  return own;
}

function warningsOf({ notices }: Analysis): string[] {
  return notices.filter(({ severity }) => severity === 'warning').map(({ text }) => text);
}

function levelsOf(analysis: Analysis, shape: Shape): Record<string, number> {
  const { byLevel } = serviceOf(analysis, shape);
  const named = { unknown: byLevel[UNKNOWN], info: byLevel[INFO], warning: byLevel[WARNING], error: byLevel[ERROR] };
  return Object.fromEntries(Object.entries(named).filter(([, count]) => count > 0));
}

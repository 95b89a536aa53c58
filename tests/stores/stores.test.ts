import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Analysis } from '../../src/analysis/model/analysis';
import { CancelledError, QueryError, StoreError } from '../../src/errors';
import { type LogTable } from '../../src/logs/logTable';
import { type Mode, type SeismologSettings } from '../../src/query/settings';
import { analyzeIn, comparableIncidents, expectSameCounts, expectSameKinds } from '../../src/pipeline/testing/modes';
import { runGenerate } from '../../src/report/generateCommand';
import { type PushFormat } from '../../src/sources/generated/formats';
import { createSource } from '../../src/sources/registry';
import { type LogSource, type WindowRequest } from '../../src/sources/source';
import { DAY, HOUR, MINUTE } from '../../src/time/units';
import { REAL_STORES, type RealStore, runningStore } from './realStores';
import { ofCounts, ofLines, tableOf } from './referenceAnalysis';
import { settingsOf } from './settingsOf';
import { type RunningStore } from './storeProcess';

/** Two days of logs with what goes wrong in them, and six hours before them as logfmt, and six with values beside lines. */
const RANGE = { fromMs: Date.parse('2026-03-10T00:00:00Z'), toMs: Date.parse('2026-03-12T00:00:00Z') };
const quarter = (fromMs: number) => ({ fromMs, toMs: fromMs + 6 * HOUR });
/** Other than those of the range, which are as each store has them by default. */
const OTHERWISE = { logfmt: quarter(RANGE.fromMs - DAY), fields: quarter(RANGE.fromMs - 2 * DAY) } as const;
const never = new AbortController().signal;

const generated = ({ fromMs, toMs }: typeof RANGE, format?: PushFormat) => ({
  days: (toMs - fromMs) / DAY,
  logs: ((toMs - fromMs) / DAY) * 6000,
  seed: 11,
  faults: 'mixed' as const,
  to: String(toMs),
  format,
});

let folder: string;
let table: LogTable;
let lines: Analysis;
let counts: Analysis;

beforeAll(async () => {
  if (REAL_STORES.every(({ variable }) => !process.env[variable])) {
    throw new Error(
      `No store is named: set ${REAL_STORES.map(({ variable }) => variable).join(', ')} to the URL of one that runs, or to what to start.`
    );
  }
  folder = await mkdtemp(join(tmpdir(), 'seismolog-logs-'));
  table = await written(RANGE);
  lines = ofLines(table, RANGE);
  counts = await ofCounts(table, RANGE);
});

afterAll(() => rm(folder, { recursive: true, force: true }));

/** The logs of a range as a file has them. */
async function written(range: typeof RANGE): Promise<LogTable> {
  const output = join(folder, `${range.fromMs}.ndjson`);
  await runGenerate({ ...generated(range), output });
  return tableOf(output);
}

for (const store of REAL_STORES) {
  // Jest prints it as skipped.
  const describeIt = process.env[store.variable] ? describe : describe.skip;
  describeIt(`${store.name} (${store.variable})`, () => {
    contract(store);
  });
}

/** What every store that counts has to pass. */
function contract(store: RealStore): void {
  let running: RunningStore | undefined;

  const url = (): string => running?.url ?? '';
  const analyse = (mode: Mode, settings: SeismologSettings = {}, range = RANGE) =>
    analyzeIn(url(), mode, { ...range, settings: { ...store.settings, ...settings } });
  const source = (settings: SeismologSettings = {}): LogSource =>
    createSource(settingsOf(url(), { ...store.settings, ...settings }));
  const push = (range: typeof RANGE, format?: PushFormat) =>
    runGenerate({ ...generated(range, format), push: url(), store: store.push });

  beforeAll(async () => {
    running = await runningStore(store);
    await push(RANGE);
    for (const format of store.otherwise) {
      await push(OTHERWISE[format], format);
    }
    await untilThere(source(), table.length);
  });

  afterAll(() => running?.stop());

  describe('reading each line', () => {
    let entries: Analysis;

    beforeAll(async () => {
      entries = await analyse('entries');
    });

    it('counts what the file has, to the last line, with the same response times', () => {
      expectSameCounts(entries, lines);
      expectClose(entries.windows.responseSum, lines.windows.responseSum);
      expectClose(entries.windows.responseP95, lines.windows.responseP95);
    });

    it('finds the same incidents, with their ids, times and causes', () => {
      expect(comparableIncidents(entries)).not.toEqual([]);
      expect(comparableIncidents(entries)).toEqual(comparableIncidents(lines));
    });

    it('finds the same kinds of messages', () => {
      expectSameKinds(entries, lines);
      expect(entries.patterns.templates.map(({ id, count }) => [id, count])).toEqual(
        lines.patterns.templates.map(({ id, count }) => [id, count])
      );
    });

    it('gives the newest beyond the limit, and says how many there are', async () => {
      const request = { ...RANGE, expr: '', lineLimit: 1000 };
      const { table: newest, notices } = await source().read(request, { signal: never });
      expect(Array.from(newest.timeMs)).toEqual(Array.from(table.timeMs.slice(-1000)));
      expect(notices[0].text).toContain(`1,000 of ${table.length.toLocaleString('en-US')} lines were read`);
    });

    it('reads what a query selects', async () => {
      const request = { ...RANGE, expr: store.errorsOnly, lineLimit: 100_000 };
      const { table: errors } = await source().read(request, { signal: never });
      expect(errors.length).toBe(lines.totals.byLevel[4]);
    });
  });

  describe('having the store count', () => {
    let windows: Analysis;

    beforeAll(async () => {
      windows = await analyse('windows');
    });

    it('counts what the file has, to the last line, with the same sums of response times', () => {
      expectSameCounts(windows, lines);
      expectClose(windows.windows.responseSum, lines.windows.responseSum);
    });

    it('gives the P95 of each window as this store takes it', () => {
      expectP95(windows, table, store.p95);
    });

    it('finds the incidents of the counts of the file, with their ids, times and causes', () => {
      expect(comparableIncidents(windows)).not.toEqual([]);
      expect(withoutLikelihood(windows)).toEqual(withoutLikelihood(counts));
    });

    it('counts the kinds of error exactly', () => {
      expectSameKinds(windows, lines);
    });

    it('warns of nothing', () => {
      expect(windows.notices.filter(({ severity }) => severity !== 'info')).toEqual([]);
    });

    it('reads on by asking for what is new alone, and knows as much as by asking for all', async () => {
      const first = await measured(() => source().readWindows?.(slid(0), { signal: never }));
      const next = await measured(() => first.result?.readOn?.(slid(5), { signal: never }));
      const anew = await source().readWindows?.(slid(5), { signal: never });
      expect(next.result?.windows.byLevel).toEqual(anew?.windows.byLevel);
      expect(next.result?.windows.failures).toEqual(anew?.windows.failures);
      expect(next.result?.windows.responses).toEqual(anew?.windows.responses);
      expect(next.bytes).toBeLessThan(0.2 * first.bytes);
    });

    if (store.otherwise.length > 0) {
      it.each(store.otherwise)('counts logs that were pushed as %s as it reads them', async (format) => {
        const range = OTHERWISE[format];
        const [counted, read] = [await analyse('windows', {}, range), await analyse('entries', {}, range)];
        expect(read.totals.logs).toBeGreaterThan(500);
        expectSameCounts(counted, read);
        expectClose(counted.windows.responseSum, read.windows.responseSum);
      });

      it.each(store.otherwise)('reads logs that were pushed as %s as those of a file', async (format) => {
        const read = await analyse('entries', {}, OTHERWISE[format]);
        const wanted = ofLines(await written(OTHERWISE[format]), OTHERWISE[format]);
        expectSameCounts(read, wanted);
        expectClose(read.windows.responseSum, wanted.windows.responseSum);
      });
    }
  });

  it('is counted only where there are more lines than the limit', async () => {
    expect((await analyse('auto')).notices).toEqual([]);
    expect((await analyse('auto', { lineLimit: 5000 })).notices[0].text).toContain('Windows mode');
  });

  it('counts exactly', async () => {
    const request = { fromMs: RANGE.fromMs + 1, toMs: RANGE.toMs, expr: '', lineLimit: 1 };
    const wanted = table.timeMs.filter((timeMs) => timeMs > RANGE.fromMs).length;
    expect(await source().count?.(request, { signal: never })).toBe(wanted);
  });

  it('names its fields', async () => {
    const fields = (await source().detectFields?.({ ...RANGE, expr: '' }, { signal: never })) ?? [];
    const roles = fields.map(({ role }) => role);
    expect(roles).toEqual(expect.arrayContaining(['level', 'service', 'responseTime', 'statusCode', 'traceId']));
  });

  it('is connected to by Save & test', async () => {
    expect((await source().check({ signal: never })).message).toContain(`Connected to ${store.name}`);
  });

  it('says that a query is wrong', async () => {
    const request = { ...RANGE, expr: store.wrongQuery, lineLimit: 10 };
    await expect(source().read(request, { signal: never })).rejects.toThrow(QueryError);
  });

  it('ends at once where it is cancelled', async () => {
    const ended = new AbortController();
    const read = source().read({ ...RANGE, expr: '', lineLimit: 100_000 }, { signal: ended.signal });
    ended.abort();
    await expect(read).rejects.toThrow(CancelledError);
  });

  it(`has logs that are pushed twice ${store.doubles}`, async () => {
    await push(RANGE);
    const wanted = (store.doubles === 'twice' ? 2 : 1) * table.length;
    await untilThere(source(), wanted);
    const { table: read } = await source().read({ ...RANGE, expr: '', lineLimit: 100_000 }, { signal: never });
    expect(read.length).toBe(wanted);
    if (store.doubles === 'once') {
      expect(await countIn(source(), RANGE)).toBe(wanted);
    }
  });

  it(`has logs of clocks that go an hour ahead ${store.ahead}`, async () => {
    const now = Math.floor(Date.now() / MINUTE) * MINUTE;
    const before = { fromMs: now - HOUR, toMs: now };
    const all = { fromMs: now - HOUR, toMs: now + HOUR };
    if (store.ahead === 'refused') {
      await expect(push(all)).rejects.toThrow('creation_grace_period');
      return;
    }
    await push(all);
    // An OpenSearch shows a part of one request before the rest.
    await untilThere(source(), (await written(all)).length, all);
    const [counted, read] = [await analyse('windows', {}, all), await analyse('entries', {}, all)];
    expectSameCounts(counted, read);
    // What is still to come is left out, as it is of any range, until the range has come to it.
    const { totals } = await analyse('entries', {}, before);
    expect(totals.logs).toBe(await countIn(source(), before));
    expect(totals.logs).toBeLessThan(read.totals.logs);
  });

  it('that is gone is said to be', async () => {
    const gone = createSource(settingsOf('http://127.0.0.1:9', store.settings));
    await expect(gone.read({ ...RANGE, expr: '', lineLimit: 10 }, { signal: never })).rejects.toThrow(StoreError);
  });
}

/** A day of windows of a minute, which lie so many minutes on. */
function slid(minutes: number): WindowRequest {
  const fromMs = RANGE.fromMs + minutes * MINUTE;
  const grid = { startMs: fromMs, windowMs: MINUTE, windowCount: DAY / MINUTE };
  return { fromMs, toMs: fromMs + DAY, expr: '', lineLimit: 20_000, lateMs: 2 * MINUTE, gridOf: () => grid };
}

/** Does work, and counts the bytes that fetch gives meanwhile. */
async function measured<Result>(work: () => Promise<Result> | undefined) {
  const original = globalThis.fetch;
  let bytes = 0;
  globalThis.fetch = async (input, init) => {
    const response = await original(input, init);
    const body = await response.arrayBuffer();
    bytes += body.byteLength;
    return new Response(body, { status: response.status });
  };
  try {
    return { result: await work(), bytes };
  } finally {
    globalThis.fetch = original;
  }
}

/** Incidents without how likely their causes are: that rests on lines of the sample, too. */
function withoutLikelihood({ incidents, ...rest }: Analysis): unknown[] {
  return comparableIncidents({
    ...rest,
    incidents: incidents.map((incident) => ({
      ...incident,
      ...(incident.cause && { cause: { ...incident.cause, confidence: NaN } }),
    })),
  });
}

function countIn(source: LogSource, range: typeof RANGE): Promise<number> {
  return source.count?.({ ...range, expr: '', lineLimit: 1 }, { signal: never }) ?? Promise.resolve(NaN);
}

/** Stores show what they took after a second or so. */
async function untilThere(source: LogSource, logs: number, range = RANGE): Promise<void> {
  for (let tries = 0; tries < 60 && (await countIn(source, range)) < logs; tries++) {
    await new Promise((resolve) => setTimeout(resolve, 500));
  }
}

/** The same numbers but for the last bits: a store may add in another order, and keep another unit. */
function expectClose(actual: ArrayLike<number>, wanted: ArrayLike<number>): void {
  expect(Array.from(actual)).toEqual(
    Array.from(wanted, (value) => (Number.isNaN(value) ? NaN : expect.closeTo(value, 5)))
  );
}

/** What a digest may be off by, of the value. */
const DIGEST_ERROR = 0.35;

function expectP95({ windows }: Analysis, logs: LogTable, p95: RealStore['p95']): void {
  const values = new Map<number, number[]>();
  const indexOf = new Map(windows.services.map((service, index) => [service, index]));
  for (let row = 0; row < logs.length; row++) {
    const index = indexOf.get(logs.service.values[logs.service.codes[row]]) ?? NaN;
    const window = Math.floor((logs.timeMs[row] - windows.startMs) / windows.windowMs);
    const cell = index * (windows.responseP95.length / windows.services.length) + window;
    if (!Number.isNaN(logs.responseTime[row])) {
      values.set(cell, [...(values.get(cell) ?? []), logs.responseTime[row]]);
    }
  }
  expect(values.size).toBeGreaterThan(1000);
  for (const [cell, own] of values) {
    own.sort((a, b) => a - b);
    const at = 0.95 * (own.length - 1);
    const [low, high] = [own[Math.floor(at)], own[Math.ceil(at)]];
    const actual = windows.responseP95[cell];
    switch (p95) {
      case 'interpolated':
        expect(actual).toBeCloseTo(low + (high - low) * (at - Math.floor(at)), 5);
        break;
      case 'rank':
        expect(actual).toBe(own[Math.min(own.length - 1, Math.floor(0.95 * own.length))]);
        break;
      case 'digest':
        expect(actual).toBeGreaterThan((1 - DIGEST_ERROR) * low);
        expect(actual).toBeLessThan((1 + DIGEST_ERROR) * high);
    }
  }
}

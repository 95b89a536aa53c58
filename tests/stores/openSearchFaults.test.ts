import { StoreError, UncountableError } from '../../src/errors';
import { type Analysis } from '../../src/analysis/model/analysis';
import { analyzeIn, expectSameCounts } from '../../src/pipeline/testing/modes';
import { type Mode } from '../../src/query/settings';
import { runGenerate } from '../../src/report/generateCommand';
import { DAY } from '../../src/time/units';
import { type FaultyProxy, startFaultyProxy } from './faultyProxy';
import { REAL_STORES, runningStore } from './realStores';
import { type RunningStore } from './storeProcess';

const FROM = Date.parse('2026-03-11T00:00:00Z');
const RANGE = { fromMs: FROM, toMs: FROM + DAY };
const LOGS = 2000;
const store = REAL_STORES.find(({ name }) => name === 'OpenSearch');
const describeIt = store && process.env[store.variable] ? describe : describe.skip;

/** What only an index, a mapping or a cluster's settings can do wrong. */
describeIt('an OpenSearch (SEISMOLOG_OPENSEARCH)', () => {
  let running: RunningStore;
  let proxy: FaultyProxy;

  beforeAll(async () => {
    running = (store && (await runningStore(store))) as RunningStore;
    proxy = await startFaultyProxy(running.url);
    await push('faults-whole');
  });

  afterAll(async () => {
    await proxy.close();
    await running.stop();
  });

  async function send(method: string, path: string, body?: unknown): Promise<void> {
    const init = { method, headers: { 'Content-Type': 'application/json' }, body: body && JSON.stringify(body) };
    const answer = await fetch(running.url + path, init as RequestInit);
    if (!answer.ok) {
      throw new Error(await answer.text());
    }
  }

  const setting = (name: string, value: unknown) => send('PUT', '/_cluster/settings', { transient: { [name]: value } });

  async function push(index: string, seed = 13): Promise<void> {
    const generated = { days: 1, logs: LOGS, seed, faults: 'mixed' } as const;
    await runGenerate({ ...generated, to: String(RANGE.toMs), push: running.url, store: 'elasticsearch', index });
    await send('POST', `/${index}/_refresh`);
  }

  const analyse = (mode: Mode, index: string, lineLimit?: number): Promise<Analysis> =>
    analyzeIn(proxy.url, mode, {
      ...RANGE,
      settings: { source: 'elasticsearch', elasticsearch: { index }, lineLimit },
    });

  const failure = (work: Promise<unknown>): Promise<unknown> =>
    work.then(
      () => undefined,
      (error: unknown) => error
    );

  describe.each(['entries', 'windows'] as const)('in %s', (mode) => {
    let whole: Analysis;
    /** The request behind the one that makes the snapshot. */
    let reading: number;

    beforeAll(async () => {
      proxy.heal();
      whole = await analyse(mode, 'faults-whole');
      reading = proxy.seen.findIndex((path) => path.includes('point_in_time')) + 2;
    });

    it('whose index is deleted while it is read says so, and shows no part', async () => {
      await push('faults-deleted');
      proxy.before(reading, () => send('DELETE', '/faults-deleted'));
      const error = await failure(analyse(mode, 'faults-deleted'));
      expect(error).toBeInstanceOf(StoreError);
      expect(String(error)).toMatch(/deleted|No index has that name|is gone/);
    });

    it('that rolls over while it is read gives what it had', async () => {
      await push('faults-roll-1');
      proxy.before(reading, () => push('faults-roll-2', 14));
      expectSameCounts(await analyse(mode, 'faults-roll-*'), whole);
      await send('DELETE', '/faults-roll-1,faults-roll-2');
    });

    it('whose index may not be read for now says so', async () => {
      await push('faults-blocked');
      await send('PUT', '/faults-blocked/_settings', { 'index.blocks.read': true });
      proxy.heal();
      const error = await failure(analyse(mode, 'faults-blocked'));
      expect(error).toBeInstanceOf(StoreError);
      expect(String(error)).toContain('block');
      expect(String(error)).not.toContain('privileges');
      await send('DELETE', '/faults-blocked');
    });
  });

  it('short of memory for aggregations says so', async () => {
    proxy.heal();
    await setting('indices.breaker.request.limit', '1kb');
    const error = await failure(analyse('windows', 'faults-whole'));
    await setting('indices.breaker.request.limit', null);
    expect(error).toBeInstanceOf(StoreError);
    expect(String(error)).toContain('circuit breaker');
  });

  it('that gives few buckets at once is asked for few, and counts the same', async () => {
    proxy.heal();
    const whole = await analyse('windows', 'faults-whole');
    await setting('search.max_buckets', 500);
    const counted = await analyse('windows', 'faults-whole').finally(() => setting('search.max_buckets', null));
    expectSameCounts(counted, whole);
  });

  describe('with a level that is a keyword in one index and a number in the next', () => {
    beforeAll(async () => {
      await push('conflict-1');
      const log = { type: 'object', properties: { level: { type: 'long' } } };
      await send('PUT', '/conflict-2', { mappings: { properties: { '@timestamp': { type: 'date' }, log } } });
      const document = { '@timestamp': FROM + 1000, 'log.level': 3, message: 'numbered', 'service.name': 'odd' };
      await send('POST', '/conflict-2/_doc?refresh=true', document);
    });

    it('can be read', async () => {
      const { totals } = await analyse('entries', 'conflict-*');
      const { totals: without } = await analyse('entries', 'conflict-1');
      expect(totals.logs).toBe(without.logs + 1);
    });

    it('can not be counted, and says by which field', async () => {
      const error = await failure(analyse('windows', 'conflict-*'));
      expect(error).toBeInstanceOf(UncountableError);
      expect(String(error)).toContain('log.level');
    });

    it('is read, the newest lines, where all would be too many, and says why', async () => {
      const { notices, totals } = await analyse('auto', 'conflict-*', 1000);
      expect(totals.logs).toBe(1000);
      expect(notices.map(({ text }) => text).join()).toContain('log.level');
    });
  });

  it('whose service is text without a keyword can not be counted, and says so', async () => {
    const text = { type: 'text' };
    await send('PUT', '/text-1', {
      mappings: { properties: { '@timestamp': { type: 'date' }, service: text, level: { type: 'keyword' } } },
    });
    for (const service of ['shop', 'stock']) {
      const document = { '@timestamp': FROM + 1000, level: 'info', service, message: 'fine' };
      await send('POST', '/text-1/_doc?refresh=true', document);
    }
    const error = await failure(analyse('windows', 'text-1'));
    expect(error).toBeInstanceOf(UncountableError);
    expect(String(error)).toContain('service');
    expect((await analyse('entries', 'text-1')).totals.logs).toBe(2);
  });
});

import { type ServerResponse } from 'node:http';
import { type Analysis } from '../../src/analysis/model/analysis';
import { StoreError } from '../../src/errors';
import { analyzeIn, expectSameCounts } from '../../src/pipeline/testing/modes';
import { runGenerate } from '../../src/report/generateCommand';
import { createSource } from '../../src/sources/registry';
import { type FaultyProxy, startFaultyProxy } from './faultyProxy';
import { REAL_STORES, type RealStore, runningStore } from './realStores';
import { settingsOf } from './settingsOf';
import { type RunningStore } from './storeProcess';

/** A day of logs, which takes each store some dozens of requests. */
const RANGE = { fromMs: Date.parse('2026-03-11T00:00:00Z'), toMs: Date.parse('2026-03-12T00:00:00Z') };
const LOGS = 3000;
const MODES = ['entries', 'windows'] as const;
const never = new AbortController().signal;

type Fault = (response: ServerResponse) => void;

const html: Fault = (response) => response.writeHead(200, { 'Content-Type': 'text/html' }).end('<html>Log in</html>');
const redirect: Fault = (response) => response.writeHead(302, { Location: 'http://login.example/sso' }).end();
const broken: Fault = (response) => response.writeHead(500).end('panic');
const busy: Fault = (response) => response.writeHead(429, { 'Retry-After': '0' }).end('too many requests');
const noLogin: Fault = (response) => response.writeHead(401).end('expired');
const noRights: Fault = (response) => response.writeHead(403).end('no permissions for [indices:data/read/search]');
const noGateway: Fault = (response) => response.writeHead(502).end('<html>bad gateway</html>');
const cut: Fault = (response) => {
  response.writeHead(200, { 'Content-Type': 'application/json' });
  response.write('{"', () => response.destroy());
};

for (const store of REAL_STORES) {
  const describeIt = process.env[store.variable] ? describe : describe.skip;
  describeIt(`${store.name} (${store.variable})`, () => {
    faults(store);
  });
}

/** What goes wrong in the middle of reading shows as an error or not at all: no part is shown as the whole. */
function faults(store: RealStore): void {
  let running: RunningStore | undefined;
  let proxy: FaultyProxy;

  beforeAll(async () => {
    running = await runningStore(store);
    const generated = { days: 1, logs: LOGS, seed: 12, faults: 'mixed' } as const;
    await runGenerate({ ...generated, to: String(RANGE.toMs), push: running?.url, store: store.push });
    proxy = await startFaultyProxy(running?.url ?? '');
    await untilAllIsShown();
  });

  afterAll(async () => {
    await proxy.close();
    await running?.stop();
  });

  async function untilAllIsShown(): Promise<void> {
    const source = createSource(settingsOf(proxy.url, store.settings));
    for (let last = -1, count = 0; count !== last || count < LOGS;) {
      await new Promise((resolve) => setTimeout(resolve, 1000));
      last = count;
      count = (await source.count?.({ ...RANGE, expr: '', lineLimit: 1 }, { signal: never })) ?? NaN;
    }
  }

  describe.each(MODES)('in %s', (mode) => {
    let whole: Analysis;
    let middle: number;
    const analyse = () => analyzeIn(proxy.url, mode, { ...RANGE, settings: store.settings });

    beforeAll(async () => {
      proxy.heal();
      whole = await analyse();
      middle = Math.ceil(proxy.seen.length / 2);
    });

    it.each([
      ['a 429', busy],
      ['a 502', noGateway],
      ['a connection that is cut', cut],
    ])('does not show %s that passes', async (_, fault) => {
      proxy.failAt(middle, fault, false);
      expectSameCounts(await analyse(), whole);
      expect(proxy.seen.length).toBeGreaterThan(middle);
    });

    it.each([
      ['an HTML page', html, 'an HTML page'],
      ['a redirect to another host', redirect, 'redirects (302)'],
      ['a 500', broken, 'answered 500'],
      ['a login that has expired', noLogin, 'refuses the login'],
      ['rights that were taken away', noRights, 'The login is known but may not'],
    ])('says that the store gives %s', async (_, fault, says) => {
      proxy.failAt(middle, fault, true);
      const error: unknown = await analyse().catch((reason: unknown) => reason);
      expect(error).toBeInstanceOf(StoreError);
      expect(String(error)).toContain(says);
    });

    // What runs by itself is not restarted by a test.
    const itRestarts = /^https?:/.test(process.env[store.variable] ?? '') ? it.skip : it;
    itRestarts('gives all or an error where the store restarts in the middle, and all afterwards', async () => {
      let restarted: Promise<void> | undefined;
      proxy.before(middle, () => {
        restarted = running?.restart?.();
        return Promise.resolve();
      });
      const outcome: unknown = await analyse().catch((reason: unknown) => reason);
      await restarted;
      if (outcome instanceof Error) {
        expect(outcome).toBeInstanceOf(StoreError);
      } else {
        expectSameCounts(outcome as Analysis, whole);
      }
      proxy.heal();
      expectSameCounts(await analyse(), whole);
    });
  });
}

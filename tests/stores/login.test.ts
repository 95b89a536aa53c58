import { createSource } from '../../src/sources/registry';
import { type SeismologSettings } from '../../src/query/settings';
import { parseSettings } from '../../src/query/validation';
import { type LogSource } from '../../src/sources/source';
import { HOUR, MINUTE } from '../../src/time/units';
import { REAL_STORES, type RealStore, runningStore } from './realStores';
import { type RunningStore } from './storeProcess';

const FROM = Date.parse('2026-03-20T00:00:00Z');
const REQUEST = { fromMs: FROM, toMs: FROM + HOUR, expr: '', lineLimit: 10 };
const GRID = { startMs: FROM, windowMs: MINUTE, windowCount: 60 };
const LOGIN = { user: 'reader', password: 'secret-of-the-reader' };
const context = { signal: new AbortController().signal };

for (const store of REAL_STORES) {
  const what = process.env[store.variable];
  // What runs by itself has the login that it has; a node from Maven has none to ask for.
  const canAsk = what !== undefined && !/^https?:/.test(what) && store.push !== 'elasticsearch';
  const describeIt = canAsk ? describe : describe.skip;
  describeIt(`${store.name} (${store.variable}) that asks for a login`, () => {
    closed(store);
  });
}

function closed(store: RealStore): void {
  let running: RunningStore | undefined;

  const source = (settings: SeismologSettings, login?: typeof LOGIN): LogSource =>
    createSource(
      parseSettings({
        jsonData: { ...store.settings, ...settings },
        secureJsonData: login ? { basicAuthPassword: login.password } : {},
        url: running?.url ?? '',
        basicAuth: login !== undefined,
        basicAuthUser: login?.user ?? '',
      })
    );
  const questions = ({ read, count, readWindows, check }: LogSource): Array<() => Promise<unknown> | undefined> => [
    () => read(REQUEST, context),
    () => count?.(REQUEST, context),
    () => readWindows?.({ ...REQUEST, gridOf: () => GRID }, context),
    () => check(context),
  ];

  beforeAll(async () => {
    running = await runningStore(store, LOGIN);
  });

  afterAll(() => running?.stop());

  it('says so to who has none, whatever is asked', async () => {
    const says = store.push === 'loki' ? 'set the tenant ID' : 'refuses the login';
    for (const ask of questions(source({}))) {
      await expect(ask()).rejects.toThrow(says);
    }
  });

  // A Loki takes any tenant.
  const itChecks = store.push === 'loki' ? it.skip : it;
  itChecks('says so to who has a wrong one, without the password', async () => {
    const wrong = { ...LOGIN, password: 'another-secret' };
    for (const ask of questions(source({}, wrong))) {
      const error: unknown = await ask()?.catch((reason: unknown) => reason);
      expect(String(error)).toContain('refuses the login');
      expect(String(error)).not.toContain(wrong.password);
    }
  });

  it('answers who has it', async () => {
    const { read, check } = store.push === 'loki' ? source({ tenantId: 'team-a' }) : source({}, LOGIN);
    expect((await read(REQUEST, context)).table.length).toBe(0);
    expect((await check(context)).message).toContain(`Connected to ${store.name}`);
  });
}

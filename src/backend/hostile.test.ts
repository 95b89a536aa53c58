/**
 * Nothing that a line, a query, a setting or an address may hold stops the executable for others: while it works on
 * each, health is answered; then it ends, with an answer or an error that says why; then the next query is answered.
 * `npm test` builds it first.
 */
import { fakeLoki } from '../sources/loki/testing/fakeLoki';
import { HOSTILE_QUERIES } from './testing/hostileQueries';
import { HOSTILE_LINES, HOSTILE_RANGE } from './testing/hostileLines';
import { type Plugin, type QueryOptions, startPlugin, TO_MS } from './testing/pluginProcess';
import { DAY } from '../time/units';

// On a busy machine all of it takes many times as long.
jest.setTimeout(600_000);

const ANALYSIS_SECONDS = 3;
const WORKER_MEMORY_MB = 400;

const HEALTH = { refId: 'A', queryType: 'healthScore' };
let plugin: Plugin;

beforeAll(async () => {
  plugin = await startPlugin({
    GF_PLUGIN_ANALYSIS_SECONDS: String(ANALYSIS_SECONDS),
    GF_PLUGIN_WORKER_MEMORY_MB: String(WORKER_MEMORY_MB),
  });
});
afterAll(() => plugin.stop());

/** What comes of the work, during which health is answered again and again. */
async function answeredBeside<T>(work: Promise<T>): Promise<{ outcome: T; answers: number }> {
  let isOver = false;
  const outcome = work.finally(() => (isOver = true));
  let answers = 0;
  while (!isOver) {
    await Promise.race([outcome, plugin.call('grpc.health.v1.Health/Check', { service: 'plugin' })]);
    answers += isOver ? 0 : 1;
  }
  return { outcome: await outcome, answers };
}

const ask = async (query: object, options?: QueryOptions) => (await plugin.query([{ ...HEALTH, ...query }], options)).A;

/** So small that even a machine that is busy with other things can do it within the limit. */
const SMALL: QueryOptions = { uid: 'next', jsonData: { learningDays: 1, generated: { logsPerDay: 100 } } };

/** The same small query for all, of a data source of its own. */
async function expectNextAnswered(): Promise<void> {
  expect(await ask({}, SMALL)).toMatchObject({ status: 200 });
}

afterEach(async () => {
  await expectNextAnswered();
  expect(
    plugin.stderr().match(/"(?:Unexpected error|Uncaught exception|Unhandled rejection|A worker failed)".{0,500}/g)
  ).toBeNull();
});

describe.each(Object.entries(HOSTILE_LINES))('lines with %s', (_, lines) => {
  it('are answered, or refused in words, while health is answered', async () => {
    const labels = { service_name: 'api' };
    const held = lines().map((line, i) => ({
      labels,
      line,
      time: BigInt(HOSTILE_RANGE.fromMs + i * 100) * 1_000_000n,
    }));
    const loki = await fakeLoki({ lines: held });
    try {
      const options = { jsonData: { source: 'loki', defaultExpr: '{a="b"}' }, url: loki.url, ...HOSTILE_RANGE };
      const { outcome, answers } = await answeredBeside(ask({}, options));
      expect([200, 413, 504]).toContain(outcome.status);
      expect(outcome.error ?? 'Choose').toContain('Choose');
      expect(answers).toBeGreaterThan(0);
      const range = `from=${HOSTILE_RANGE.fromMs}&to=${HOSTILE_RANGE.toMs}`;
      const fields = await answeredBeside(plugin.resource(`fields?${range}`, options));
      expect(fields.outcome.code).toBe(200);
    } finally {
      await loki.close();
    }
  });
});

describe('a query', () => {
  it('of more than can be computed in time is stopped, and the error says what to do', async () => {
    const options = {
      jsonData: { lineLimit: 10_000_000, generated: { logsPerDay: 10_000_000 } },
      fromMs: TO_MS - DAY,
      toMs: TO_MS,
    };
    const { outcome, answers } = await answeredBeside(ask({}, options));
    expect(outcome).toMatchObject({ status: expect.any(Number), error: expect.stringMatching(/was stopped\. Choose/) });
    expect([413, 504]).toContain(outcome.status);
    expect(answers).toBeGreaterThan(10);
  });

  it.each(Object.entries(HOSTILE_QUERIES))('with %s ends, while health is answered', async (_, query) => {
    const { outcome } = await answeredBeside(ask(query));
    expect([200, 400, 504]).toContain(outcome.status);
  });

  it.each([
    ['longer than 400 days', { fromMs: TO_MS - 401 * DAY, toMs: TO_MS }, /longer than 400 days/],
    ['beyond all time', { fromMs: -9e18, toMs: 9e18 }, /outside the dates that can be shown/],
  ])('of a range %s is refused', async (_, range, message) => {
    expect(await ask({}, range)).toMatchObject({ status: 400, error: expect.stringMatching(message) });
  });
});

describe('a resource', () => {
  it.each([
    ['of a range beyond all time', 'fields?from=1e300&to=1.1e300', 400],
    ['of nothing but slashes', '/'.repeat(100_000), 400],
    ['of slashes and a name', `${'/'.repeat(200)}fields`, 200],
    ['with a query of 60 KB', `services?from=0&to=1&expr=${'%7B'.repeat(20_000)}`, 200],
  ])('%s ends, while health is answered', async (_, url, code) => {
    const { outcome } = await answeredBeside(plugin.resource(url));
    expect(outcome.code).toBe(code);
  });
});

describe('a data source', () => {
  it('that asks for a hundred ranges at once leaves the others their answers', async () => {
    const gone: Array<() => void> = [];
    const asked = Array.from({ length: 100 }, (_, i) => {
      const { answer, cancel } = plugin.startQuery([HEALTH], {
        uid: 'greedy',
        jsonData: { lineLimit: 500_000, generated: { logsPerDay: 400_000 } },
        fromMs: TO_MS - DAY - i,
      });
      gone.push(cancel);
      return answer.catch(() => undefined);
    });
    await expectNextAnswered();
    expect(await ask({}, { ...SMALL, uid: 'other', org: 2 })).toMatchObject({ status: 200 });
    gone.forEach((cancel) => cancel());
    await Promise.all(asked);
  });

  it('whose settings are too large is refused with an error that says so', async () => {
    expect(await ask({}, { jsonData: { defaultExpr: 'x'.repeat(300_000) } })).toMatchObject({
      status: 400,
      error: expect.stringContaining("The data source's settings are 294 KB long"),
    });
  });
});

describe('a worker that is killed from outside', () => {
  it('fails no more than the query that it worked on', async () => {
    // Few enough that a new worker can do it, with the memory that it has here.
    const busy = ask({}, { jsonData: { learningDays: 1, generated: { logsPerDay: 200_000 } } });
    await plugin.until(async () => (await plugin.workers()).length > 0);
    (await plugin.workers()).forEach((pid) => process.kill(pid, 'SIGKILL'));
    expect([200, 500]).toContain((await busy).status);
  });
});

import { type IncomingMessage, type ServerResponse } from 'node:http';
import { StoreError } from '../../errors';
import { HOUR } from '../../time/units';
import { connectionTo } from '../http/testing/loopbackServer';
import { type LogSource, type ReadResult } from '../source';
import { lokiSource } from './lokiSource';
import { FROM, identities, rowsOf, steady } from './testing/fakeLines';
import { fakeLoki, type FakeLoki, type FakeLokiOptions } from './testing/fakeLoki';

const RANGE = '/loki/api/v1/query_range';
const never = new AbortController().signal;
const REQUEST = { fromMs: FROM, toMs: FROM + 60_000, expr: '', lineLimit: 100_000 };

let loki: FakeLoki;

afterEach(async () => {
  await loki.close();
});

/** A Loki behind a proxy that changes the parameters of the requests on their way. */
async function behindProxy(options: FakeLokiOptions, change: (params: URLSearchParams) => void): Promise<LogSource> {
  const intercept = (request: IncomingMessage): boolean => {
    const url = new URL(request.url ?? '', 'http://loopback');
    change(url.searchParams);
    request.url = url.pathname + url.search;
    return false;
  };
  loki = await fakeLoki({ ...options, intercept });
  return lokiSource(connectionTo(loki.url), { mapping: {} });
}

/** An hour before the end is where Loki begins by itself. */
function withoutStart(params: URLSearchParams): void {
  if (params.has('start')) {
    params.set('start', String(BigInt(params.get('end') ?? 0) - BigInt(HOUR) * 1_000_000n));
  }
}

function setting(name: string, value: string): (params: URLSearchParams) => void {
  return (params) => {
    if (params.has(name)) {
      params.set(name, value);
    }
  };
}

async function read(source: LogSource): Promise<ReadResult> {
  return source.read(REQUEST, { signal: never });
}

/** What a reading ends with, and how many pages it took. */
async function outcome(source: LogSource): Promise<{ error: unknown; pages: number }> {
  const error: unknown = await read(source).catch((reason: unknown) => reason);
  return { error, pages: loki.queries(RANGE).length };
}

describe('behind a proxy that ignores', () => {
  it.each<[string, (params: URLSearchParams) => void, string]>([
    ['start', withoutStart, 'gave a line of nanosecond'],
    ['direction', setting('direction', 'backward'), 'with the newest lines first'],
  ])('%s, reading ends soon, with an error that says so', async (parameter, change, says) => {
    const { error, pages } = await outcome(await behindProxy({ lines: steady(600, 100), maxEntries: 10 }, change));
    expect(error).toBeInstanceOf(StoreError);
    expect(String(error)).toContain(says);
    expect(String(error)).toContain(`the parameter "${parameter}" of requests`);
    expect(pages).toBeLessThan(20);
  });

  it('limit, reading ends soon, with an error that says so', async () => {
    const { error, pages } = await outcome(await behindProxy({ lines: steady(3000, 20) }, setting('limit', '100')));
    expect(error).toBeInstanceOf(StoreError);
    expect(String(error)).toContain('gave 100 lines of more, and up to 5000 were asked for');
    expect(pages).toBeLessThan(20);
  });

  it('end, each line is read once all the same', async () => {
    const lines = steady(300, 200);
    const source = await behindProxy({ lines, maxEntries: 10 }, setting('end', `${FROM + HOUR}000000`));
    expect(rowsOf((await read(source)).table)).toEqual(identities(lines));
  });

  it('start, so that Loki gives its last hour of each part, what was counted shows', async () => {
    const lines = steady(720, 60_000);
    const source = await behindProxy({ lines }, withoutStart);
    const request = { ...REQUEST, toMs: FROM + 12 * HOUR };
    expect(await source.count?.(request, { signal: never })).toBe(720);
    const error: unknown = await source.read(request, { signal: never }).catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(StoreError);
    expect(String(error)).toContain('counts 720 lines but gave 360');
  });

  it('time, a count is an error', async () => {
    const source = await behindProxy({ lines: steady(600, 100) }, setting('time', `${FROM + 90_000}000000`));
    const work = source.count?.(REQUEST, { signal: never });
    await expect(work).rejects.toBeInstanceOf(StoreError);
    await expect(work).rejects.toThrow('the parameter "time" of requests');
  });
});

it('takes a hundred lines, which Loki gives without a limit, for all where nothing follows them', async () => {
  const lines = steady(600, 100);
  const source = await behindProxy({ lines }, () => undefined);
  expect(rowsOf((await read(source)).table)).toEqual(identities(lines));
});

it.each([10, 5])('ends with an error where every answer is the same, of %d lines, from a cache', async (length) => {
  const values = Array.from({ length }, (_, i) => [`${FROM + i}000000`, `line ${i}`]);
  const answer = { status: 'success', data: { resultType: 'streams', result: [{ stream: { a: 'b' }, values }] } };
  const intercept = (request: IncomingMessage, response: ServerResponse): boolean => {
    const isRange = request.url?.startsWith(RANGE) ?? false;
    if (isRange) {
      response.end(JSON.stringify(answer));
    }
    return isRange;
  };
  loki = await fakeLoki({ maxEntries: 10, intercept });
  const { error, pages } = await outcome(lokiSource(connectionTo(loki.url), { mapping: {} }));
  expect(error).toBeInstanceOf(StoreError);
  expect(String(error)).toContain('answers from a cache');
  expect(pages).toBeLessThan(20);
});

it.each([
  [[{ metric: {}, values: [] }], 'other than series'],
  [[{ metric: {}, value: [0, 'many'] }], 'the parameter "time"'],
  [[{ metric: {}, value: [(FROM + 60_000) / 1000, 'many'] }], 'other than series'],
  [[{ metric: {}, value: [(FROM + 60_000) / 1000, '-5'] }], 'other than series'],
  [[{ metric: {}, value: [(FROM + 60_000) / 1000, 5] }], 'other than series'],
  [null, 'other than series'],
])('takes %j for no count', async (result, says) => {
  loki = await fakeLoki({
    intercept(_request, response) {
      response.end(JSON.stringify({ status: 'success', data: { resultType: 'vector', result } }));
      return true;
    },
  });
  const work = lokiSource(connectionTo(loki.url), { mapping: {} }).count?.(REQUEST, { signal: never });
  await expect(work).rejects.toBeInstanceOf(StoreError);
  await expect(work).rejects.toThrow(says);
});

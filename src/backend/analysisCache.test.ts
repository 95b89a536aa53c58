import { CancelledError } from '../errors';
import { AnalysisCache, type CacheAnswer } from './analysisCache';

const never = new AbortController().signal;

function setup(maxBytes = 1e6) {
  const answers: CacheAnswer[] = [];
  const cache = new AnalysisCache<object>({ maxBytes, ttlMs: 60_000, onAnswer: (answer) => answers.push(answer) });
  return { cache, answers };
}

/** A computation that ends when `finish` is called. */
function pending<T>() {
  const { promise, resolve, reject } = withResolvers<T>();
  const signals: AbortSignal[] = [];
  const compute = jest.fn((signal: AbortSignal) => {
    signals.push(signal);
    return promise;
  });
  return { compute, signals, resolve, reject };
}

function withResolvers<T>() {
  let resolve: (value: T) => void = () => undefined;
  let reject: (error: Error) => void = () => undefined;
  const promise = new Promise<T>((...both) => ([resolve, reject] = both));
  return { promise, resolve, reject };
}

describe('AnalysisCache', () => {
  it('computes once for all who ask at once, and gives them the same result', async () => {
    const { cache, answers } = setup();
    const { compute, resolve } = pending<object>();
    const callers = Array.from({ length: 9 }, () => cache.get('a', never, compute));
    const value = {};
    resolve(value);
    for (const got of await Promise.all(callers)) {
      expect(got).toBe(value);
    }
    expect(compute).toHaveBeenCalledTimes(1);
    expect(answers).toEqual(['computed', ...Array<CacheAnswer>(8).fill('joined')]);
  });

  it('keeps what was computed', async () => {
    const { cache, answers } = setup();
    const first = await cache.get('a', never, () => Promise.resolve({}));
    expect(await cache.get('a', never, () => Promise.reject(new Error('computed again')))).toBe(first);
    expect(answers).toEqual(['computed', 'kept']);
  });

  it('computes each key for itself', async () => {
    const { cache } = setup();
    const [a, b] = await Promise.all(['a', 'b'].map((key) => cache.get(key, never, () => Promise.resolve({ key }))));
    expect([a, b]).toEqual([{ key: 'a' }, { key: 'b' }]);
  });

  it('gives an error to all who wait, and tries again for the next', async () => {
    const { cache } = setup();
    const { compute, reject } = pending<object>();
    const callers = [cache.get('a', never, compute), cache.get('a', never, compute)];
    reject(new Error('Loki is away'));
    const outcomes = await Promise.allSettled(callers);
    expect(outcomes.map((outcome) => outcome.status)).toEqual(['rejected', 'rejected']);
    await expect(cache.get('a', never, () => Promise.resolve({ ok: true }))).resolves.toEqual({ ok: true });
  });

  it('lets one caller leave while the others still get the result', async () => {
    const { cache } = setup();
    const { compute, signals, resolve } = pending<object>();
    const leaving = new AbortController();
    const stays = cache.get('a', never, compute);
    const leaves = cache.get('a', leaving.signal, compute);
    leaving.abort();
    await expect(leaves).rejects.toThrow(CancelledError);
    expect(signals[0].aborted).toBe(false);
    resolve({ ok: true });
    await expect(stays).resolves.toEqual({ ok: true });
  });

  it('cancels the computation when the last caller leaves, and starts anew for the next', async () => {
    const { cache } = setup();
    const [first, second] = [pending<object>(), pending<object>()];
    const leaving = [new AbortController(), new AbortController()];
    const callers = leaving.map(({ signal }) => cache.get('a', signal, first.compute));
    leaving[0].abort();
    expect(first.signals[0].aborted).toBe(false);
    leaving[1].abort();
    expect(first.signals[0].aborted).toBe(true);
    const next = cache.get('a', never, second.compute);
    first.reject(new CancelledError());
    second.resolve({ second: true });
    await expect(next).resolves.toEqual({ second: true });
    for (const { reason } of (await Promise.allSettled(callers)) as PromiseRejectedResult[]) {
      expect(reason).toBeInstanceOf(CancelledError);
    }
  });

  it('does not start for a caller who has already left', async () => {
    const { cache } = setup();
    const { compute } = pending<object>();
    await expect(cache.get('a', AbortSignal.abort(), compute)).rejects.toThrow(CancelledError);
    expect(compute).not.toHaveBeenCalled();
  });

  it('forgets the least recently used beyond its budget, and does not keep what is larger than all of it', async () => {
    const { cache } = setup(2500);
    const of = (key: string, bytes: number) => {
      const compute = jest.fn(() => Promise.resolve({ key, column: new Uint8Array(bytes) }));
      return { compute, ask: () => cache.get(key, never, compute) };
    };
    const [a, b, c, large] = [of('a', 1000), of('b', 1000), of('c', 1000), of('large', 5000)];
    for (const { ask } of [a, b, a, c, large, a, b, large]) {
      await ask();
    }
    expect([a, b, c, large].map(({ compute }) => compute.mock.calls.length)).toEqual([1, 2, 1, 2]);
  });

  it('keeps the newest of a family, whose older ones nobody asks for again', async () => {
    const { cache } = setup();
    const compute = jest.fn((key: string) => Promise.resolve({ key }));
    const ask = (key: string, family?: string) => cache.get(key, never, () => compute(key), family);
    for (const key of ['1', '2', '3', '4', 'alone']) {
      await ask(key, key === 'alone' ? undefined : 'of a day');
    }
    compute.mockClear();
    for (const key of ['alone', '4', '3', '2', '1']) {
      await ask(key, key === 'alone' ? undefined : 'of a day');
    }
    expect(compute.mock.calls).toEqual([['1']]);
  });
});

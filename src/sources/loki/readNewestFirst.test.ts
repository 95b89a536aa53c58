import { instantOf } from '../instant';
import { pageOf, type Span } from './page';
import { readNewestFirst } from './readNewestFirst';

const never = new AbortController().signal;
const SPANS: Span[] = [0, 10].map((ms) => ({ from: instantOf(ms), to: instantOf(ms + 10), limit: 5 }));

function read(fetchPage: (span: Span) => Promise<ReturnType<typeof pageOf>>): Promise<void> {
  const ease = (error: unknown): Span[] => {
    throw error;
  };
  return readNewestFirst(SPANS, { fetchPage, ease, take: () => true, maxLimit: () => 5, concurrency: 2 }, never);
}

describe('readNewestFirst', () => {
  it('ends with the error of one request where another is answered in the same turn', async () => {
    let settle: () => void = () => undefined;
    const both = new Promise<void>((resolve) => {
      settle = resolve;
    });
    const work = read(async ({ from }) => {
      await both;
      if (from.ms === 10) {
        throw new Error('gone');
      }
      return pageOf([], []);
    });
    settle();
    await expect(work).rejects.toThrow('gone');
  });

  it('ends with the first error where two requests fail in one turn', async () => {
    await expect(read(({ from }) => Promise.reject(new Error(`of ${from.ms}`)))).rejects.toThrow('of 10');
  });
});

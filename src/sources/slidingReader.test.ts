import fc from 'fast-check';
import { type LogTable } from '../logs/logTable';
import { LogTableBuilder } from '../logs/logTableBuilder';
import { SlidingReader, type SlidingOptions } from './slidingReader';
import { type LogSource, type Notice, type ReadRequest } from './source';

const OPTIONS: SlidingOptions = { maxBytes: 1e7, lateMs: 5, ttlMs: 60_000 };
const context = { signal: new AbortController().signal };

/** A store of one log a millisecond, whose reads are remembered. Logs may be added late. */
function createStore(notices: Notice[] = []) {
  const extra: number[] = [];
  const reads: Array<Pick<ReadRequest, 'fromMs' | 'toMs'>> = [];
  const source: LogSource = {
    read: async ({ fromMs, toMs, lineLimit }) => {
      reads.push({ fromMs, toMs });
      const times = Array.from({ length: toMs - fromMs }, (_, i) => fromMs + i)
        .concat(extra.filter((time) => time >= fromMs && time < toMs))
        .sort((a, b) => a - b);
      const cut = times.length > lineLimit;
      return {
        table: tableOf(cut ? times.slice(-lineLimit) : times),
        notices: cut ? [{ severity: 'warning', text: 'cut' }] : notices,
      };
    },
    check: async () => ({ message: '' }),
  };
  return { source, reads, extra };
}

function tableOf(times: number[]): LogTable {
  const builder = new LogTableBuilder();
  for (const timeMs of times) {
    builder.append({
      timeMs,
      timeNs: 0,
      service: 'api',
      level: 1,
      message: `at ${timeMs}`,
      responseTime: NaN,
      statusCode: 0,
      traceId: '',
      line: `line at ${timeMs}`,
    });
  }
  return builder.finish();
}

const request = (fromMs: number, toMs: number, lineLimit = 1000): ReadRequest => ({
  fromMs,
  toMs,
  expr: '',
  lineLimit,
});
const timesOf = ({ timeMs }: LogTable) => Array.from(timeMs);

describe('SlidingReader', () => {
  it('reads only what is new, and the little that may have come late', async () => {
    const { source, reads } = createStore();
    const reader = new SlidingReader(OPTIONS);

    await reader.read('a', source, request(0, 100), context);
    const { table } = await reader.read('a', source, request(10, 110), context);

    expect(reads).toEqual([
      { fromMs: 0, toMs: 100 },
      { fromMs: 95, toMs: 110 },
    ]);
    expect(timesOf(table)).toEqual(Array.from({ length: 100 }, (_, i) => 10 + i));
    expect(table.line.at(99)).toBe('line at 109');
  });

  it('sees a line that came late', async () => {
    const { source, extra } = createStore();
    const reader = new SlidingReader(OPTIONS);
    await reader.read('a', source, request(0, 100), context);
    extra.push(97);

    const { table } = await reader.read('a', source, request(1, 101), context);

    expect(timesOf(table).filter((time) => time === 97)).toHaveLength(2);
  });

  it.each<[string, ReadRequest]>([
    ['goes back', request(0, 100)],
    ['reaches further back', request(5, 130)],
    ['leaves a gap', request(200, 300)],
  ])('reads all of a range that %s', async (_, next) => {
    const { source, reads } = createStore();
    const reader = new SlidingReader(OPTIONS);
    await reader.read('a', source, request(10, 110), context);

    await reader.read('a', source, next, context);

    expect(reads.at(-1)).toEqual({ fromMs: next.fromMs, toMs: next.toMs });
  });

  it('keeps queries apart', async () => {
    const { source, reads } = createStore();
    const reader = new SlidingReader(OPTIONS);
    await reader.read('a', source, request(0, 100), context);

    await reader.read('b', source, request(10, 110), context);

    expect(reads).toHaveLength(2);
    expect(reads[1]).toEqual({ fromMs: 10, toMs: 110 });
  });

  it('leaves the choice to the source where there are more lines than the limit', async () => {
    const { source } = createStore();
    const reader = new SlidingReader(OPTIONS);
    await reader.read('a', source, request(0, 100, 100), context);

    const { table, notices } = await reader.read('a', source, request(0, 120, 100), context);

    expect(timesOf(table)).toEqual(Array.from({ length: 100 }, (_, i) => 20 + i));
    expect(notices).toEqual([{ severity: 'warning', text: 'cut' }]);
  });

  it('reads anew what the store had a warning about', async () => {
    const { source, reads } = createStore([{ severity: 'warning', text: 'partial' }]);
    const reader = new SlidingReader(OPTIONS);
    await reader.read('a', source, request(0, 100), context);

    await reader.read('a', source, request(10, 110), context);

    expect(reads.at(-1)).toEqual({ fromMs: 10, toMs: 110 });
  });

  it('keeps no more than its memory allows', async () => {
    const { source, reads } = createStore();
    const reader = new SlidingReader({ ...OPTIONS, maxBytes: 100 });
    await reader.read('a', source, request(0, 100), context);

    await reader.read('a', source, request(10, 110), context);

    expect(reads.at(-1)).toEqual({ fromMs: 10, toMs: 110 });
  });

  it('gives what a single read gives, however the range moves', async () => {
    const step = fc.record({ from: fc.integer({ min: 0, max: 60 }), length: fc.integer({ min: 1, max: 60 }) });
    await fc.assert(
      fc.asyncProperty(
        fc.array(step, { minLength: 2, maxLength: 8 }),
        fc.integer({ min: 20, max: 80 }),
        async (steps, limit) => {
          const { source } = createStore();
          const reader = new SlidingReader(OPTIONS);
          for (const { from, length } of steps) {
            const wanted = request(from, from + length, limit);
            const { table, notices } = await reader.read('a', source, wanted, context);
            const whole = await source.read(wanted, context);
            expect(timesOf(table)).toEqual(timesOf(whole.table));
            expect(notices).toEqual(whole.notices);
          }
        }
      )
    );
  });
});

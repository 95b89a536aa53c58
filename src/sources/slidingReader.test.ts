import { INFO } from '../logs/level';
import fc from 'fast-check';
import { type LogTable } from '../logs/logTable';
import { LogTableBuilder } from '../logs/logTableBuilder';
import { newestLines } from './newestLines';
import { SlidingReader, type SlidingOptions } from './slidingReader';
import { type LogSource, type ReadRequest, type WindowRead, type WindowRequest } from './source';
import { type Notice } from '../logs/notice';
import { type WindowGrid, type WindowTable } from '../logs/windowTable';

const OPTIONS: SlidingOptions = { maxBytes: 1e7, lateMs: 5, ttlMs: 60_000 };
const context = { signal: new AbortController().signal };

/** A store of one log a millisecond, whose reads are remembered. Logs may be added late. */
function createStore(notices: Notice[] = []) {
  const extra: number[] = [];
  type Range = Pick<ReadRequest, 'fromMs' | 'toMs'>;
  const [reads, counts, windowReads]: [Range[], Range[], Range[]] = [[], [], []];
  const source: LogSource = {
    read: async ({ fromMs, toMs, lineLimit }) => {
      reads.push({ fromMs, toMs });
      const times = Array.from({ length: toMs - fromMs }, (_, i) => fromMs + i)
        .concat(extra.filter((time) => time >= fromMs && time < toMs))
        .sort((a, b) => a - b);
      const table = tableOf(times);
      return times.length > lineLimit ? newestLines(table, lineLimit, undefined) : { table, notices };
    },
    count: async ({ fromMs, toMs }) => {
      counts.push({ fromMs, toMs });
      return toMs - fromMs;
    },
    readWindows: async ({ fromMs, toMs, lateMs, gridOf }) => {
      windowReads.push({ fromMs, toMs });
      return windowRead(gridOf(1), fromMs, toMs, lateMs);
    },
    check: async () => ({ message: '' }),
  };
  /** Reads on as long as no more than 100 ms are new. */
  function windowRead(grid: WindowGrid, fromMs: number, toMs: number, lateMs = 0): WindowRead {
    return {
      windows: windowsOf(grid, fromMs, toMs),
      sample: { table: tableOf([]), weight: new Float64Array(), hasAllComplaints: true },
      notices: [{ severity: 'info', text: 'counted' }],
      readOn: async (next) => {
        if (next.toMs - toMs > 100) {
          return undefined;
        }
        windowReads.push({ fromMs: toMs - lateMs, toMs: next.toMs });
        return windowRead(next.gridOf(1), next.fromMs, next.toMs, next.lateMs);
      },
    };
  }
  return { source, reads, counts, windowReads, extra };
}

/** Of one log a millisecond. */
function windowsOf({ startMs, windowMs, windowCount }: WindowGrid, fromMs: number, toMs: number): WindowTable {
  const counts = Uint32Array.from({ length: windowCount }, (_, window) => {
    const start = startMs + window * windowMs;
    return Math.min(toMs, start + windowMs) - Math.max(fromMs, start);
  });
  const none = new Uint32Array(windowCount);
  const unmeasured = new Float64Array(windowCount);
  return {
    ...{ startMs, windowMs, windowCount, services: ['api'], byLevel: [none, counts, none, none, none] },
    ...{ failures: none, responses: none, responseSum: unmeasured, responseP95: unmeasured },
  };
}

function tableOf(times: number[]): LogTable {
  const builder = new LogTableBuilder();
  for (const timeMs of times) {
    builder.append({
      timeMs,
      timeNs: 0,
      service: 'api',
      level: INFO,
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
/** Windows of 10 ms. */
const windowRequest = (fromMs: number, toMs: number, lineLimit = 1000): WindowRequest => {
  const startMs = Math.floor(fromMs / 10) * 10;
  return {
    ...request(fromMs, toMs, lineLimit),
    gridOf: () => ({ startMs, windowMs: 10, windowCount: Math.ceil((toMs - startMs) / 10) }),
  };
};
const timesOf = ({ timeMs }: LogTable) => Array.from(timeMs);

describe('SlidingReader', () => {
  it('reads only what is new, and the little that may have come late', async () => {
    const { source, reads } = createStore();
    const reader = new SlidingReader(OPTIONS);

    await reader.of('a', source).read(request(0, 100), context);
    const { table } = await reader.of('a', source).read(request(10, 110), context);

    expect(reads).toEqual([
      { fromMs: 0, toMs: 100 },
      { fromMs: 95, toMs: 110 },
    ]);
    expect(timesOf(table)).toEqual(Array.from({ length: 100 }, (_, i) => 10 + i));
    expect(table.line.at(99)).toBe('line at 109');
  });

  it('reads what is new by what was learned before', async () => {
    const { source } = createStore();
    const learned = new Map([['api', undefined]]);
    const asked: Array<ReadRequest['learned']> = [];
    const read: LogSource['read'] = async (own, ownContext) => {
      asked.push(own.learned);
      return { ...(await source.read(own, ownContext)), learned };
    };
    const reader = new SlidingReader(OPTIONS);

    await reader.of('a', { ...source, read }).read(request(0, 100), context);
    const slid = await reader.of('a', { ...source, read }).read(request(10, 110), context);

    expect(asked).toEqual([undefined, learned]);
    expect(slid.learned).toBe(learned);
  });

  it('sees a line that came late', async () => {
    const { source, extra } = createStore();
    const reader = new SlidingReader(OPTIONS);
    await reader.of('a', source).read(request(0, 100), context);
    extra.push(97);

    const { table } = await reader.of('a', source).read(request(1, 101), context);

    expect(timesOf(table).filter((time) => time === 97)).toHaveLength(2);
  });

  it.each<[string, ReadRequest]>([
    ['goes back', request(0, 100)],
    ['reaches further back', request(5, 130)],
    ['leaves a gap', request(200, 300)],
  ])('reads all of a range that %s', async (_, next) => {
    const { source, reads } = createStore();
    const reader = new SlidingReader(OPTIONS);
    await reader.of('a', source).read(request(10, 110), context);

    await reader.of('a', source).read(next, context);

    expect(reads.at(-1)).toEqual({ fromMs: next.fromMs, toMs: next.toMs });
  });

  it('keeps queries apart', async () => {
    const { source, reads } = createStore();
    const reader = new SlidingReader(OPTIONS);
    await reader.of('a', source).read(request(0, 100), context);

    await reader.of('b', source).read(request(10, 110), context);

    expect(reads).toHaveLength(2);
    expect(reads[1]).toEqual({ fromMs: 10, toMs: 110 });
  });

  it('leaves the choice to the source where there are more lines than the limit', async () => {
    const { source } = createStore();
    const reader = new SlidingReader(OPTIONS);
    await reader.of('a', source).read(request(0, 100, 100), context);

    const { table, notices } = await reader.of('a', source).read(request(0, 120, 100), context);

    expect(timesOf(table)).toEqual(Array.from({ length: 100 }, (_, i) => 20 + i));
    expect(notices[0].text).toMatch(/^The newest 100 lines were read/);
  });

  it('goes on from the newest lines where there were more than the limit, as older ones give way', async () => {
    const { source, reads, counts } = createStore();
    const sliding = new SlidingReader(OPTIONS).of('a', source);
    await sliding.read(request(0, 100, 50), context);

    const { table, notices, knownFromMs } = await sliding.read(request(10, 110, 50), context);

    expect(reads.at(-1)).toEqual({ fromMs: 95, toMs: 110 });
    expect(timesOf(table)).toEqual(Array.from({ length: 50 }, (_, i) => 60 + i));
    expect(knownFromMs).toBe(60);
    expect(notices).toEqual([
      { severity: 'warning', text: expect.stringMatching(/^The newest 50 lines/), untilMs: 60 },
    ]);
    expect(await sliding.count?.(request(20, 120, 50), context)).toBe(100);
    expect(counts).toEqual([
      { fromMs: 20, toMs: 61 },
      { fromMs: 105, toMs: 120 },
    ]);
  });

  it('reads all where lines that were left out are wanted after all, as some of the newest are gone', async () => {
    const { source, reads, extra } = createStore();
    extra.push(97, 98, 99);
    const sliding = new SlidingReader(OPTIONS).of('a', source);
    await sliding.read(request(0, 100, 50), context);
    extra.length = 0;

    const { table } = await sliding.read(request(1, 101, 50), context);

    expect(reads.at(-1)).toEqual({ fromMs: 1, toMs: 101 });
    expect(timesOf(table)).toEqual(Array.from({ length: 50 }, (_, i) => 51 + i));
  });

  it('reads anew what the store had a warning about', async () => {
    const { source, reads } = createStore([{ severity: 'warning', text: 'partial' }]);
    const reader = new SlidingReader(OPTIONS);
    await reader.of('a', source).read(request(0, 100), context);

    await reader.of('a', source).read(request(10, 110), context);

    expect(reads.at(-1)).toEqual({ fromMs: 10, toMs: 110 });
  });

  it('keeps no more than its memory allows', async () => {
    const { source, reads } = createStore();
    const reader = new SlidingReader({ ...OPTIONS, maxBytes: 100 });
    await reader.of('a', source).read(request(0, 100), context);

    await reader.of('a', source).read(request(10, 110), context);

    expect(reads.at(-1)).toEqual({ fromMs: 10, toMs: 110 });
  });

  describe('counting', () => {
    it('asks for all of what is not known', async () => {
      const { source, counts } = createStore();
      expect(await new SlidingReader(OPTIONS).of('a', source).count?.(request(0, 100), context)).toBe(100);
      expect(counts).toEqual([{ fromMs: 0, toMs: 100 }]);
    });

    it('asks for what came after the lines that are kept', async () => {
      const { source, counts } = createStore();
      const sliding = new SlidingReader(OPTIONS).of('a', source);
      await sliding.read(request(0, 100), context);

      expect(await sliding.count?.(request(7, 107), context)).toBe(100);
      expect(counts).toEqual([{ fromMs: 95, toMs: 107 }]);
    });

    it('asks for what lies around the whole windows that are kept', async () => {
      const { source, counts } = createStore();
      const sliding = new SlidingReader(OPTIONS).of('a', source);
      await sliding.readWindows?.(windowRequest(0, 100), context);

      expect(await sliding.count?.(request(7, 107), context)).toBe(100);
      expect(counts).toEqual([
        { fromMs: 7, toMs: 10 },
        { fromMs: 90, toMs: 107 },
      ]);
    });

    it('asks for a range that is shorter than what may come late', async () => {
      const { source } = createStore();
      const sliding = new SlidingReader(OPTIONS).of('a', source);
      await sliding.readWindows?.(windowRequest(0, 100), context);

      expect(await sliding.count?.(request(98, 108), context)).toBe(10);
    });
  });

  describe('windows', () => {
    it('are read on from what is kept', async () => {
      const { source, windowReads } = createStore();
      const sliding = new SlidingReader(OPTIONS).of('a', source);
      await sliding.readWindows?.(windowRequest(0, 100), context);
      await sliding.readWindows?.(windowRequest(10, 110), context);
      await sliding.readWindows?.(windowRequest(20, 120), context);

      expect(windowReads).toEqual([
        { fromMs: 0, toMs: 100 },
        { fromMs: 95, toMs: 110 },
        { fromMs: 105, toMs: 120 },
      ]);
    });

    it('are read anew where the store cannot go on', async () => {
      const { source, windowReads } = createStore();
      const sliding = new SlidingReader(OPTIONS).of('a', source);
      await sliding.readWindows?.(windowRequest(0, 100), context);
      await sliding.readWindows?.(windowRequest(50, 250), context);

      expect(windowReads.at(-1)).toEqual({ fromMs: 50, toMs: 250 });
    });
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
            const { table, notices } = await reader.of('a', source).read(wanted, context);
            const whole = await source.read(wanted, context);
            expect(timesOf(table)).toEqual(timesOf(whole.table));
            expect(notices).toEqual(whole.notices);
          }
        }
      )
    );
  });
});

import fc from 'fast-check';
import { type LogTable } from '../logs/logTable';
import { sliceByTime } from '../logs/select';
import { tableOf } from '../logs/testing/tableOf';
import { compareInstants, type Instant } from '../sources/instant';
import { newestLines } from '../sources/newestLines';
import { type LogSource } from '../sources/source';
import { HOUR, MINUTE } from '../time/units';
import { linesAfter, linesBefore, type WantedLines } from './lines';

const context = { signal: new AbortController().signal };
const END = 4 * HOUR;

/** A store that gives at most so many lines at once, the newest. */
function storeOf(table: LogTable, most: number): LogSource {
  return {
    read: ({ fromMs, toMs, lineLimit }) => {
      const all = sliceByTime(table, fromMs, toMs);
      const limit = Math.min(most, lineLimit);
      return Promise.resolve(all.length > limit ? newestLines(all, limit, all.length) : { table: all, notices: [] });
    },
    check: () => Promise.resolve({ message: '' }),
  };
}

function wanted(limit: number, ...services: string[]): WantedLines {
  return { expr: '', services: () => services, groupPods: true, limit };
}

function texts(table: LogTable): string[] {
  return Array.from({ length: table.length }, (_, row) => table.line.at(row));
}

/** Logs of two services with what they say: their numbers. */
const logs = fc
  .array(
    fc.record({
      timeMs: fc.oneof(fc.integer({ min: 0, max: END - 1 }), fc.constantFrom(HOUR, HOUR + 1)),
      timeNs: fc.nat(3),
      service: fc.constantFrom('api', 'database'),
    }),
    { maxLength: 60 }
  )
  .map((rows) =>
    rows.sort((a, b) => a.timeMs - b.timeMs || a.timeNs - b.timeNs).map((row, i) => ({ ...row, message: `line ${i}` }))
  );
const moment = fc.record({ ms: fc.constantFrom(0, HOUR, HOUR + 1, 2 * HOUR, END - 1), ns: fc.nat(3) });
const limit = fc.integer({ min: 1, max: 80 });

it('the lines before and after a moment are those that are there, of the services that are wanted', async () => {
  await fc.assert(
    fc.asyncProperty(logs, moment, limit, async (rows, at: Instant, most) => {
      const source = storeOf(tableOf(rows), 1000);
      const own = rows.filter(({ service }) => service === 'api');
      const compared = (row: (typeof rows)[number]) => compareInstants({ ms: row.timeMs, ns: row.timeNs }, at);
      const before = own.filter((row) => compared(row) <= 0).map(({ message }) => message);
      const after = own.filter((row) => compared(row) >= 0).map(({ message }) => message);

      expect(texts(await linesBefore(source, wanted(most, 'api'), { at, fromMs: 0 }, context))).toEqual(
        before.slice(-most)
      );
      expect(texts(await linesAfter(source, wanted(most, 'api'), { at, toMs: END }, context))).toEqual(
        after.slice(0, most)
      );
    }),
    { seed: 7 }
  );
});

it('no line is missing between others where a store gives few at once', async () => {
  const rows = Array.from({ length: 3000 }, (_, i) => ({ timeMs: i, timeNs: 0, message: `line ${i}` }));
  const source = storeOf(tableOf(rows), 400);
  const at = { ms: 1500, ns: 0 };
  const named = (from: number, to: number) => rows.slice(from, to).map(({ message }) => message);

  expect(texts(await linesBefore(source, wanted(900), { at, fromMs: 0 }, context))).toEqual(named(601, 1501));
  expect(texts(await linesAfter(source, wanted(300), { at, toMs: END }, context))).toEqual(named(1500, 1800));
});

it('the lines of a millisecond in which a store cut them off are read again', async () => {
  const rows = Array.from({ length: 30 }, (_, i) => ({ timeMs: MINUTE + Math.floor(i / 10), message: `line ${i}` }));
  const source = storeOf(tableOf(rows), 15);
  const before = await linesBefore(source, wanted(30), { at: { ms: MINUTE + 2, ns: 0 }, fromMs: 0 }, context);

  expect(texts(before)).toEqual(rows.map(({ message }) => message));
});

it('a pod is of its workload', async () => {
  const rows = ['web-7d9f8c6b5-x2q7z', 'web-7d9f8c6b5-bcd4f', 'api'].map((service, i) => ({ service, timeMs: i }));
  const found = await linesBefore(
    storeOf(tableOf(rows), 10),
    wanted(10, 'web'),
    { at: { ms: 5, ns: 0 }, fromMs: 0 },
    context
  );

  expect(found.length).toBe(2);
});

import fc from 'fast-check';
import { emptyRecord } from './lineParser';
import { LogTableBuilder } from './logTableBuilder';
import { type LogTable } from './logTable';
import { concatTables, joinTables, selectRows, sliceByTime } from './select';

function tableOf(times: number[], service = 'auth'): LogTable {
  const builder = new LogTableBuilder();
  times.forEach((timeMs, i) =>
    builder.append({
      timeMs,
      timeNs: 7,
      service,
      level: i % 5,
      message: `message ${timeMs}`,
      responseTime: timeMs / 2,
      statusCode: 200,
      traceId: '',
      line: `line ${timeMs}`,
    })
  );
  return builder.finish();
}

const linesOf = (table: LogTable): string[] => Array.from({ length: table.length }, (_, row) => table.line.at(row));
const messagesOf = (table: LogTable): string[] =>
  Array.from(table.message.codes, (code) => table.message.values.at(code));

describe('sliceByTime', () => {
  it('takes the start in and leaves the end out', () => {
    const slice = sliceByTime(tableOf([1, 2, 2, 3, 4]), 2, 4);
    expect([...slice.timeMs]).toEqual([2, 2, 3]);
    expect(linesOf(slice)).toEqual(['line 2', 'line 2', 'line 3']);
    expect(messagesOf(slice)).toEqual(['message 2', 'message 2', 'message 3']);
  });

  it('gives the whole table for a range without bounds, and none for one beside it', () => {
    const table = tableOf([1, 2, 3]);
    expect(sliceByTime(table, -Infinity, Infinity).length).toBe(3);
    expect(sliceByTime(table, 4, 9).length).toBe(0);
    expect(sliceByTime(table, 3, 1).length).toBe(0);
  });
});

describe('response times that were dropped', () => {
  const responses = (...logs: ReadonlyArray<readonly [timeMs: number, responseTime: number]>): LogTable => {
    const builder = new LogTableBuilder();
    for (const [timeMs, responseTime] of logs) {
      builder.append({ ...emptyRecord(), timeMs, responseTime });
    }
    return builder.finish();
  };
  const table = responses([5, Infinity], [1, 1e300], [3, 12], [4, 1e13]);

  it('are known by the times of their logs', () => {
    expect(table.droppedAtMs).toEqual(Float64Array.of(1, 4, 5));
  });

  it('are those of a slice, and of tables that are joined', () => {
    expect(sliceByTime(table, 2, 5).droppedAtMs).toEqual(Float64Array.of(4));
    expect(sliceByTime(table, 2, 4).droppedAtMs).toBeUndefined();
    const joined = concatTables([sliceByTime(table, 4, 6), responses([2, Infinity])]);
    expect(joined.droppedAtMs).toEqual(Float64Array.of(2, 4, 5));
  });
});

describe('selectRows', () => {
  it('gives the rows named', () => {
    const selected = selectRows(tableOf([1, 2, 3, 4]), Uint32Array.of(0, 2));
    expect([...selected.timeMs]).toEqual([1, 3]);
    expect([...selected.responseTime]).toEqual([0.5, 1.5]);
    expect(linesOf(selected)).toEqual(['line 1', 'line 3']);
  });
});

describe('concatTables', () => {
  it('gives back the table that was cut in two', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 30 })), fc.integer({ min: 0, max: 30 }), (times, cut) => {
        const whole = tableOf(times);
        const joined = concatTables([sliceByTime(whole, -Infinity, cut), sliceByTime(whole, cut, Infinity)]);
        expect([...joined.timeMs]).toEqual([...whole.timeMs]);
        expect([...joined.level]).toEqual([...whole.level]);
        expect(linesOf(joined)).toEqual(linesOf(whole));
        expect(messagesOf(joined)).toEqual(messagesOf(whole));
      })
    );
  });

  it('puts logs in order of time, those of the same time in the order of the tables', () => {
    const joined = concatTables([tableOf([2, 5], 'first'), tableOf([1, 2], 'second')]);
    expect([...joined.timeMs]).toEqual([1, 2, 2, 5]);
    expect(Array.from(joined.service.codes, (code) => joined.service.values[code])).toEqual([
      'second',
      'first',
      'second',
      'first',
    ]);
  });

  it('leaves strings behind that no log uses any more', () => {
    const old = sliceByTime(tableOf([1, 2, 3]), 3, 4);
    const { values } = concatTables([old, tableOf([4])]).message;
    expect([values.length, values.at(0), values.at(1)]).toEqual([2, 'message 3', 'message 4']);
  });

  it('holds each string of its logs once', () => {
    fc.assert(
      fc.property(fc.array(fc.array(fc.integer({ min: 0, max: 9 })), { minLength: 1 }), (times) => {
        const { message, traceId } = concatTables(times.map((one) => tableOf(one)));
        for (const { values, codes } of [message, traceId]) {
          const held = Array.from({ length: values.length }, (_, code) => values.at(code));
          const used = new Set(Array.from(codes, (code) => values.at(code)));
          expect(new Set(held).size).toBe(held.length);
          expect(new Set([...used, ...held.slice(0, 1)])).toEqual(new Set(held));
        }
      })
    );
  });

  it('gives, of one that slides on, what its logs at once would give', () => {
    const late = fc.array(fc.integer({ min: 0, max: 9 }), { maxLength: 12 });
    fc.assert(
      fc.property(fc.array(late, { minLength: 1 }), (refreshes) => {
        let slid = tableOf([]);
        refreshes.forEach((ages, i) => {
          const fresh = tableOf(ages.map((age) => 10 * i + age).sort((a, b) => a - b));
          slid = concatTables([sliceByTime(slid, 10 * i - 25, Infinity), fresh]);
        });
        const times = [...slid.timeMs];
        const whole = tableOf(times);
        expect(slid.message.codes).toEqual(whole.message.codes);
        expect(messagesOf(slid)).toEqual(messagesOf(whole));
        expect(linesOf(slid)).toEqual(linesOf(whole));
        expect(slid.message.values.length).toBe(whole.message.values.length);
        expect(slid.service.values).toEqual(whole.service.values);
      })
    );
  });

  it('gives an empty table for none', () => {
    expect(concatTables([]).length).toBe(0);
  });
});

describe('joinTables', () => {
  it('gives what concatTables gives', () => {
    fc.assert(
      fc.property(fc.array(fc.array(fc.integer({ min: 0, max: 30 })), { minLength: 1 }), (times) => {
        const tables = times.map((one) => tableOf(one));
        const [joined, wanted] = [joinTables(tables), concatTables(tables)];
        expect([...joined.timeMs]).toEqual([...wanted.timeMs]);
        expect(linesOf(joined)).toEqual(linesOf(wanted));
        expect(messagesOf(joined)).toEqual(messagesOf(wanted));
      })
    );
  });
});

import fc from 'fast-check';
import { DEBUG, ERROR, INFO, levelOfStatus, UNKNOWN, WARNING } from './level';
import { LogTableBuilder } from './logTableBuilder';
import { type LogRecord } from './logTable';
import { MAX_RESPONSE_TIME } from './possibleTimes';
import { recordsOf } from './testing/recordsOf';

const LOG: LogRecord = {
  timeMs: 1_700_000_000_000,
  timeNs: 0,
  service: 'auth',
  level: INFO,
  message: 'hello',
  responseTime: NaN,
  statusCode: 0,
  traceId: '',
  line: 'hello',
};

const logs = fc.array(
  fc.record<LogRecord>({
    timeMs: fc.integer({ min: 0, max: 20 }),
    timeNs: fc.integer({ min: 0, max: 3 }),
    service: fc.constantFrom('auth', 'order', ''),
    level: fc.constantFrom(DEBUG, INFO, WARNING, ERROR),
    message: fc.string(),
    responseTime: fc.oneof(fc.constant(NaN), fc.double({ min: 0, max: MAX_RESPONSE_TIME, noNaN: true })),
    statusCode: fc.integer({ min: 0, max: 599 }),
    traceId: fc.string(),
    line: fc.string(),
  }),
  { maxLength: 60 }
);

describe('LogTableBuilder', () => {
  it('gives every log back, in order of time, logs of the same nanosecond as they came', () => {
    fc.assert(
      fc.property(logs, (records) => {
        const builder = new LogTableBuilder(1);
        records.forEach((record) => builder.append(record));
        const expected = [...records].sort((a, b) => a.timeMs - b.timeMs || a.timeNs - b.timeNs);
        expect(recordsOf(builder.finish())).toEqual(expected);
      })
    );
  });

  it('copies the record, so that one can be used for all logs', () => {
    const builder = new LogTableBuilder();
    const record = { ...LOG };
    builder.append(record);
    record.message = 'changed';
    builder.append(record);
    expect(builder.length).toBe(2);
    expect(recordsOf(builder.finish()).map((row) => row.message)).toEqual(['hello', 'changed']);
  });

  it('holds each different string once', () => {
    const builder = new LogTableBuilder();
    for (let i = 0; i < 100; i++) {
      builder.append({ ...LOG, service: i % 2 ? 'auth' : 'order' });
    }
    const table = builder.finish();
    expect(table.service.values).toEqual(['order', 'auth']);
    const { values } = table.message;
    expect(Array.from({ length: values.length }, (_, code) => values.at(code))).toEqual(['hello']);
  });

  it('takes the level that a status stands for where a log names none', () => {
    const builder = new LogTableBuilder();
    for (const statusCode of [0, 200, 404, 503]) {
      builder.append({ ...LOG, level: UNKNOWN, statusCode });
      builder.append({ ...LOG, level: INFO, statusCode });
    }
    const levels = recordsOf(builder.finish()).map(({ level }) => level);
    expect(levels).toEqual([0, 200, 404, 503].flatMap((status) => [levelOfStatus(status), INFO]));
  });

  it('gives an empty table when nothing was appended', () => {
    expect(recordsOf(new LogTableBuilder().finish())).toEqual([]);
  });
});

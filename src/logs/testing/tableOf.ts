import { INFO } from '../level';
import { type LogRecord, type LogTable } from '../logTable';
import { LogTableBuilder } from '../logTableBuilder';

/** A table for tests: each log needs no more than what the test is about. */
export function tableOf(logs: ReadonlyArray<Partial<LogRecord>>): LogTable {
  const builder = new LogTableBuilder(logs.length);
  for (const log of logs) {
    const message = log.message ?? 'handled';
    builder.append({
      timeMs: 0,
      timeNs: 0,
      service: 'api',
      level: INFO,
      responseTime: NaN,
      statusCode: 0,
      traceId: '',
      line: log.line ?? message,
      ...log,
      message,
    });
  }
  return builder.finish();
}

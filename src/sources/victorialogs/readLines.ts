import { emptyRecord } from '../../logs/lineParser';
import { type LogRecord } from '../../logs/logTable';
import { LogTableBuilder } from '../../logs/logTableBuilder';
import { ServiceParser } from '../../logs/serviceForms';
import { newestLines } from '../newestLines';
import { type ReadContext, type ReadRequest, type ReadResult } from '../source';
import { askInParts } from './ease';
import { type CountedSpan, countedSpans } from './countedSpans';
import { inOrder } from './inOrder';
import { type Selection } from './selection';
import { contradiction, LogReader, type StoredLog, type TimeSpan } from './storedLogs';

/** Requests at once: a query keeps all processors of the store busy by itself. */
const CONCURRENCY = 3;

/**
 * Reads each log of a range exactly once; where there are more than the limit the newest, and a notice says how many
 * there are. The range is first counted in small parts, as VictoriaLogs has no pages: each request then asks for all
 * logs of a time in which there are not too many.
 *
 * @throws HttpError, QueryError, CancelledError; StoreError where fewer logs come than were counted
 */
export async function readLines(
  selection: Selection,
  { fromMs, toMs, lineLimit, learned }: Omit<ReadRequest, 'expr'>,
  { signal, onProgress }: ReadContext
): Promise<ReadResult> {
  const builder = new LogTableBuilder();
  const parser = new ServiceParser(selection.mapping, toMs, learned);
  const record = emptyRecord();
  const reader = new LogReader(selection.mapping);
  const { spans, total } = await countedSpans(selection, { fromMs, toMs }, lineLimit, signal);
  const read = (span: CountedSpan, own: AbortSignal) => readSpan(selection, reader, span, own);
  for await (const logs of inOrder(newest(spans, lineLimit), CONCURRENCY, read, signal)) {
    appendLogs(logs, parser, builder, record);
    onProgress?.(Math.min(builder.length, lineLimit));
  }
  const all = builder.finish();
  const result = all.length <= lineLimit ? { table: all, notices: [] } : newestLines(all, lineLimit, total);
  return { ...result, learned: parser.learned };
}

/** Reads logs into a table. @param record is used for each of them */
function appendLogs(
  logs: readonly StoredLog[],
  parser: ServiceParser,
  builder: LogTableBuilder,
  record: LogRecord
): void {
  parser.learn(logs.filter(({ stream }) => !parser.knows(stream)));
  for (const log of logs) {
    readLog(log, parser, record);
    builder.append(record);
  }
}

/** Reads a log into a record. */
export function readLog({ time, line, known, stream }: StoredLog, parser: ServiceParser, into: LogRecord): void {
  into.timeMs = time.ms;
  into.timeNs = time.ns;
  parser.parse(line, known, into, stream);
}

/** The spans that hold the newest logs, as many as are wanted. @param spans the newest first */
function newest(spans: readonly CountedSpan[], limit: number): CountedSpan[] {
  let sum = 0;
  return spans.filter(({ logs }) => {
    const isWanted = sum <= limit;
    sum += logs;
    return isWanted;
  });
}

/** All logs of a span, in parts where these are too much at once: down to a nanosecond. */
async function readSpan(
  { client, expr }: Selection,
  reader: LogReader,
  span: CountedSpan,
  signal: AbortSignal
): Promise<StoredLog[]> {
  const read = async (part: TimeSpan) => reader.logsOf(await client.logs(expr, part, signal), part);
  const logs = (await askInParts(read, span)).flat();
  if (logs.length < span.logs) {
    throw contradiction(`counts ${span.logs} logs but gave ${logs.length}`, 'end');
  }
  return logs;
}

import { type JsonObject } from '../../logs/json';
import { type LineParser } from '../../logs/lineParser';
import { type LogRecord } from '../../logs/logTable';
import { type LogTableBuilder } from '../../logs/logTableBuilder';
import { readTimeText } from '../../logs/time/isoBytes';
import { type Hit } from './searchAnswer';
import { isObject } from '../../objects';

type FieldsParser = Pick<LineParser, 'parseFields'>;

const time = { timeMs: 0, timeNs: 0 };

/** Reads documents, the newest first, into a table. @param record is used for each of them. */
export function appendHits(
  hits: readonly Hit[],
  timeField: string,
  parser: FieldsParser,
  builder: LogTableBuilder,
  record: LogRecord
): void {
  // In order of time, which the table then need not sort.
  for (let i = hits.length - 1; i >= 0; i--) {
    readHit(hits[i], timeField, parser, record);
    builder.append(record);
  }
}

/** Reads a document into a record. */
export function readHit({ source, sort }: Hit, timeField: string, parser: FieldsParser, into: LogRecord): void {
  into.timeMs = sort[0];
  into.timeNs = nanosecondsIn(source, timeField, sort[0]);
  parser.parseFields(source, into);
}

/** The store sorts by milliseconds; what a document says beyond them is in its own text. */
function nanosecondsIn(source: JsonObject, timeField: string, timeMs: number): number {
  const text = valueAt(source, timeField);
  return typeof text === 'string' && readTimeText(text, time) && time.timeMs === timeMs ? time.timeNs : 0;
}

/** The value at a path: documents hold `a.b` as such, or `b` within `a`, or any mixture. Of a list it is the first. */
export function valueAt(fields: JsonObject, path: string): unknown {
  const direct = fields[path];
  if (direct !== undefined) {
    return Array.isArray(direct) ? direct[0] : direct;
  }
  for (let dot = path.indexOf('.'); dot >= 0; dot = path.indexOf('.', dot + 1)) {
    const inner = fields[path.slice(0, dot)];
    const value = isObject(inner) ? valueAt(inner, path.slice(dot + 1)) : undefined;
    if (value !== undefined) {
      return value;
    }
  }
  return undefined;
}

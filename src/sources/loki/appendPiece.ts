import { type KnownFields } from '../../logs/lineParser';
import { type LogRecord } from '../../logs/logTable';
import { type ServiceParser, type StoredLog } from '../../logs/serviceForms';
import { type LogTableBuilder } from '../../logs/logTableBuilder';
import { msOfNanoseconds, nsOfNanoseconds } from '../instant';
import { type LokiStream, type LokiValue } from './page';
import { type Piece } from './readNewestFirst';

/** Beyond this many, a stream's metadata is different for almost every line (trace ids): keeping it would not help. */
const MAX_KEPT = 256;

/**
 * Parses the lines of a piece into a table, stream by stream, and learns of services that are new.
 * @param record is used for each line
 */
export function appendPiece(
  { page, from, until }: Piece,
  parser: ServiceParser,
  builder: LogTableBuilder,
  record: LogRecord
): void {
  parser.learn(unknownLines(page.streams, parser));
  forEachKnownLine(page.streams, (line, known, time, stream) => {
    const ms = msOfNanoseconds(time);
    const ns = nsOfNanoseconds(time);
    const isBefore = ms < from.ms || (ms === from.ms && ns < from.ns);
    if (isBefore || ms > until.ms || (ms === until.ms && ns >= until.ns)) {
      return;
    }
    record.timeMs = ms;
    record.timeNs = ns;
    parser.parse(line, known, record, stream);
    builder.append(record);
  });
}

/**
 * Calls `visit` for each line, with all that Loki knows of it: labels, structured metadata and what the query parsed.
 */
export function forEachKnownLine(
  streams: readonly LokiStream[],
  visit: (line: string, known: KnownFields, time: string, stream: KnownFields) => void
): void {
  for (const { stream, values } of inFixedOrder(streams)) {
    const knownFields = knownFieldsOf(stream);
    for (const value of values) {
      visit(value[1], knownFields(value), value[0], stream);
    }
  }
}

/** The lines of streams of which nothing is learned yet. */
function* unknownLines(streams: readonly LokiStream[], parser: ServiceParser): Generator<StoredLog> {
  for (const { stream, values } of inFixedOrder(streams).filter((one) => !parser.knows(one.stream))) {
    const knownFields = knownFieldsOf(stream);
    for (const value of values) {
      yield { line: value[1], known: knownFields(value), stream };
    }
  }
}

/** Loki gives streams in no fixed order; lines of one nanosecond come in that of their streams. */
function inFixedOrder(streams: readonly LokiStream[]): LokiStream[] {
  return streams
    .map((stream) => ({ stream, key: JSON.stringify(stream.stream) }))
    .sort((a, b) => (a.key < b.key ? -1 : 1))
    .map(({ stream }) => stream);
}

/**
 * What Loki knows of a line: the same object for lines of a stream of which it knows the same, so that parsers look at
 * it once.
 */
function knownFieldsOf(labels: KnownFields): (value: LokiValue) => KnownFields {
  const kept = new Map<string, KnownFields>();
  return ([, , fields]) => {
    const key = fields ? signature(fields.structuredMetadata) + signature(fields.parsed) : '';
    if (key === '') {
      return labels;
    }
    let known = kept.get(key);
    if (!known) {
      known = { ...labels, ...fields?.structuredMetadata, ...fields?.parsed };
      if (kept.size < MAX_KEPT) {
        kept.set(key, known);
      }
    }
    return known;
  };
}

function signature(fields: KnownFields | undefined): string {
  let text = '';
  for (const name in fields) {
    text += `${name}\u0000${fields[name]}\u0001`;
  }
  return text;
}

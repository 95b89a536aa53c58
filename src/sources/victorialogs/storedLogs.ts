import { QueryError, StoreError } from '../../errors';
import { recogniseField } from '../../logs/fieldNames';
import { type KnownFields } from '../../logs/lineParser';
import { readTimeText } from '../../logs/time/isoBytes';
import { type FieldMapping } from '../../query/settings';
import { compareInstants, type Instant, isoInstant } from '../instant';
import { type Row } from './rows';

/** A log as VictoriaLogs holds it. */
export interface StoredLog {
  readonly time: Instant;
  /** Its message, `_msg`. */
  readonly line: string;
  /** All its other fields but those that VictoriaLogs makes itself. */
  readonly known: KnownFields;
  /** Of these, those that say of which service it is: the same object for the same values. */
  readonly stream: KnownFields;
}

/** From `from`, inclusive, to `to`, exclusive. */
export interface TimeSpan {
  readonly from: Instant;
  readonly to: Instant;
}

/** Services that are told apart by one object each; logs choose their names. */
const MAX_STREAMS = 10_000;

const OWN = new Set(['_msg', '_time', '_stream', '_stream_id']);

/** Whether VictoriaLogs itself makes a field of that name. */
export function isOwnField(name: string): boolean {
  return OWN.has(name);
}

const time = { timeMs: 0, timeNs: 0 };

/** Makes logs of rows. */
export class LogReader {
  private readonly isService = new Map<string, boolean>();
  private readonly streams = new Map<string, KnownFields>();

  constructor(private readonly mapping: FieldMapping) {}

  /**
   * The logs of rows, in order of time; those of one nanosecond in a fixed order, as VictoriaLogs has none.
   *
   * @throws StoreError for one that was not asked for; QueryError for one without a time
   */
  logsOf(rows: readonly Row[], span: TimeSpan): StoredLog[] {
    const logs = rows.map((row) => ({ log: this.logOf(row, span), row }));
    logs.sort((a, b) => compareInstants(a.log.time, b.log.time) || compareTexts(textOf(a.row), textOf(b.row)));
    return logs.map(({ log }) => log);
  }

  private logOf(row: Row, { from, to }: TimeSpan): StoredLog {
    const text = row._time;
    if (text === undefined) {
      throw withoutTime();
    }
    if (!readTimeText(text, time)) {
      throw contradiction(`gave a log of the time ${JSON.stringify(text.slice(0, 40))}`, 'query');
    }
    const at = { ms: time.timeMs, ns: time.timeNs };
    if (compareInstants(at, from) < 0 || compareInstants(at, to) >= 0) {
      throw contradiction(
        `gave a log of ${text}, and those from ${isoInstant(from)} to ${isoInstant(to)} were asked for`,
        'start'
      );
    }
    const known: Record<string, string> = {};
    let service = '';
    for (const name in row) {
      if (!isOwnField(name)) {
        known[name] = row[name];
        service += this.namesService(name) ? `${name}\0${row[name]}\0` : '';
      }
    }
    return { time: at, line: this.messageOf(row), known, stream: this.streamOf(service, known) };
  }

  /** Where a log came without one, VictoriaLogs puts an advice in its place (-defaultMsgValue). */
  private messageOf(row: Row): string {
    const { _msg: message = '' } = row;
    if (message !== '' && !message.startsWith('missing _msg field; see https://')) {
      return message;
    }
    const fields = Object.keys(row).flatMap((name) => {
      const field = isOwnField(name) ? undefined : recogniseField([name], this.mapping);
      return field?.role === 'message' ? [{ name, rank: field.rank }] : [];
    });
    const best = fields.sort((a, b) => a.rank - b.rank).at(0);
    return best ? row[best.name] : '';
  }

  private namesService(name: string): boolean {
    let known = this.isService.get(name);
    if (known === undefined) {
      known = recogniseField([name], this.mapping)?.role === 'service';
      this.isService.set(name, known);
    }
    return known;
  }

  private streamOf(key: string, known: KnownFields): KnownFields {
    let stream = this.streams.get(key);
    if (!stream) {
      stream = Object.fromEntries(Object.entries(known).filter(([name]) => this.namesService(name)));
      if (this.streams.size < MAX_STREAMS) {
        this.streams.set(key, stream);
      }
    }
    return stream;
  }
}

/**
 * Of the newest logs those that are the same each time: of the ones of a nanosecond VictoriaLogs gives any, where its
 * limit cuts among them.
 *
 * @param logs in order of time
 */
export function settled(logs: readonly StoredLog[], limit: number): readonly StoredLog[] {
  if (logs.length < limit) {
    return logs;
  }
  const later = logs.filter(({ time: own }) => compareInstants(own, logs[0].time) > 0);
  return later.length > 0 ? later : logs;
}

export function withoutTime(): QueryError {
  return new QueryError('The query gives logs without their time: keep the field _time in it.');
}

/** @param what VictoriaLogs did, against what @param parameter the one of the request that seems to be ignored */
export function contradiction(what: string, parameter: string): StoreError {
  return new StoreError(
    `VictoriaLogs contradicts the question: it ${what}. Check whether a proxy between drops or changes the parameter "${parameter}" of requests, or answers from a cache.`
  );
}

function textOf(row: Row): string {
  return JSON.stringify(row);
}

function compareTexts(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

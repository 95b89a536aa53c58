import { type PooledTexts } from './textPool';

/** Strings held once: row i's string is `values[codes[i]]`. */
export interface DictionaryColumn {
  readonly values: readonly string[];
  readonly codes: Uint32Array;
}

/** Strings held once, that may be decoded only when asked for: row i's string is `values.at(codes[i])`. */
export interface LazyDictionaryColumn {
  readonly values: TextColumn;
  readonly codes: Uint32Array;
}

/** Strings that may be decoded only when asked for. */
export interface TextColumn {
  readonly length: number;
  at(row: number): string;
  /** Where they are bytes: for what reads these. */
  readonly utf8?: Utf8;
  /** Where they are shared by tables that slide on: for what keeps what it worked out of each. */
  readonly pooled?: PooledTexts;
  /** All of them, where they are strings already: for what cuts and joins columns without copying them. */
  pieces?(): readonly TextPiece[];
}

/** The strings of an array from one, inclusive, to another, exclusive. */
export interface TextPiece {
  readonly strings: readonly string[];
  readonly from: number;
  readonly to: number;
}

/** Texts as UTF-8 without gaps: text i is from `offsets[i]` up to `offsets[i + 1]`. */
export interface Utf8 {
  readonly bytes: Uint8Array;
  readonly offsets: Uint32Array;
}

/**
 * Logs as columns, ascending in time; logs of the same nanosecond keep the order in which they arrived.
 * A column that a log has no value for holds the value named beside it.
 */
export interface LogTable {
  readonly length: number;
  /** Whole milliseconds since the epoch. */
  readonly timeMs: Float64Array;
  /** Nanoseconds within that millisecond, 0 to 999,999: with `timeMs` the exact time. */
  readonly timeNs: Uint32Array;
  readonly service: DictionaryColumn;
  /** Index into LEVELS; UNKNOWN: the log names none, and has no status that stands for one. */
  readonly level: Uint8Array;
  /** Nearly as many as logs, where each says an id or a number. */
  readonly message: LazyDictionaryColumn;
  /** Milliseconds; NaN: none. */
  readonly responseTime: Float64Array;
  /**
   * Times, ascending, of the logs whose response time was dropped as impossible when they were read. Left out: none, or
   * not known of a part.
   */
  readonly droppedAtMs?: Float64Array;
  /** HTTP status; 0: none. */
  readonly statusCode: Uint16Array;
  /**
   * Code 0 is '', whether a row has it or not: none. Nearly as many as logs, and seldom read: most are only compared.
   */
  readonly traceId: LazyDictionaryColumn;
  /** The line as the source had it. */
  readonly line: TextColumn;
}

/** One log, as it is given to a LogTableBuilder. */
export interface LogRecord {
  timeMs: number;
  timeNs: number;
  service: string;
  level: number;
  message: string;
  /** Milliseconds; NaN: none. */
  responseTime: number;
  /** 0: none. */
  statusCode: number;
  /** '' : none. */
  traceId: string;
  line: string;
}

import { type LogTable } from '../logs/logTable';
import { type DetectedField } from '../query/detectedField';
import { type CountedLogs } from '../logs/countedLogs';
import { type Notice } from '../logs/notice';
import { type ServiceForms } from '../logs/serviceForms';
import { type WindowGrid } from '../logs/windowTable';
import { type Estimate } from './estimate';

/** The logs wanted: from `fromMs`, inclusive, to `toMs`, exclusive, in milliseconds since the epoch. */
export interface ReadRequest {
  fromMs: number;
  toMs: number;
  /** The store's own query (LogQL, Lucene); '' where the source has none. */
  expr: string;
  /** The most lines to read. A source that leaves lines out says so in a notice. */
  lineLimit: number;
  /** What was learned of these logs before: they are read by it. */
  learned?: ServiceForms;
}

export interface ReadContext {
  signal: AbortSignal;
  /** Called now and then with the lines read so far. */
  onProgress?: (lines: number) => void;
}

export interface ReadResult {
  table: LogTable;
  notices: Notice[];
  /**
   * Of what came before this time (ms) nothing is known, for lines beyond the limit were left out. Left out: all of the
   * range was read.
   */
  knownFromMs?: number;
  /** By what the logs were read. Its guesses are no notices of the reading: they are said of each table. */
  learned?: ServiceForms;
}

/** The logs wanted as counts per service and window, made by the store, with a sample of the lines. */
export interface WindowRequest extends ReadRequest {
  /** The windows to count in, where there are so many services. The first and the last may reach beyond the range. */
  gridOf: (services: number) => WindowGrid;
  /**
   * The range will slide forward: keep what it takes to read on, and read so much of the end again, as lines come late.
   * Left out: it won't.
   */
  lateMs?: number;
}

export interface WindowRead extends CountedLogs {
  /**
   * Reads a range that slid forward from this one by asking only for what is new; left out where it was not asked for,
   * or where the store can't.
   * @returns undefined where all has to be read anew
   * @throws StoreError, QueryError, CancelledError
   */
  readOn?: (request: WindowRequest, context: ReadContext) => Promise<WindowRead | undefined>;
}

/** Of which logs to look for fields, as in a ReadRequest. */
export type FieldRequest = Omit<ReadRequest, 'lineLimit'>;

/** What Save & test found. */
export interface SourceCheck {
  /** One line: "Connected to Loki 3.5: 12 services, 1.2M lines in the last hour". */
  message: string;
  details?: Record<string, unknown>;
}

/** Where logs come from. One file (or folder) a source, one line in the registry. */
export interface LogSource {
  /**
   * @throws StoreError, QueryError, CancelledError
   */
  read(request: ReadRequest, context: ReadContext): Promise<ReadResult>;
  /**
   * The exact number of lines that `read` would read without a limit; left out where the store doesn't count.
   * @throws StoreError, QueryError, CancelledError
   */
  count?(request: ReadRequest, context: ReadContext): Promise<number>;
  /**
   * About what reading all of a range takes, without reading it; left out where the store doesn't know.
   * @throws StoreError, QueryError, CancelledError
   */
  estimate?(request: FieldRequest, context: ReadContext): Promise<Estimate>;
  /**
   * Has the store count, so that the cost grows with the windows and not with the lines. The same logs give the same
   * counts as
   * `read` and countWindows. At most `lineLimit` lines are read, for the sample.
   * @throws StoreError, QueryError, CancelledError
   */
  readWindows?(request: WindowRequest, context: ReadContext): Promise<WindowRead>;
  /**
   * The fields of the logs in a range, from the store and a sample of the lines, whatever the mapping says. Left out
   * where the lines alone show them.
   * @throws StoreError, QueryError, CancelledError
   */
  detectFields?(request: FieldRequest, context: ReadContext): Promise<DetectedField[]>;
  /**
   * The values of a field in a range, as far as the store lists them: none where it does not. Left out: it never does.
   * @throws StoreError, CancelledError
   */
  fieldValues?(name: string, request: FieldRequest, context: ReadContext): Promise<string[]>;
  /**
   * Runs a real query.
   * @throws StoreError that says which of address, TLS, login, tenant or query is wrong.
   */
  check(context: ReadContext): Promise<SourceCheck>;
}

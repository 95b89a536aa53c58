import { type LogTable } from '../logs/logTable';

/** Something that the user should know of the result: shown as a notice on the frame and in the report. */
export interface Notice {
  severity: 'info' | 'warning' | 'error';
  text: string;
}

/** The logs wanted: from `fromMs`, inclusive, to `toMs`, exclusive, in milliseconds since the epoch. */
export interface ReadRequest {
  fromMs: number;
  toMs: number;
  /** The store's own query (LogQL, Lucene); '' where the source has none. */
  expr: string;
  /** The most lines to read. A source that leaves lines out says so in a notice. */
  lineLimit: number;
}

export interface ReadContext {
  signal: AbortSignal;
  /** Called now and then with the lines read so far. */
  onProgress?: (lines: number) => void;
}

export interface ReadResult {
  table: LogTable;
  notices: Notice[];
}

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
   * Runs a real query.
   * @throws StoreError that says which of address, TLS, login, tenant or query is wrong.
   */
  check(context: ReadContext): Promise<SourceCheck>;
}

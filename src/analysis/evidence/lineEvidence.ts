import { type QueueLengths } from '../messages/queueLengths';

/** One error line, as a root cause is derived from it. */
interface ErrorLine {
  readonly timeMs: number;
  readonly service: string;
  readonly message: string;
  /** Left out where the line names none. */
  readonly traceId?: string;
}

/** Who or what is behind most of some lines: an address or a user. */
export interface LineOrigin {
  readonly name: string;
  readonly count: number;
}

/** One group of line of one service. */
export interface TemplateLines {
  /** Index into the window table's services. */
  readonly service: number;
  readonly example: string;
  /** The window of each of its lines, ascending: far fewer than windows, of most groups. */
  readonly lines: Uint32Array;
}

/** One side of a step: a group of line. */
interface StepSide {
  /** Index into the window table's services. */
  readonly service: number;
  readonly example: string;
}

/** A group of line that mostly comes next in a trace after another, or after any of several. */
export interface TraceStep {
  /** The most frequent one that it comes after. */
  readonly first: StepSide;
  readonly next: StepSide;
  /** Per window: how often those came, and how often it did not come next. */
  readonly firsts: Uint32Array;
  readonly misses: Uint32Array;
}

/** The steps of traces from a line of one service to the next, of another. */
export interface Crossing {
  /** Indexes into the window table's services. */
  readonly from: number;
  readonly to: number;
  /** Per window: how many there were, and how many took far longer than such steps usually do. */
  readonly steps: Uint32Array;
  readonly slow: Uint32Array;
}

/** A group of line that its service never wrote before `firstMs`, though it wrote much. */
export interface NewTemplate extends TemplateLines {
  /** An error that no service wrote before; what complains, by its level or its status; or neither. */
  readonly novelty: 'new error' | 'complaint' | 'other';
  /** Whether most of its lines are errors. */
  readonly isError: boolean;
  readonly firstMs: number;
  /** Logs that the service had before it. */
  readonly logsBefore: number;
}

/** A kind of error that several services have again and again. */
export interface RecurringError {
  readonly example: string;
  /** By service, an index into the window table's: the window of each of its lines, ascending. */
  readonly lines: ReadonlyMap<number, Uint32Array>;
}

/** Where failed logins at a service come from. */
export interface FailedLogins {
  /** Index into the window table's services. */
  readonly service: number;
  /** An address, the name of a host, or where lines name none, that of the user. */
  readonly origin: string;
  /** By what they are known: words that say who logs in, or statuses, which only say that somebody was turned away. */
  readonly by: 'host' | 'user' | 'status';
  /** The window of each, ascending. */
  readonly lines: Uint32Array;
  /** When a login from there succeeded, ascending, ms since the epoch. */
  readonly succeededMs: readonly number[];
}

/**
 * What the lines say, beyond what windows count. A store that counts windows answers from queries or from its sample,
 * scaled to exact counts, or not at all (NO_LINES): rules then say what they can from the windows.
 */
export interface LineEvidence {
  /** Lines of each signal (in the order of FAILURE_SIGNATURES), cells as in the window table; empty: not known. */
  readonly signals: readonly Uint32Array[];
  /** The frequent groups of lines; empty: not known. */
  readonly shapes: readonly TemplateLines[];
  /** What comes next in traces; left out or empty: not known. */
  readonly steps?: readonly TraceStep[];
  /** Steps of traces between services; left out or empty: not known. */
  readonly crossings?: readonly Crossing[];
  /** TextGroups of lines that are new to their services; left out or empty: not known. */
  readonly newTemplates?: readonly NewTemplate[];
  /** Failed logins by where they come from; left out or empty: not known, or few. */
  readonly failedLogins?: readonly FailedLogins[];
  /** The queues whose lengths lines name; left out or empty: not known. */
  readonly queues?: readonly QueueLengths[];
  /** Kinds of error that several services have again and again; left out: not known. */
  readonly recurringErrors?: readonly RecurringError[];
  /** Lines that say that something is tried again, cells as in the window table; left out: not known, or none. */
  readonly retries?: Uint32Array;
  /**
   * How slow responses are for their service: sums of their normal scores, cells as in the windows; left out: not
   * known.
   */
  readonly responseScores?: Float64Array;
  /**
   * How many traces have a response time over `limit` (ms) at a service, `fromMs <= time < toMs`; left out, undefined:
   * not known. A request whose lines all carry its response time is one.
   */
  slowTraces?(service: string, fromMs: number, toMs: number, limit: number): number | undefined;
  /** The first line of level ERROR or worse with `fromMs <= time <= toMs`, of these services or of any. */
  firstError(fromMs: number, toMs: number, services?: readonly string[]): ErrorLine | undefined;
  /** The most frequent origin of a signal's lines at a service, `fromMs <= time < toMs`. */
  origin(signal: number, service: string, fromMs: number, toMs: number): LineOrigin | undefined;
}

export const NO_LINES: LineEvidence = { signals: [], shapes: [], firstError: () => undefined, origin: () => undefined };

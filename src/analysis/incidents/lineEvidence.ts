/** One error line, as a root cause is told from it. */
export interface ErrorLine {
  readonly timeMs: number;
  readonly service: string;
  readonly message: string;
}

/** Who or what is behind most of some lines: an address or a user. */
export interface LineOrigin {
  readonly name: string;
  readonly count: number;
}

/** One kind of line of one service, counted per window. */
export interface ShapeCount {
  /** Index into the window table's services. */
  readonly service: number;
  readonly example: string;
  readonly counts: Uint32Array;
}

/**
 * What the lines say, beyond what windows count. A store that counts windows answers from queries or from its sample,
 * scaled to exact counts, or not at all (NO_LINES): rules then tell what they can from the windows.
 */
export interface LineEvidence {
  /** Lines of each signal (in the order of SIGNALS), cells as in the window table; empty: not known. */
  readonly signals: readonly Uint32Array[];
  /** The frequent kinds of lines; empty: not known. */
  readonly shapes: readonly ShapeCount[];
  /** The first line of level ERROR or worse with `fromMs <= time <= toMs`, of these services or of any. */
  firstError(fromMs: number, toMs: number, services?: readonly string[]): ErrorLine | undefined;
  /** The most frequent origin of a signal's lines at a service, `fromMs <= time < toMs`. */
  origin(signal: number, service: string, fromMs: number, toMs: number): LineOrigin | undefined;
}

export const NO_LINES: LineEvidence = { signals: [], shapes: [], firstError: () => undefined, origin: () => undefined };

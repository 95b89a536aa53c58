/** One error line, as a root cause is told from it. */
export interface ErrorLine {
  readonly timeMs: number;
  readonly service: string;
  readonly message: string;
}

/** What the lines say, beyond what windows count. A store that counts windows answers from its sample, or not at all. */
export interface LineEvidence {
  /** The first line of level ERROR or worse with `fromMs <= time <= toMs`. */
  firstError(fromMs: number, toMs: number): ErrorLine | undefined;
}

export const NO_LINES: LineEvidence = { firstError: () => undefined };

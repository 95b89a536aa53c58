/** What one named pattern finds in some lines. */
interface TriedPattern {
  readonly name: string;
  /** How many of the lines. */
  readonly matches: number;
  /** The newest of these, a few. */
  readonly messages: readonly string[];
}

/** What the named patterns of a query find in the newest lines of a range. */
export interface TriedPatterns {
  /** How many lines were looked at. */
  readonly lines: number;
  readonly patterns: readonly TriedPattern[];
}

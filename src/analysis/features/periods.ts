import { lowerBound } from '../../logs/lowerBound';

/** Which rows, ascending, are part of what: its number, from 1. Most rows are part of nothing. */
export interface Members {
  readonly rows: Float64Array;
  readonly numbers: Uint32Array;
}

/** Stretches of a service's logs that are slow as a whole. */
export class SlowPeriods {
  /** @param factors by number; for 0, none, it is 1 */
  constructor(
    private readonly members: Members,
    private readonly factors: Float32Array
  ) {}

  /** How many times the usual response time is exceeded in the row's period, by the geometric mean. */
  factor(row: number): number {
    return this.factors[numberOf(this.members, row)];
  }
}

/** Count, expected and minutes of a burst. */
export const BURST_FIGURES = 3;

/**
 * Stretches of a service's logs that have far more of a kind than the rest. Of each row the most surprising counts; all
 * 0 where there is none.
 */
export class Bursts {
  /** @param figures BURST_FIGURES by number; for 0, none, they are 0 */
  constructor(
    private readonly members: Members,
    private readonly figures: Float32Array
  ) {}

  /** Logs of the kind in the burst. */
  count(row: number): number {
    return this.figures[BURST_FIGURES * numberOf(this.members, row)];
  }

  /** How many are usual in as many logs of the service, or in as long a time, whichever is more. */
  expected(row: number): number {
    return this.figures[BURST_FIGURES * numberOf(this.members, row) + 1];
  }

  /** How long the burst is. */
  minutes(row: number): number {
    return this.figures[BURST_FIGURES * numberOf(this.members, row) + 2];
  }
}

/** What the row is part of; 0: of nothing. */
function numberOf({ rows, numbers }: Members, row: number): number {
  const index = lowerBound(rows, row);
  return rows[index] === row ? numbers[index] : 0;
}

/** Stretches of a service's logs that are slow as a whole. */
export class SlowPeriods {
  /**
   * @param numbers of each row its period's; 0: of none
   * @param factors by number; for none it is 1
   */
  constructor(
    private readonly numbers: Uint32Array,
    private readonly factors: Float32Array
  ) {}

  /** How many times the usual response time is exceeded in the row's period, by the geometric mean. */
  factor(row: number): number {
    return this.factors[this.numbers[row]];
  }
}

/** Count, expected and minutes of a burst. */
export const BURST_FIGURES = 3;

/** Stretches of a service's logs that have far more of a kind than the rest. Of each row the most surprising counts; all 0 where there is none. */
export class Bursts {
  /**
   * @param numbers of each row its burst's; 0: of none
   * @param figures BURST_FIGURES by number; for none they are 0
   */
  constructor(
    private readonly numbers: Uint32Array,
    private readonly figures: Float32Array
  ) {}

  /** Logs of the kind in the burst. */
  count(row: number): number {
    return this.figures[BURST_FIGURES * this.numbers[row]];
  }

  /** How many are usual in as many logs of the service, or in as long a time, whichever is more. */
  expected(row: number): number {
    return this.figures[BURST_FIGURES * this.numbers[row] + 1];
  }

  /** How long the burst is. */
  minutes(row: number): number {
    return this.figures[BURST_FIGURES * this.numbers[row] + 2];
  }
}

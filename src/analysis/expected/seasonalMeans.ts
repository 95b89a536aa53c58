import { cyclic } from '../../time/cyclic';
import { HOUR } from '../../time/units';

/** Slots of an hour in a day and in a week, UTC. */
export const HOURS_OF_DAY = 24;
export const HOURS_OF_WEEK = 168;

/** A mean that forgets: each value counts for `rate`, and for 1/n as long as that is more. */
export class MovingMean {
  value = 0;
  private count = 0;

  constructor(private readonly rate: number) {}

  /** @param change how far the mean's target is from the mean: the value less `value`, or that limited */
  add(change: number): void {
    this.count++;
    this.value += Math.max(this.rate, 1 / this.count) * change;
  }
}

/** What is usual at each hour of the day or of the week. */
export class SeasonalMean {
  private readonly means: Float64Array;

  constructor(
    private readonly slots: typeof HOURS_OF_DAY | typeof HOURS_OF_WEEK,
    private readonly rate: number
  ) {
    this.means = new Float64Array(slots).fill(NaN);
  }

  /** NaN at an hour that has not been seen. */
  at(timeMs: number): number {
    return this.means[this.slotOf(timeMs)];
  }

  add(timeMs: number, value: number, change: number): void {
    const slot = this.slotOf(timeMs);
    const mean = this.means[slot];
    this.means[slot] = Number.isNaN(mean) ? value : mean + this.rate * change;
  }

  private slotOf(timeMs: number): number {
    return cyclic(Math.floor(timeMs / HOUR), this.slots);
  }
}

import { RecentMaximum } from './recentMaximum';

/**
 * A likelihood above which a rule should fire: the score of the Numenta Anomaly Benchmark is within 2 points of its
 * best there, with a quarter fewer false alarms than at that.
 */
export const ALERT_LIKELIHOOD = 0.998;

/** What begins exceeds all surprises among so large a share of the values so far, at least and at most these many. */
const QUIET_SHARE = 0.04;
const MIN_QUIET = 50;
const MAX_QUIET = 2048;

/**
 * Of the surprises of a series, in order, what is news: one that exceeds all of late begins something, which goes on
 * while values stay beyond the band. So a rule fires once for it, and not again for each odd value of an odd time.
 * O(1) a value on average, fixed memory.
 */
export class Novelty {
  private count = 0;
  private current = 0;
  private readonly recent = new RecentMaximum(MAX_QUIET);

  /**
   * @param surprise -log10 of the probability of something as unusual; 0: nothing unusual
   * @param isBeyond whether the value lies beyond what was expected
   * @returns the surprise of what has begun and goes on; 0: nothing has
   */
  next(surprise: number, isBeyond: boolean): number {
    const quiet = Math.min(MAX_QUIET, Math.max(MIN_QUIET, QUIET_SHARE * this.count));
    const begins = surprise > this.recent.since(this.count - quiet);
    this.recent.add(this.count, surprise);
    this.count++;
    const lasting = isBeyond ? this.current : 0;
    this.current = begins ? Math.max(lasting, surprise) : lasting;
    return this.current;
  }
}

/** One service depends on another: what goes wrong at `to` shows at `from`. */
export interface Dependency {
  /** The caller. */
  readonly from: string;
  /** The one that is called. */
  readonly to: string;
  /**
   * 0 to 1: the share of the caller's traces in which it called, of its complaints that name the other, or of its
   * failures that came right after the other's.
   */
  readonly weight: number;
  readonly learnedFrom: 'traces' | 'complaints' | 'failures';
  /** For people: "called in 34% of its traces (1,204 of 3,541)". */
  readonly evidence: string;
}

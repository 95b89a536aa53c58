export interface Trend {
  readonly direction: 'DEGRADING' | 'IMPROVING' | 'STABLE';
  /** Errors an hour, each hour. */
  readonly errorsPerHour: number;
  /** Probability of such a trend by chance. */
  readonly pValue: number;
}

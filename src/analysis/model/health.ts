export const HEALTH_STATUSES = ['EXCELLENT', 'GOOD', 'WARNING', 'CRITICAL'] as const;

export type HealthStatus = (typeof HEALTH_STATUSES)[number];

export const HEALTH_CAUSES = [
  'error rate',
  'slow responses',
  'low success rate',
  'anomalies',
  'critical incidents',
  'high incidents',
  'worst signal',
] as const;

export type HealthCause = (typeof HEALTH_CAUSES)[number] | 'formula';

export interface Health {
  /** 0 to 100. */
  readonly score: number;
  readonly status: HealthStatus;
  /**
   * The points that each cause took, 0 or more, one entry per cause; a formula is one cause. 100 less their sum, not
   * under 0, is the score.
   */
  readonly lost: ReadonlyArray<{ readonly cause: HealthCause; readonly points: number }>;
}

/** Scores over time: as a whole and per service (NaN: no logs in that step). */
export interface HealthSeries {
  readonly startMs: number;
  readonly stepMs: number;
  readonly overall: Float64Array;
  readonly services: ReadonlyArray<{ readonly service: string; readonly scores: Float64Array }>;
}

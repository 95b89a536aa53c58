const HEALTH_STATUSES = ['EXCELLENT', 'GOOD', 'WARNING', 'CRITICAL', 'UNKNOWN'] as const;

type HealthStatus = (typeof HEALTH_STATUSES)[number];

/** The score from which on each status is: one place for views, reports and charts. */
export const HEALTH_BANDS = { CRITICAL: 0, WARNING: 50, GOOD: 70, EXCELLENT: 90 } as const;

/** The status of a score, 0 to 100. */
export function statusOf(score: number): JudgedHealth['status'] {
  if (score >= HEALTH_BANDS.EXCELLENT) {
    return 'EXCELLENT';
  }
  if (score >= HEALTH_BANDS.GOOD) {
    return 'GOOD';
  }
  return score >= HEALTH_BANDS.WARNING ? 'WARNING' : 'CRITICAL';
}

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

/** How well something does, or that this is not known. */
export type Health = JudgedHealth | UnknownHealth;

export interface JudgedHealth {
  /** 0 to 100. */
  readonly score: number;
  readonly status: Exclude<HealthStatus, 'UNKNOWN'>;
  /**
   * The points that each cause took, 0 or more, one entry per cause; a formula is one cause. 100 less their sum, not
   * under 0, is the score.
   */
  readonly lost: ReadonlyArray<{ readonly cause: HealthCause; readonly points: number }>;
  /** Causes that took no points because nothing is known of them. */
  readonly notJudged: readonly HealthCause[];
}

/** Too little is known for a score. */
export interface UnknownHealth {
  readonly score: null;
  readonly status: 'UNKNOWN';
  readonly lost: readonly [];
  /** For people: what is missing. */
  readonly reason: string;
  /**
   * It is not that too little is known: the formula of the settings cannot be computed. The reason says what it came
   * to.
   */
  readonly isError: boolean;
}

/** Scores over time: as a whole and per service (NaN: no logs in that step, or too little known of them). */
export interface HealthSeries {
  readonly startMs: number;
  readonly stepMs: number;
  readonly overall: Float64Array;
  readonly services: ReadonlyArray<{ readonly service: string; readonly scores: Float64Array }>;
  /**
   * What the formula of the settings came to in a step for which it cannot be computed; left out where it can for all.
   */
  readonly error?: string;
}

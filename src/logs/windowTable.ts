/** The windows' places in time: the width (ms), the start of the first (ms since the epoch), and how many there are. */
export interface WindowGrid {
  readonly startMs: number;
  readonly windowMs: number;
  readonly windowCount: number;
}

/**
 * Logs counted per service and window of time: what incidents, health and trends are found from, whether the counting
 * was done here (from a LogTable) or by the store. Windows lie on multiples of `windowMs` since the epoch. Each column
 * has `services.length * windows` cells; the cell of service s and window w is `s * windows + w`.
 */
export interface WindowTable extends WindowGrid {
  /** By name. */
  readonly services: readonly string[];
  /** One column of counts per level, by code. */
  readonly byLevel: readonly Uint32Array[];
  /** Logs that failed: ERROR or worse, or a status of 500 and above. */
  readonly failures: Uint32Array;
  /** Logs with a response time, the sum of these (ms), and their 95th percentile (ms; NaN: none). */
  readonly responses: Uint32Array;
  readonly responseSum: Float64Array;
  readonly responseP95: Float64Array;
  /** How many response times were dropped with sums that cannot be. Left out: none, or not known of a part. */
  readonly droppedResponses?: number;
}

/**
 * Response times of a whole range as a store counted them: how many took about as long, a column of `values.length`
 * cells per service, one service after the other.
 */
export interface ResponseTimeCounts {
  /** Milliseconds, ascending. */
  readonly values: Float64Array;
  readonly counts: Float64Array;
  /** Each service's 95th percentile (ms; NaN: none), exact where the store gives it. */
  readonly p95: Float64Array;
}

/**
 * Logs counted per service and window of time: what incidents, health and trends are told from, whether the counting was
 * done here (from a LogTable) or by the store. Windows lie on multiples of `windowMs` since the epoch. Each column has
 * `services.length * windows` cells; the cell of service s and window w is `s * windows + w`.
 */
export interface WindowTable {
  readonly startMs: number;
  readonly windowMs: number;
  readonly windows: number;
  readonly services: readonly string[];
  /** One column of counts per level, by code. */
  readonly byLevel: readonly Uint32Array[];
  /** Logs that failed: ERROR or worse, or a status of 500 and above. */
  readonly failures: Uint32Array;
  /** Logs with a response time, the sum of these (ms), and their 95th percentile (ms; NaN: none). */
  readonly responses: Uint32Array;
  readonly responseSum: Float64Array;
  readonly responseP95: Float64Array;
}

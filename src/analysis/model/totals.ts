import { type Health } from './health';

/** Of what share of the logs something is known, 0 to 1; 0 where there are no logs. */
export interface KnownShares {
  /** A level, be it that of a status. */
  readonly levels: number;
  readonly responseTimes: number;
}

export interface Totals {
  readonly logs: number;
  /** How many logs the rates and the response times are computed from. */
  readonly known: KnownShares;
  /** By level code. */
  readonly byLevel: readonly number[];
  /** ERROR and CRITICAL. */
  readonly errors: number;
  /** 0 to 1, of the logs whose level is known; left out where none is. */
  readonly errorRate?: number;
  /**
   * 0 to 1: logs that are neither an error nor carry a status of 500 and above, of those whose level is known; left out
   * where none is.
   */
  readonly successRate?: number;
  readonly responseTime?: ResponseTimeStatistics;
}

/** Milliseconds. */
export interface ResponseTimeStatistics {
  readonly count: number;
  readonly mean: number;
  readonly p50: number;
  readonly p95: number;
  readonly p99: number;
  readonly max: number;
}

export interface ServiceSummary extends Totals {
  readonly service: string;
  readonly anomalies: number;
  /** In all of the range. */
  readonly health: Health;
  /** At the end of the range: of the last half hour, wherever the range begins. */
  readonly healthNow: Health;
}

/** Bins with geometric edges: bin i holds `edges[i] <= x < edges[i + 1]`, in milliseconds. */
export interface ResponseTimeHistogram {
  readonly edges: Float64Array;
  readonly counts: Uint32Array;
  readonly p95: number;
}

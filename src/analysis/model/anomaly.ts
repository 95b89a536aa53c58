import { type AnomalyType } from '../../logs/anomalyType';
import { type Level } from '../../logs/level';

export interface AnomalySummary {
  /** 'learning': too few logs to know what is unusual; nothing is flagged then. */
  readonly status: 'scored' | 'learning';
  readonly count: number;
  /** 0 to 1. */
  readonly rate: number;
  /** A log scoring strictly below is an anomaly; scores are scikit-learn's score_samples, in [-1, 0]. */
  readonly threshold: number;
  /** Anomalies per service and window, cells as in `windows`. */
  readonly perWindow: Uint32Array;
  /** The most anomalous first; at most MAX_ANOMALIES of them, `count` has them all. */
  readonly items: readonly Anomaly[];
  /** Anomalies that belong together in time. */
  readonly episodes: readonly AnomalyEpisode[];
}

/** Anomalies that are kept one by one, with their lines. */
export const MAX_ANOMALIES = 10_000;

export interface Anomaly {
  /** Stable for the same log: made of its time, service and line. */
  readonly id: string;
  readonly timeMs: number;
  readonly timeNs: number;
  readonly service: string;
  readonly level: Level;
  readonly message: string;
  readonly line: string;
  readonly responseTime?: number;
  readonly statusCode?: number;
  readonly traceId?: string;
  readonly score: number;
  readonly type: AnomalyType;
  /** What made it one, the strongest first. */
  readonly reasons: readonly AnomalyReason[];
  /** Index into `episodes`; left out for one that stands alone. */
  readonly episode?: number;
}

export interface AnomalyReason {
  readonly feature: string;
  readonly value: number;
  /** What is normal for that service: the median. */
  readonly normal: number;
  /** For people: "response time 8,543 ms, normally 120 ms". */
  readonly text: string;
}

export interface AnomalyEpisode {
  readonly startMs: number;
  readonly endMs: number;
  readonly services: readonly string[];
  readonly count: number;
  readonly type: AnomalyType;
}

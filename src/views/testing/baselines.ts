import { type Baseline } from '../../analysis/model/analysis';
import { DAY, HOUR, MINUTE } from '../../time/units';
import { END_MS, OUTAGE_MS, WINDOW_MS } from './windows';

const OUTAGE = { fromMs: OUTAGE_MS, toMs: OUTAGE_MS + WINDOW_MS, why: 'incident: Cascading Failure' };

/** One that is known by the hour, with more left out than one cell names; one that is new; one without levels. */
export const BASELINES: Baseline[] = [
  {
    service: 'api-gateway',
    sinceMs: END_MS - 7 * DAY,
    logsPerMinute: 1.42,
    errorRate: 0.012,
    p50: 118,
    p95: 402,
    thisHour: { by: 'day', logsPerMinute: 0.6, errorRate: 0.004 },
    leftOut: [
      OUTAGE,
      ...[30, 54, 150].map((hours) => ({
        fromMs: END_MS - hours * HOUR,
        toMs: END_MS - hours * HOUR + 40 * MINUTE,
        why: 'incident: High Error Rate',
      })),
    ],
    leftOutShare: 0.015,
  },
  {
    service: 'database',
    sinceMs: END_MS - 3 * HOUR,
    readyMs: END_MS + 13.5 * HOUR,
    logsPerMinute: 0.56,
    errorRate: 0.013,
    p50: 171,
    p95: 433,
    leftOut: [OUTAGE],
    leftOutShare: 0.1667,
  },
  { service: 'mail-worker', sinceMs: END_MS - 3 * HOUR, logsPerMinute: 0.1, leftOut: [], leftOutShare: 0 },
];

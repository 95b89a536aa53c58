import { type HealthOptions } from '../../query/options';
import { type Health, type HealthStatus } from '../analysis';

/** What a score is made of, for a range, a step, or a service. */
export interface HealthFigures {
  readonly logs: number;
  readonly errors: number;
  /** Errors, and statuses of 500 and above. */
  readonly failures: number;
  readonly anomalies: number;
  /** Logs with a response time, and those of them that belong to slow windows. */
  readonly responses: number;
  readonly slow: number;
  readonly criticalIncidents: number;
  readonly highIncidents: number;
  /** The length of the range in days. */
  readonly days: number;
}

/**
 * The share at which a cause has taken all its points; below it the points grow in proportion.
 *
 * A tenth of all logs failing is an outage for users. Anomalies are expected at the contamination (5% by default), so
 * they take all their points at three times that. Half of all responses slow: every other user waits.
 */
export const FULL_LOSS = { errorRate: 0.1, lowSuccess: 0.1, anomalies: 0.15, slowResponses: 0.5 };

/**
 * The seed's health score: 100 less the points that each cause takes.
 *
 * Incidents take points per day: in a range of a day or less each takes its points in full, in a longer one the sum is
 * divided by the days, because 3 incidents in a week are not as bad as 3 in an hour. The seed's sample (errors 2.15%,
 * success 97.85%, anomalies 5%, 3 critical and 12 high incidents in 7 days) comes to 78.7 this way; it names 78.5.
 */
export function healthOf(figures: HealthFigures, options: HealthOptions): Health {
  const { logs, responses } = figures;
  const share = (count: number, of: number) => (of > 0 ? count / of : 0);
  const loss = (points: number, rate: number, full: number) => points * Math.min(1, rate / full);
  const days = Math.max(1, figures.days);
  const lost: Health['lost'] = [
    { cause: 'error rate', points: loss(options.errorRate, share(figures.errors, logs), FULL_LOSS.errorRate) },
    {
      cause: 'slow responses',
      points: loss(options.slowResponses, share(figures.slow, responses), FULL_LOSS.slowResponses),
    },
    {
      cause: 'low success rate',
      points: loss(options.lowSuccess, share(figures.failures, logs), FULL_LOSS.lowSuccess),
    },
    { cause: 'anomalies', points: loss(options.anomalies, share(figures.anomalies, logs), FULL_LOSS.anomalies) },
    { cause: 'critical incidents', points: (options.criticalIncident * figures.criticalIncidents) / days },
    { cause: 'high incidents', points: (options.highIncident * figures.highIncidents) / days },
  ];
  const score = Math.max(0, 100 - lost.reduce((sum, { points }) => sum + points, 0));
  return { score, status: statusOf(score), lost };
}

export function statusOf(score: number): HealthStatus {
  if (score >= 90) {
    return 'EXCELLENT';
  }
  if (score >= 70) {
    return 'GOOD';
  }
  return score >= 50 ? 'WARNING' : 'CRITICAL';
}

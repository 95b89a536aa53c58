import { type Formula, parseFormula } from '../../query/formula';
import { HEALTH_VARIABLES, type HealthOptions } from '../../query/options';
import { type Health, type HealthStatus } from '../model/analysis';

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
  /** The worst severity of the incidents that are under way at the end. */
  readonly underWay?: 'CRITICAL' | 'HIGH';
  /** The length of the range in days. */
  readonly days: number;
  /** Shares are of at least so many logs: one error in a quiet minute is no outage. Left out: of those there are. */
  readonly minLogs?: number;
}

/**
 * The share at which a cause has taken all its points; below it the points grow in proportion.
 *
 * A tenth of all logs failing is an outage for users. The seed expects 5% of anomalies, so
 * they take all their points at three times that. Half of all responses slow: every other user waits.
 */
const FULL_LOSS = { errorRate: 0.1, lowSuccess: 0.1, anomalies: 0.15, slowResponses: 0.5 };

/**
 * The health score: 100 less the points that each cause takes.
 *
 * Incidents take points per day: in a range of a day or less each takes its points in full, in a longer one the sum is
 * divided by the days, because 3 incidents in a week are not as bad as 3 in an hour. The sample it was designed with (errors 2.15%,
 * success 97.85%, anomalies 5%, 3 critical and 12 high incidents in 7 days) comes to 78.7 this way; it names 78.5.
 *
 * Many small signals must not dilute the one that matters: while a critical (or high) incident is under way, the score
 * is capped. A formula of the settings takes the place of the deductions; the cap holds for it too.
 */
export function healthOf(figures: HealthFigures, options: HealthOptions): Health {
  return healthScorer(options)(figures);
}

/** `healthOf` for many figures: a formula is parsed once. */
export function healthScorer(options: HealthOptions): (figures: HealthFigures) => Health {
  const formula = options.formula ? parseFormula(options.formula, HEALTH_VARIABLES) : undefined;
  return (figures) => capped(formula ? byFormula(figures, formula) : byCause(figures, options), figures, options);
}

function capped(lost: LostPoints, figures: HealthFigures, options: HealthOptions): Health {
  const uncapped = Math.max(0, 100 - sum(lost));
  const cap = { CRITICAL: options.criticalCap, HIGH: options.highCap, none: 100 }[figures.underWay ?? 'none'];
  const score = Math.min(uncapped, cap);
  return { score, status: statusOf(score), lost: [...lost, { cause: 'worst signal', points: uncapped - score }] };
}

type LostPoints = Health['lost'];

function byCause(figures: HealthFigures, options: HealthOptions): LostPoints {
  const { logs, responses } = sharedAmong(figures);
  const loss = (points: number, rate: number, full: number) => points * Math.min(1, rate / full);
  const days = Math.max(1, figures.days);
  return [
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
}

/** Clamped to 0 to 100; what is no number (0 / 0) counts as nothing lost. */
function byFormula(figures: HealthFigures, formula: Formula): LostPoints {
  const { logs, responses } = sharedAmong(figures);
  const days = Math.max(1, figures.days);
  const score = formula({
    error_rate: 100 * share(figures.errors, logs),
    success_rate: 100 * (1 - share(figures.failures, logs)),
    slow_rate: 100 * share(figures.slow, responses),
    anomaly_rate: 100 * share(figures.anomalies, logs),
    critical_incidents: figures.criticalIncidents / days,
    high_incidents: figures.highIncidents / days,
    logs: figures.logs,
  } satisfies Record<(typeof HEALTH_VARIABLES)[number], number>);
  return [{ cause: 'formula', points: Number.isNaN(score) ? 0 : Math.min(100, Math.max(0, 100 - score)) }];
}

/** What shares are of. The logs that are missing are taken to be well, as in the rule of succession. */
function sharedAmong({ logs, responses, minLogs = 0 }: HealthFigures): Pick<HealthFigures, 'logs' | 'responses'> {
  return { logs: Math.max(logs, minLogs), responses: Math.max(responses, minLogs) };
}

const share = (count: number, of: number): number => (of > 0 ? count / of : 0);
const sum = (lost: LostPoints): number => lost.reduce((total, { points }) => total + points, 0);

export function statusOf(score: number): HealthStatus {
  if (score >= 90) {
    return 'EXCELLENT';
  }
  if (score >= 70) {
    return 'GOOD';
  }
  return score >= 50 ? 'WARNING' : 'CRITICAL';
}

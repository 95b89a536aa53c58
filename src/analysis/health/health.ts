import { type Formula, parseFormula } from '../../query/formula';
import { HEALTH_VARIABLES, type HealthOptions } from '../../query/options';
import { type Health, type HealthCause, type JudgedHealth, type UnknownHealth } from '../model/analysis';
import { plural } from '../../format/format';
import { statusOf } from '../model/health';
import { whyUnknown } from './known';

/** What a score is made of, for a range, a step, or a service. */
export interface HealthFigures {
  readonly logs: number;
  /** Logs whose level is known, be it that of a status: what the rates of errors and failures are of. */
  readonly known: number;
  readonly errors: number;
  /** Errors, and statuses of 500 and above. */
  readonly failures: number;
  readonly anomalies: number;
  /** What is unusual is not known yet. */
  readonly isLearning: boolean;
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
  /** They are of a step of a series. */
  readonly isStep?: boolean;
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
 * divided by the days, because 3 incidents in a week are not as bad as 3 in an hour. The sample it was designed with
 * (errors 2.15%, success 97.85%, anomalies 5%, 3 critical and 12 high incidents in 7 days) comes to 78.7 this way; it
 * names 78.5.
 *
 * Many small signals must not dilute the one that matters: while a critical (or high) incident is under way, the score
 * is capped. A formula of the settings takes the place of the deductions; the cap holds for it too.
 *
 * Rates are of what is known. Where that is too little there is no score; nor is there one where a formula uses what is
 * not known, or comes to no finite number, which is an error. Of no log at all a score is known only while an incident
 * is under way: the cap.
 */
export function healthOf(figures: HealthFigures, options: HealthOptions): Health {
  return healthScorer(options)(figures);
}

/** `healthOf` for many figures: a formula is parsed once. */
export function healthScorer(options: HealthOptions): (figures: HealthFigures) => Health {
  const formula = options.formula ? parseFormula(options.formula, HEALTH_VARIABLES) : undefined;
  return (figures) => {
    if (figures.logs === 0) {
      return capOf(figures, options) < 100
        ? capped(byCause(figures, options), figures, options)
        : unknown('There are no logs.');
    }
    const known = { levels: figures.known / figures.logs, responseTimes: figures.responses / figures.logs };
    const why = whyUnknown(known);
    if (why !== undefined) {
      return unknown(why);
    }
    if (isTooFew(figures) && capOf(figures, options) === 100) {
      return unknown(`${plural(figures.logs, 'log')} without an error: too few to say how well it goes.`);
    }
    const lost = formula ? byFormula(figures, formula, options.formula) : byCause(figures, options);
    return 'reason' in lost ? lost : capped(lost, figures, options);
  };
}

/**
 * Of up to five logs without an error more than half may be errors all the same, at 95% (the "rule of three", 3/n):
 * that something goes well can't be said of so few, that it goes badly can. A step of a series goes on from others.
 */
const LEAST_LOGS = 6;

function isTooFew({ logs, failures, criticalIncidents, highIncidents, isStep }: HealthFigures): boolean {
  return !isStep && logs < LEAST_LOGS && failures + criticalIncidents + highIncidents === 0;
}

function unknown(reason: string, isError = false): UnknownHealth {
  return { score: null, status: 'UNKNOWN', lost: [], reason, isError };
}

type Lost = Pick<JudgedHealth, 'lost' | 'notJudged'>;

function capped({ lost, notJudged }: Lost, figures: HealthFigures, options: HealthOptions): JudgedHealth {
  const uncapped = Math.max(0, 100 - sum(lost));
  const score = Math.min(uncapped, capOf(figures, options));
  return {
    score,
    status: statusOf(score),
    lost: [...lost, { cause: 'worst signal', points: uncapped - score }],
    notJudged,
  };
}

function capOf({ underWay }: HealthFigures, { criticalCap, highCap }: HealthOptions): number {
  return { CRITICAL: criticalCap, HIGH: highCap, none: 100 }[underWay ?? 'none'];
}

function byCause(figures: HealthFigures, options: HealthOptions): Lost {
  const { known, logs, responses } = sharedAmong(figures);
  const loss = (points: number, rate: number, full: number) => points * Math.min(1, rate / full);
  const days = Math.max(1, figures.days);
  return {
    lost: [
      { cause: 'error rate', points: loss(options.errorRate, share(figures.errors, known), FULL_LOSS.errorRate) },
      {
        cause: 'slow responses',
        points: loss(options.slowResponses, share(figures.slow, responses), FULL_LOSS.slowResponses),
      },
      {
        cause: 'low success rate',
        points: loss(options.lowSuccess, share(figures.failures, known), FULL_LOSS.lowSuccess),
      },
      { cause: 'anomalies', points: loss(options.anomalies, share(figures.anomalies, logs), FULL_LOSS.anomalies) },
      { cause: 'critical incidents', points: (options.criticalIncident * figures.criticalIncidents) / days },
      { cause: 'high incidents', points: (options.highIncident * figures.highIncidents) / days },
    ],
    notJudged: notJudged(figures),
  };
}

/** The causes of which nothing is known. */
function notJudged({ known, responses, isLearning }: HealthFigures): HealthCause[] {
  return [
    ...(known === 0 ? (['error rate', 'low success rate'] as const) : []),
    ...(responses === 0 ? (['slow responses'] as const) : []),
    ...(isLearning ? (['anomalies'] as const) : []),
  ];
}

/** Clamped to 0 to 100. */
function byFormula(figures: HealthFigures, formula: Formula, text: string): Lost | UnknownHealth {
  const missing = missingVariable(figures, formula);
  if (missing) {
    return unknown(`The health formula uses ${missing}.`);
  }
  const { known, logs, responses } = sharedAmong(figures);
  const days = Math.max(1, figures.days);
  const values = {
    error_rate: 100 * share(figures.errors, known),
    success_rate: 100 * (1 - share(figures.failures, known)),
    slow_rate: 100 * share(figures.slow, responses),
    anomaly_rate: 100 * share(figures.anomalies, logs),
    critical_incidents: figures.criticalIncidents / days,
    high_incidents: figures.highIncidents / days,
    logs: figures.logs,
  } satisfies Record<(typeof HEALTH_VARIABLES)[number], number>;
  const score = formula.evaluate(values);
  return Number.isFinite(score)
    ? { lost: [{ cause: 'formula', points: Math.min(100, Math.max(0, 100 - score)) }], notJudged: [] }
    : unknown(notFinite(text, score, formula, values), true);
}

/** What a formula uses and is not known; undefined: all is. */
function missingVariable(figures: HealthFigures, { variables }: Formula): string | undefined {
  const { known, responses, isLearning } = figures;
  const missing = [
    ...(known === 0
      ? [['error_rate', 'no log has a level'] as const, ['success_rate', 'no log has a level'] as const]
      : []),
    ...(responses === 0 ? [['slow_rate', 'no log has a response time'] as const] : []),
    ...(isLearning ? [['anomaly_rate', 'there are too few logs to know what is unusual'] as const] : []),
  ].find(([name]) => variables.has(name));
  return missing && `${missing[0]}, but ${missing[1]}`;
}

function notFinite(
  text: string,
  score: number,
  { variables }: Formula,
  values: Readonly<Record<string, number>>
): string {
  const named = [...variables].map((name) => `${name} = ${Number(values[name].toPrecision(4))}`).join(', ');
  return (
    `The health formula "${text}" cannot be computed: it comes to ${score}${named ? ` with ${named}` : ''}. ` +
    'Write it so that it is a finite number for all values, for example "logs > 0 ? 100 / logs : 100".'
  );
}

/**
 * What shares are of. The logs that are missing are taken to be well, as in the rule of succession; those of which
 * nothing is known are not.
 */
function sharedAmong({
  logs,
  known,
  responses,
  minLogs = 0,
}: HealthFigures): Pick<HealthFigures, 'logs' | 'known' | 'responses'> {
  const missing = Math.max(0, minLogs - logs);
  return { logs: logs + missing, known: known + missing, responses: Math.max(responses, minLogs) };
}

const share = (count: number, of: number): number => (of > 0 ? count / of : 0);
const sum = (lost: JudgedHealth['lost']): number => lost.reduce((total, { points }) => total + points, 0);

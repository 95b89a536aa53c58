import { type HealthOptions, type IncidentOptions } from '../../query/options';
import { perService } from '../../query/serviceOptions';
import { type Health, type HealthSeries, type Incident } from '../model/analysis';
import { type TimeRange } from '../windows/grid';
import { type WindowCounts } from '../windows/windowCounts';
import { type WindowTable } from '../../logs/windowTable';
import { type HealthFigures, healthScorer } from './health';
import { MINUTE, DAY } from '../../time/units';

/** Steps of a series: minutes that divide an hour, hours that divide a day, days. */
const STEPS = [1, 2, 5, 10, 15, 20, 30, 60, 120, 180, 240, 360, 720, 1440, 10_080].map((minutes) => minutes * MINUTE);
const MAX_STEPS = 200;

/**
 * Fewer logs give no share: one error of one log would be an outage. With so many, three errors take the points that an
 * outage takes.
 */
const MIN_LOGS = 30;
/**
 * A step with fewer is judged together with those before it, as far as it takes, and not beyond half an hour or three
 * steps.
 */
const POOLED_MS = 30 * MINUTE;
const POOLED_STEPS = 3;

/** How well something does now is seen in the last half hour. */
const NOW_MS = 30 * MINUTE;
/** Of what logs little now is as long as it takes to log enough, a day at most. */
const LONGEST_NOW_MS = DAY;

export interface HealthInput {
  /** They may begin before the range: what comes before a step may count for it. */
  readonly windows: WindowTable;
  readonly counts: WindowCounts;
  /** Cells as in `windows`. */
  readonly anomalies: Uint32Array;
  /** What is unusual is not known yet. */
  readonly isLearning: boolean;
  readonly baselineP95: Float64Array;
  /** 1 for cells in which nobody is to be alerted: what was logged then counts for nothing. Left out: there are none. */
  readonly muted?: Uint8Array | undefined;
  readonly incidents: readonly Incident[];
  readonly range: TimeRange;
  /** Those that a report is wanted of; left out: those of the windows. */
  readonly services?: readonly string[];
  readonly options: { readonly health: HealthOptions; readonly incidents: IncidentOptions };
}

/** How well something does at the end of the range, and did in all of it. */
interface HealthPair {
  readonly now: Health;
  readonly ofRange: Health;
}

export interface HealthReport {
  readonly overall: HealthPair;
  /** In the order of `services`. */
  readonly services: readonly HealthPair[];
  readonly overTime: HealthSeries;
}

/**
 * Health at the end of the range, in all of it, and over time, of all services together and of each. Linear in the
 * cells, but for incidents per step.
 *
 * In a step of few logs chance has the say, where over the range it has not: such a step is judged together with the
 * steps before it, and where these are few too, as if the logs that are missing were well. A step without logs has a
 * score only where an incident goes on in it. The health now does not depend on where the range begins.
 */
export function findHealth(input: HealthInput): HealthReport {
  const { windows, range, incidents } = input;
  const { startMs: firstMs, windowMs } = windows;
  const scoreOf = healthScorer(input.options.health);
  const score = (
    subject: Subject,
    figures: CellFigures,
    { fromMs, toMs }: TimeRange,
    how: Pick<HealthFigures, 'minLogs' | 'isStep'> = {}
  ) => {
    const concerned = subject.incidents.filter(({ startMs, endMs }) => startMs < toMs && endMs > fromMs);
    return scoreOf({
      ...figures,
      criticalIncidents: concerned.filter(({ severity }) => severity === 'CRITICAL').length,
      highIncidents: concerned.filter(({ severity }) => severity === 'HIGH').length,
      underWay: worstUnderWay(concerned, toMs),
      days: (toMs - fromMs) / DAY,
      isLearning: input.isLearning,
      ...how,
    });
  };
  let error: string | undefined;
  const stepMs = stepWidth(range, windowMs) * windowMs;
  // The first step may begin before the range: steps lie on multiples of their width, as windows do.
  const startMs = Math.floor(range.fromMs / stepMs) * stepMs;
  const steps = Math.ceil((range.toMs - startMs) / stepMs);
  const pooled = Math.max(POOLED_STEPS, Math.ceil(POOLED_MS / stepMs));
  const optionsOf = perService(input.options.incidents);
  const limits = windows.services.map(
    (service, index) => input.baselineP95[index] * optionsOf(service).responseTimeMultiplier
  );
  const windowAt = (ms: number) => (ms - firstMs) / windowMs;
  const between = ({ cells }: Pick<Subject, 'cells'>, fromMs: number, toMs: number): CellFigures => {
    const end = toMs >= range.toMs ? Math.ceil(windowAt(range.toMs)) : Math.floor(windowAt(toMs));
    return sumOf(cells.map((service) => countCells(input, limits, service, Math.floor(windowAt(fromMs)), end)));
  };
  const now = (subject: Subject): Health => {
    const at = { fromMs: range.toMs - NOW_MS, figures: between(subject, range.toMs - NOW_MS, range.toMs) };
    while (at.figures.logs < MIN_LOGS && range.toMs - at.fromMs < LONGEST_NOW_MS) {
      at.figures = sumOf([at.figures, between(subject, at.fromMs - NOW_MS, at.fromMs)]);
      at.fromMs -= NOW_MS;
    }
    return score(subject, at.figures, { fromMs: range.toMs - NOW_MS, toMs: range.toMs }, { minLogs: MIN_LOGS });
  };
  const ofSteps = windows.services.map((_, service) =>
    Array.from({ length: pooled + steps }, (__, step) => {
      const fromMs = startMs + (step - pooled) * stepMs;
      return between({ cells: [service] }, fromMs, fromMs + stepMs);
    })
  );
  const series = (subject: Subject): Float64Array => {
    const figures = Array.from({ length: pooled + steps }, (_, step) =>
      sumOf(subject.cells.map((service) => ofSteps[service][step]))
    );
    return Float64Array.from({ length: steps }, (_, step) => {
      const own = figures[pooled + step];
      const fromMs = startMs + step * stepMs;
      const enough = own.logs === 0 ? own : enoughOf(figures, pooled + step, pooled);
      const how = { minLogs: MIN_LOGS, isStep: true };
      const health = score(subject, enough, { fromMs, toMs: fromMs + stepMs }, how);
      error ??= health.score === null && health.isError ? health.reason : undefined;
      return health.score ?? NaN;
    });
  };
  const pair = (subject: Subject): HealthPair => ({
    now: now(subject),
    ofRange: score(subject, between(subject, range.fromMs, range.toMs), range),
  });
  const all: Subject = { cells: [...windows.services.keys()], incidents };
  const names = input.services ?? windows.services;
  const subjects = names.map((name): Subject => ({
    cells: [windows.services.indexOf(name)].filter((index) => index >= 0),
    incidents: incidents.filter((incident) => incident.services.includes(name)),
  }));
  const overall = series(all);
  const services = subjects.map((subject, i) => ({ service: names[i], scores: series(subject) }));
  return {
    overall: pair(all),
    services: subjects.map(pair),
    overTime: { startMs, stepMs, overall, services, ...(error !== undefined && { error }) },
  };
}

/** What is judged: a service, or all of them. */
interface Subject {
  /** Indices into the windows' services. */
  readonly cells: readonly number[];
  /** Those that it has a part in. */
  readonly incidents: readonly Incident[];
}

function worstUnderWay(incidents: readonly Incident[], atMs: number): 'CRITICAL' | 'HIGH' | undefined {
  const underWay = incidents.filter(({ ongoing, endMs }) => ongoing || endMs >= atMs);
  return (['CRITICAL', 'HIGH'] as const).find((worst) => underWay.some(({ severity }) => severity === worst));
}

/** The narrowest step, in windows, that keeps a series under MAX_STEPS. */
function stepWidth(range: TimeRange, windowMs: number): number {
  const least = Math.max(windowMs, (range.toMs - range.fromMs) / MAX_STEPS);
  const stepMs = STEPS.find((step) => step >= least && step % windowMs === 0) ?? Math.ceil(least / windowMs) * windowMs;
  return stepMs / windowMs;
}

type CellFigures = Pick<HealthFigures, 'logs' | 'known' | 'errors' | 'failures' | 'anomalies' | 'responses' | 'slow'>;

/** What was counted in a step; of one with few logs, together with the steps before it. */
function enoughOf(figures: readonly CellFigures[], step: number, pooled: number): CellFigures {
  let sum = figures[step];
  for (let before = step - 1; before >= 0 && before >= step - pooled && sum.logs < MIN_LOGS; before--) {
    sum = sumOf([sum, figures[before]]);
  }
  return sum;
}

function sumOf(figures: readonly CellFigures[]): CellFigures {
  const sum = { logs: 0, known: 0, errors: 0, failures: 0, anomalies: 0, responses: 0, slow: 0 };
  for (const part of figures) {
    sum.logs += part.logs;
    sum.known += part.known;
    sum.errors += part.errors;
    sum.failures += part.failures;
    sum.anomalies += part.anomalies;
    sum.responses += part.responses;
    sum.slow += part.slow;
  }
  return sum;
}

/**
 * What was counted of a service in the windows from `from` to before `to`, as far as there are any.
 * @param limits of each service's mean response time, ms: over it is slow
 */
function countCells(
  { windows, counts, anomalies, muted }: HealthInput,
  limits: readonly number[],
  service: number,
  from: number,
  to: number
): CellFigures {
  // Slow are the responses of a window whose mean is over the limit that makes a degradation.
  const limit = limits[service];
  const offset = service * windows.windowCount;
  const end = offset + Math.min(windows.windowCount, to);
  let [logs, known, errors, failures, anomalous, responses, slow] = [0, 0, 0, 0, 0, 0, 0];
  for (let cell = offset + Math.max(0, from); cell < end; cell++) {
    if (muted?.[cell] === 1) {
      continue;
    }
    logs += counts.logs[cell];
    known += counts.known[cell];
    errors += counts.errors[cell];
    failures += windows.failures[cell];
    anomalous += anomalies[cell];
    // Of what is usual for the service nothing is known where it has no P95.
    responses += limit === limit ? windows.responses[cell] : 0;
    slow += windows.responseSum[cell] > limit * windows.responses[cell] ? windows.responses[cell] : 0;
  }
  return { logs, known, errors, failures, anomalies: anomalous, responses, slow };
}

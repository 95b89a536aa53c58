import { type HealthOptions, type IncidentOptions } from '../../query/options';
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

export interface HealthInput {
  readonly windows: WindowTable;
  readonly counts: WindowCounts;
  /** Cells as in `windows`. */
  readonly anomalies: Uint32Array;
  /** What is unusual is not known yet. */
  readonly isLearning: boolean;
  readonly baselineP95: Float64Array;
  readonly incidents: readonly Incident[];
  readonly range: TimeRange;
  readonly options: { readonly health: HealthOptions; readonly incidents: IncidentOptions };
}

export interface HealthReport {
  readonly overall: Health;
  /** In the order of `windows.services`. */
  readonly services: readonly Health[];
  readonly overTime: HealthSeries;
}

/**
 * Health of the range, of each service, and over time. Linear in the cells, but for incidents per step.
 *
 * In a step of few logs chance has the say, where over the range it has not: such a step is judged together with the
 * steps before it, and where these are few too, as if the logs that are missing were well. A step without logs has a
 * score only where an incident goes on in it.
 */
export function findHealth(input: HealthInput): HealthReport {
  const { windows, range, incidents } = input;
  const scoreOf = healthScorer(input.options.health);
  const score = (services: readonly number[], figures: CellFigures, fromMs: number, toMs: number, minLogs = 0) => {
    const names = services.length === windows.services.length ? undefined : services.map((s) => windows.services[s]);
    const concerned = incidents.filter(
      (incident) =>
        incident.startMs < toMs &&
        incident.endMs > fromMs &&
        (!names || incident.services.some((service) => names.includes(service)))
    );
    return scoreOf({
      ...figures,
      criticalIncidents: concerned.filter(({ severity }) => severity === 'CRITICAL').length,
      highIncidents: concerned.filter(({ severity }) => severity === 'HIGH').length,
      underWay: worstUnderWay(concerned, toMs),
      days: (toMs - fromMs) / DAY,
      isLearning: input.isLearning,
      minLogs,
    });
  };
  let error: string | undefined;
  const all = windows.services.map((_, index) => index);
  const width = stepWidth(range, windows.windowMs);
  const startMs = Math.floor(windows.startMs / (width * windows.windowMs)) * width * windows.windowMs;
  // The first step may begin before the first window: steps lie on multiples of their width, as windows do.
  const lead = (windows.startMs - startMs) / windows.windowMs;
  const stepMs = width * windows.windowMs;
  const steps = Math.ceil((lead + windows.windowCount) / width);
  const pooled = Math.max(POOLED_STEPS, Math.ceil(POOLED_MS / stepMs));
  const ofServices = all.map((service) =>
    Array.from({ length: steps }, (_, step) =>
      countCells(input, service, step * width - lead, (step + 1) * width - lead)
    )
  );
  const ofAll = Array.from({ length: steps }, (_, step) => sumOf(ofServices.map((figures) => figures[step])));
  const ofRange = (services: readonly number[], figures: readonly CellFigures[]) =>
    score(services, sumOf(figures), range.fromMs, range.toMs);
  const series = (services: readonly number[], figures: readonly CellFigures[]) =>
    Float64Array.from(figures, ({ logs }, step) => {
      const stepStart = startMs + step * stepMs;
      const own = logs === 0 ? figures[step] : enoughOf(figures, step, pooled);
      const health = score(services, own, stepStart, stepStart + stepMs, MIN_LOGS);
      error ??= health.score === null && health.isError ? health.reason : undefined;
      return health.score ?? NaN;
    });
  const overall = series(all, ofAll);
  const services = windows.services.map((service, index) => ({ service, scores: series([index], ofServices[index]) }));
  return {
    overall: ofRange(all, ofAll),
    services: all.map((service) => ofRange([service], ofServices[service])),
    overTime: { startMs, stepMs, overall, services, ...(error !== undefined && { error }) },
  };
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

/** What was counted of a service in the windows from `from` to before `to`, as far as there are any. */
function countCells(
  { windows, counts, anomalies, baselineP95, options }: HealthInput,
  service: number,
  from: number,
  to: number
): CellFigures {
  // Slow are the responses of a window whose mean is over the limit that makes a degradation.
  const limit = baselineP95[service] * options.incidents.responseTimeMultiplier;
  const offset = service * windows.windowCount;
  const end = offset + Math.min(windows.windowCount, to);
  let [logs, known, errors, failures, anomalous, responses, slow] = [0, 0, 0, 0, 0, 0, 0];
  for (let cell = offset + Math.max(0, from); cell < end; cell++) {
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

import { DEBUG, ERROR } from '../../logs/level';
import { type WindowTable } from '../../logs/windowTable';
import { AdaptiveDetector, type Expectation } from './adaptiveDetector';
import { RateDetector } from './rateDetector';
import { MINUTE } from '../../time/units';

/** Widths of what is judged as one value, which whole windows fit in. */
const STEPS = [5, 15, 60, 360, 1440].map((minutes) => minutes * MINUTE);
/** More values than this in a range are taken together. */
const MAX_STEPS = 200;

/**
 * Smaller rises of error rates, in absolute terms, and of response times, as a share of what is expected, are never
 * anomalous.
 */
const MIN_RISE = 0.05;
const MIN_SLOWDOWN = 0.2;

/** What a band is of: the share of errors in the logs whose level is known (0 to 1), or the mean response time (ms). */
export type BandMetric = 'errorRate' | 'responseTime';

export interface ExpectedInput {
  readonly metric: BandMetric;
  readonly windows: WindowTable;
  /** What came before the windows, for as long as is known; nothing of it is in the result. */
  readonly history?: WindowTable | undefined;
  /** Fewer logs (or responses) in a step give no rate (or mean). */
  readonly minLogs: number;
  /** From time to the clock that hours of the day and the week are of; left out: UTC. */
  readonly toWallClock?: (timeMs: number) => number;
}

/**
 * The services that have enough logs to be judged in some step of the range, each with its values and who judges them.
 */
export function serviceDetectors({ metric, windows, history, minLogs, toWallClock }: ExpectedInput) {
  const steps = stepsOf(windows, history);
  const tables = (history ? [history, windows] : [windows]).map((table) => placeIn(steps, table));
  const services = windows.services.flatMap((service) => {
    const judged = byClock(DETECTORS[metric](sumsOf(metric, service, steps, tables), minLogs), toWallClock);
    const isKnown = judged.values.subarray(steps.first).some((value) => !Number.isNaN(value));
    return isKnown ? [{ service, judged }] : [];
  });
  return { steps, services };
}

/** The steps that are judged one by one, of a range and of what came before it. */
export interface StepGrid {
  readonly stepMs: number;
  readonly length: number;
  /** The first step of the range; those before are history. */
  readonly first: number;
  timeAt(step: number): number;
  indexAt(timeMs: number): number;
}

function stepsOf(windows: WindowTable, history: WindowTable | undefined): StepGrid {
  const { startMs, windowMs, windowCount: count } = windows;
  const least = Math.max(windowMs, history?.windowMs ?? 0);
  const lengthMs = count * windowMs;
  const stepMs =
    STEPS.find((step) => step >= least && lengthMs / step <= MAX_STEPS) ?? Math.max(least, STEPS[STEPS.length - 1]);
  const origin = Math.floor(Math.min(startMs, history?.startMs ?? startMs) / stepMs);
  const indexAt = (timeMs: number) => Math.floor(timeMs / stepMs) - origin;
  return {
    stepMs,
    length: count === 0 ? indexAt(startMs) : indexAt(startMs + lengthMs - 1) + 1,
    first: indexAt(startMs),
    timeAt: (step) => (origin + step) * stepMs,
    indexAt,
  };
}

/** What the metric is a ratio of: errors and logs, or milliseconds and responses. */
interface Sums {
  readonly part: Float64Array;
  readonly whole: Float64Array;
}

/** A table and the step that each of its windows belongs to. */
interface Placed {
  readonly table: WindowTable;
  readonly stepOf: Uint32Array;
}

function placeIn(steps: StepGrid, table: WindowTable): Placed {
  const stepOf = new Uint32Array(table.windowCount);
  for (let window = 0; window < stepOf.length; window++) {
    stepOf[window] = steps.indexAt(table.startMs + window * table.windowMs);
  }
  return { table, stepOf };
}

function sumsOf(metric: BandMetric, service: string, { length }: StepGrid, tables: readonly Placed[]): Sums {
  const sums: Sums = { part: new Float64Array(length), whole: new Float64Array(length) };
  for (const { table, stepOf } of tables) {
    const index = table.services.indexOf(service);
    if (index < 0) {
      continue;
    }
    const from = index * table.windowCount;
    const { part, whole } = columnsOf(metric, table);
    part.forEach((column) => addBySteps(sums.part, column, from, stepOf));
    whole.forEach((column) => addBySteps(sums.whole, column, from, stepOf));
  }
  return sums;
}

function columnsOf(metric: BandMetric, { byLevel, responses, responseSum }: WindowTable) {
  return metric === 'errorRate'
    ? { part: byLevel.slice(ERROR), whole: byLevel.slice(DEBUG) }
    : { part: [responseSum], whole: [responses] };
}

/** What lies beyond the last step falls off a typed array's end. */
function addBySteps(sums: Float64Array, cells: Uint32Array | Float64Array, from: number, stepOf: Uint32Array): void {
  let step = stepOf[0];
  let sum = 0;
  for (let window = 0; window < stepOf.length; window++) {
    if (stepOf[window] !== step) {
      sums[step] += sum;
      step = stepOf[window];
      sum = 0;
    }
    sum += cells[from + window];
  }
  sums[step] += sum;
}

/** A column of values, who judges the value of a step when all before it have been, and what no value can exceed. */
export interface ServiceDetector {
  readonly values: Float64Array;
  /** The band reaches no further than values can. */
  readonly next: (timeMs: number, step: number) => Expectation;
  readonly most: number;
}

function rateDetector({ part: errors, whole: logs }: Sums, wantedLogs: number): ServiceDetector {
  const minLogs = Math.max(1, wantedLogs);
  const detector = new RateDetector({ minLogs, minDeviation: MIN_RISE });
  return {
    values: logs.map((count, i) => (count < minLogs ? NaN : errors[i] / count)),
    next: (timeMs, step) => detector.next(timeMs, errors[step], logs[step]),
    most: 1,
  };
}

function responseDetector({ part: responseSum, whole: responses }: Sums, minLogs: number): ServiceDetector {
  const detector = new AdaptiveDetector({ direction: 'up', minShare: MIN_SLOWDOWN });
  const values = responses.map((count, i) => (count < Math.max(1, minLogs) ? NaN : responseSum[i] / count));
  const next = (timeMs: number, step: number) => {
    const band = detector.next(timeMs, values[step]);
    return { ...band, lower: Math.max(0, band.lower) };
  };
  return { values, next, most: Infinity };
}

/** Which hour of the day and of the week it is, is all that a detector asks of a time. */
function byClock(detector: ServiceDetector, toWallClock: ExpectedInput['toWallClock']): ServiceDetector {
  const { next } = detector;
  return toWallClock ? { ...detector, next: (timeMs, step) => next(toWallClock(timeMs), step) } : detector;
}

const DETECTORS: Readonly<Record<BandMetric, (sums: Sums, minLogs: number) => ServiceDetector>> = {
  errorRate: rateDetector,
  responseTime: responseDetector,
};

import { type ExpectedInput, type ServiceDetector, serviceDetectors, type StepGrid } from './serviceDetectors';
import { Novelty } from './novelty';
import { rollingSigma, WEEK_OF_HOURS } from './rollingSigma';
import { HOUR } from '../../time/units';

/** How much is read before a range so that nothing is unknown at its left edge: a week of hours, days and weekends. */
export const HISTORY_MS = WEEK_OF_HOURS * HOUR;

/** What was expected of each service, and what came. */
export interface ExpectedBands {
  readonly stepMs: number;
  /** The start of each step, ms since the epoch. */
  readonly timeMs: Float64Array;
  /** Services as in the windows, without those that have too few logs in every step. */
  readonly services: ReadonlyArray<{ readonly service: string; readonly band: Band }>;
}

/** A column each, a cell a step. NaN: too few logs, or too little history to expect anything. */
export interface Band {
  readonly values: Float64Array;
  readonly expected: Float64Array;
  readonly lower: Float64Array;
  readonly upper: Float64Array;
  /** The plain threshold: mean and 3 standard deviations of the 24 * 7 steps before. */
  readonly sigmaUpper: Float64Array;
  /**
   * 0 to 1: one less the probability of so high a value where one began that is news (see Novelty), for as long as
   * values stay above the band; else 0, as while learning and where there are too few logs.
   */
  readonly likelihood: Float64Array;
}

/**
 * What each service's error rate or response time was expected to be at each step, by all the steps before it and none
 * after. Linear in the windows of range and history.
 */
export function expectedBands(input: ExpectedInput): ExpectedBands {
  const { steps, services } = serviceDetectors(input);
  return {
    stepMs: steps.stepMs,
    timeMs: Float64Array.from({ length: steps.length - steps.first }, (_, i) => steps.timeAt(steps.first + i)),
    services: services.map(({ service, judged }) => ({ service, band: bandOf(steps, judged) })),
  };
}

function bandOf(steps: StepGrid, { values, next, most }: ServiceDetector): Band {
  const column = () => new Float64Array(steps.length);
  const [expected, lower, upper, likelihood] = [column(), column(), column(), column()];
  const novelty = new Novelty();
  for (let step = 0; step < steps.length; step++) {
    const band = next(steps.timeAt(step), step);
    expected[step] = band.expected;
    lower[step] = band.lower;
    upper[step] = band.upper;
    // A gap neither begins nor ends anything.
    if (!Number.isNaN(values[step])) {
      likelihood[step] = 1 - 10 ** -novelty.next(band.surprise, values[step] > band.upper);
    }
  }
  const sigmaUpper = rollingSigma(values).upper.map((limit) => Math.min(most, limit));
  const inRange = (all: Float64Array) => all.slice(steps.first);
  return {
    values: inRange(values),
    expected: inRange(expected),
    lower: inRange(lower),
    upper: inRange(upper),
    sigmaUpper: inRange(sigmaUpper),
    likelihood: inRange(likelihood),
  };
}

import { BetaBinomialDistribution } from '../statistics/betaBinomial';
import { DEFAULT_DETECTOR_OPTIONS, type Expectation } from './adaptiveDetector';
import { HourlyRates } from './hourlyRates';

export interface RateOptions {
  /** StepGrid with logs that it learns from before it judges one. */
  readonly minHistory: number;
  /** StepGrid of fewer logs are learned from but not judged. */
  readonly minLogs: number;
  /** A rate that is not so far above what is expected is never anomalous. */
  readonly minDeviation: number;
  /** How unlikely a rate beyond the band is, to both sides together. */
  readonly bandProbability: number;
}

const DEFAULT_RATE_OPTIONS: RateOptions = {
  minHistory: DEFAULT_DETECTOR_OPTIONS.minHistory,
  minLogs: 1,
  minDeviation: 0,
  bandProbability: DEFAULT_DETECTOR_OPTIONS.bandProbability,
};

/** What is kept of what is known at each step: one counts for half after 230. */
const KEPT = 0.997;

/** More logs than this are counted as this many: they give a rate to a point or two, and less doesn't matter. */
const MAX_LOGS = 1000;

/** Before more is known, rates are thought to wander a little: as if so many pairs of logs had shown it. */
const FIRST_CORRELATION = 0.003;
const FIRST_PAIRS = 1000;
const MAX_CORRELATION = 0.5;

/** What is so many standard deviations above the rest is learned as if it were no further. */
const OUTLIER = 2.5;

/** A probability of 0 is one too small for a number. */
const MAX_SURPRISE = 300;

/** So few errors more than expected are an accident, however rare. */
const ACCIDENTS = 2;

interface Step {
  readonly timeMs: number;
  readonly errors: number;
  readonly logs: number;
}

/** The rate at some time, and how much more than by chance it may be off. */
interface Usual {
  readonly mean: number;
  readonly correlation: number;
}

/**
 * Says for each step what share of its logs was expected to be errors, and how unusual it is that so many are. Expected
 * is the rate of all steps before, or of the same hour of the day where that differs. The band is a beta-binomial
 * distribution's: the rate of few logs goes further by chance than that of many, further still where the usual rate is
 * known from little, or wanders. What is far out is learned as if it were less so (Huber 1964): an incident does not
 * become what is usual.
 */
export class RateDetector {
  private readonly options: RateOptions;
  /** The first steps, until there are enough to say which of them are trouble. */
  private first: Step[] | undefined = [];
  private errors = 0;
  private logs = 0;
  private readonly hours = new HourlyRates();
  /** Sums over steps: by how much squared deviations exceed those of chance, and the logs but one that each had. */
  private excess = FIRST_PAIRS * FIRST_CORRELATION;
  private pairs = FIRST_PAIRS;

  constructor(options: Partial<RateOptions> = {}) {
    this.options = { ...DEFAULT_RATE_OPTIONS, ...options };
  }

  /** @param timeMs on the wall clock of its hours: not before that of the step before, but where that is put back */
  next(timeMs: number, errors: number, logs: number): Expectation {
    const most = Math.min(logs, MAX_LOGS);
    const step = { timeMs, errors: logs > MAX_LOGS ? Math.round((errors / logs) * most) : errors, logs: most };
    const usual = this.usualAt(timeMs);
    const judged = this.first ? LEARNING : new RateExpectation(step, usual, this.options);
    if (logs > 0) {
      this.learn(step, usual);
    }
    return judged;
  }

  private usualAt(timeMs: number): Usual {
    const usual = ratioSeries(this.errors, this.logs);
    const correlation = Math.max(0, this.excess / this.pairs);
    const hour = this.hours.before(timeMs, usual, correlation) ?? { errors: 0, logs: 0, weight: 0 };
    const { weight } = hour;
    const mean = (1 - weight) * usual + weight * ratioSeries(hour.errors, hour.logs);
    // A rate known from n logs is as uncertain as if new ones were alike by 1 / (n + 1).
    const unknown = (1 - weight) / (this.logs + 1) + weight / (hour.logs + 1);
    return { mean, correlation: Math.min(MAX_CORRELATION, correlation + unknown) };
  }

  private learn(step: Step, usual: Usual): void {
    if (!this.first) {
      const counted = clipped(step, usual);
      this.learnScatter(step, counted);
      this.learnRate(step, counted);
      return;
    }
    this.first.push(step);
    if (this.first.length >= this.options.minHistory) {
      // The best first: trouble among them is then recognised by what the others are like.
      const bestFirst = this.first.toSorted((a, b) => a.errors / a.logs - b.errors / b.logs);
      bestFirst.forEach((one) => this.learnRate(one, clipped(one, this.usualAt(one.timeMs))));
      bestFirst.forEach((one) => this.learnScatter(one, clipped(one, this.usualAt(one.timeMs))));
      this.first = undefined;
    }
  }

  private learnRate(step: Step, { errors }: Clipped): void {
    this.errors = KEPT * this.errors + errors;
    this.logs = KEPT * this.logs + step.logs;
    this.hours.add(step.timeMs, step.errors, step.logs);
  }

  private learnScatter(step: Step, { errors, expected, variance }: Clipped): void {
    this.excess = KEPT * this.excess + (errors - expected) ** 2 / variance - 1;
    this.pairs = KEPT * this.pairs + step.logs - 1;
  }
}

/** What was expected of a step. Its distribution costs more than all else and is made where it is asked for. */
class RateExpectation implements Expectation {
  readonly learning = false;
  readonly expected: number;
  private readonly count: number;
  private readonly least: number;
  private known: BetaBinomialDistribution | undefined;

  constructor(
    private readonly step: Step,
    private readonly usual: Usual,
    private readonly options: RateOptions
  ) {
    this.expected = usual.mean;
    this.count = Math.max(step.logs, Math.min(options.minLogs, MAX_LOGS));
    this.least = Math.max(options.minDeviation, ACCIDENTS / this.count);
  }

  get lower(): number {
    return Math.max(0, Math.min(this.distribution.lower(this.beyond) / this.count, this.expected - this.least));
  }

  get upper(): number {
    return Math.min(1, Math.max(this.distribution.upper(this.beyond) / this.count, this.expected + this.least));
  }

  get surprise(): number {
    const { errors, logs } = this.step;
    const isJudged = logs >= this.options.minLogs && errors / logs > this.expected + this.least;
    return isJudged ? Math.min(MAX_SURPRISE, -Math.log10(this.distribution.atLeast(errors))) : 0;
  }

  private get beyond(): number {
    return this.options.bandProbability / 2;
  }

  private get distribution(): BetaBinomialDistribution {
    this.known ??= new BetaBinomialDistribution({ count: this.count, ...this.usual });
    return this.known;
  }
}

/** A step's errors, or as many as are not yet far out, with what was expected and the variance by chance. */
interface Clipped {
  readonly errors: number;
  readonly expected: number;
  readonly variance: number;
}

function clipped({ errors, logs }: Step, { mean, correlation }: Usual): Clipped {
  const expected = logs * mean;
  const variance = expected * (1 - mean);
  const sigma = Math.sqrt(variance * (1 + (logs - 1) * correlation));
  return { errors: Math.min(errors, expected + OUTLIER * sigma), expected, variance };
}

const LEARNING = { learning: true, expected: NaN, lower: NaN, upper: NaN, surprise: 0 };

/**
 * The rate that so many errors suggest: half an error and half a success more, as none is quite 0 or 1 (Jeffreys).
 */
function ratioSeries(errors: number, logs: number): number {
  return (errors + 0.5) / (logs + 1);
}

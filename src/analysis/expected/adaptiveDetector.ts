import { HOURS_OF_DAY, HOURS_OF_WEEK, MovingMean, SeasonalMean } from './seasonalMeans';
import { DeviationDistribution } from './deviationDistribution';
import { UsualDeviations } from './usualDeviations';

export interface DetectorOptions {
  /** Values that it learns from before it judges one. */
  readonly minHistory: number;
  /** What can be anomalous: rises, falls, or both. */
  readonly direction: 'up' | 'down' | 'both';
  /** A deviation from what is expected that is not larger than this is never anomalous. */
  readonly minDeviation: number;
  /** The same, as a share of what is expected. */
  readonly minShare: number;
  /** How unlikely a value beyond the band is, to either side. */
  readonly bandProbability: number;
}

export const DEFAULT_DETECTOR_OPTIONS: DetectorOptions = {
  minHistory: 24,
  direction: 'both',
  minDeviation: 0,
  minShare: 0,
  // That of 3 standard deviations of a normal distribution.
  bandProbability: 0.0027,
};

/** What a value was expected to be, from the values before it, and how unusual it is. NaN while learning. */
export interface Expectation {
  readonly learning: boolean;
  readonly expected: number;
  readonly lower: number;
  readonly upper: number;
  /** -log10 of the probability of something as unusual; 0: nothing unusual. */
  readonly surprise: number;
}

/** What a level forgets after so many values, and what the two means of a sustained shift do. */
const LEVEL_RATE = 0.003;
const FAST_RATE = 0.1;
const SLOW_RATE = 0.005;
const DAILY_RATE = 0.1;
const WEEKLY_RATE = 0.3;

/** How fast the usual error of a baseline is forgotten. */
const ERROR_RATE = 0.002;

/** A seasonal baseline is believed once its errors are this much smaller than the level's. */
const BETTER = 0.6;

/** Differences below this share of a value are rounding. */
const ROUNDING = 1e-9;

/** One way to say what comes next, with a memory of how far off it was. */
class Baseline {
  /** All deviations, by which new ones are judged. */
  readonly tail = new DeviationDistribution();
  /** Those that the band is made of. */
  readonly usual = new UsualDeviations();
  readonly usualError = new MovingMean(ERROR_RATE);

  learn(deviation: number, clipped: number): void {
    this.tail.add(deviation);
    this.usual.add(deviation, clipped);
    this.usualError.add(Math.abs(deviation) - this.usualError.value);
  }
}

/**
 * Says for each value of a series, as it comes, what was expected and how unusual it is: by its distance from a
 * slow level, by a run of values that has moved away together, and by the hour of the day or week where the series
 * keeps to these. Each distance is judged by the distribution of all earlier ones (the idea of the anomaly likelihood:
 * Ahmad, Lavin, Purdy, Agha 2017, "Unsupervised real-time anomaly detection for streaming data"), so neither the scale
 * nor the shape of a series matters. What lies outside the band moves the baselines no more than if it lay at its edge
 * (Huber 1964), so that an outage does not become what is usual. O(log) time a value, fixed memory, nothing read ahead.
 */
export class AdaptiveDetector {
  private readonly options: DetectorOptions;
  private readonly edge: number;
  private count = 0;
  private readonly level = new MovingMean(LEVEL_RATE);
  private readonly fast = new MovingMean(FAST_RATE);
  private readonly slow = new MovingMean(SLOW_RATE);
  private readonly day = new SeasonalMean(HOURS_OF_DAY, DAILY_RATE);
  private readonly week = new SeasonalMean(HOURS_OF_WEEK, WEEKLY_RATE);
  private readonly byLevel = new Baseline();
  private readonly byDay = new Baseline();
  private readonly byWeek = new Baseline();
  private readonly byRun = new DeviationDistribution();

  constructor(options: Partial<DetectorOptions> = {}) {
    this.options = { ...DEFAULT_DETECTOR_OPTIONS, ...options };
    this.edge = -Math.log10(this.options.bandProbability / 2);
  }

  /**
   * @param timeMs when the value is of, on the wall clock of its hours
   * @param value NaN: a gap, from which nothing is learned and which is not judged
   */
  next(timeMs: number, value: number): Expectation {
    if (this.count === 0 && !Number.isNaN(value)) {
      this.level.value = value;
    }
    const means = {
      level: this.level.value,
      day: orElse(this.day.at(timeMs), this.level.value),
      week: orElse(this.week.at(timeMs), this.level.value),
    };
    const season = this.season();
    const expected = season === this.byWeek ? means.week : season === this.byDay ? means.day : means.level;
    const learning = this.count < this.options.minHistory;
    const band = learning ? LEARNING : this.bandAround(expected, (season ?? this.byLevel).usual);
    if (Number.isNaN(value)) {
      return { learning, ...band, surprise: 0 };
    }
    const fromLevel = rounded(value - means.level, value);
    const fromDay = rounded(value - means.day, value);
    const fromWeek = rounded(value - means.week, value);
    this.fast.add(value - this.fast.value);
    const run = this.count === 0 ? 0 : rounded(this.fast.value - this.slow.value, value);

    let surprise = 0;
    if (!learning && Math.abs(value - expected) >= this.minDeviation(expected)) {
      const point = this.surpriseOf(this.byLevel.tail, fromLevel);
      const sustained = this.surpriseOf(this.byRun, run);
      const seasonal = season ? this.surpriseOf(season.tail, season === this.byWeek ? fromWeek : fromDay) : 0;
      // Point and run describe the same distance: the larger, moved half way to their mean where they disagree.
      const both = (Math.max(point, sustained) + (point + sustained) / 2) / 2;
      surprise = Math.max(both, seasonal);
    }
    const clipped = {
      level: this.clipped(fromLevel, this.byLevel.usual),
      day: this.clipped(fromDay, this.byDay.usual),
      week: this.clipped(fromWeek, this.byWeek.usual),
    };
    this.level.add(clipped.level);
    this.slow.add(this.clipped(value - this.slow.value, this.byLevel.usual));
    this.day.add(timeMs, value, clipped.day);
    this.week.add(timeMs, value, clipped.week);
    this.byLevel.learn(fromLevel, clipped.level);
    this.byDay.learn(fromDay, clipped.day);
    this.byWeek.learn(fromWeek, clipped.week);
    this.byRun.add(run);
    this.count++;
    return { learning, ...band, surprise };
  }

  /** The seasonal baseline that predicts the series well, if there is one. */
  private season(): Baseline | undefined {
    const best = this.byWeek.usualError.value < this.byDay.usualError.value ? this.byWeek : this.byDay;
    return best.usualError.value < BETTER * this.byLevel.usualError.value ? best : undefined;
  }

  private bandAround(expected: number, usual: UsualDeviations) {
    const least = this.minDeviation(expected);
    const width = (sign: 1 | -1) => Math.max(least, usual.reach(this.edge, sign));
    return { expected, lower: expected - width(-1), upper: expected + width(1) };
  }

  private surpriseOf(tail: DeviationDistribution, deviation: number): number {
    const { direction } = this.options;
    const judged = direction === 'both' || (direction === 'up' ? deviation > 0 : deviation < 0);
    return judged ? tail.surprise(deviation) : 0;
  }

  private minDeviation(expected: number): number {
    const { minDeviation, minShare } = this.options;
    return Math.max(minDeviation, minShare * Math.abs(expected));
  }

  private clipped(deviation: number, usual: UsualDeviations): number {
    return this.count < this.options.minHistory ? deviation : usual.clipped(deviation);
  }
}

const LEARNING = { expected: NaN, lower: NaN, upper: NaN };

function orElse(value: number, other: number): number {
  return Number.isNaN(value) ? other : value;
}

/** 0 for what is but rounding. */
function rounded(deviation: number, value: number): number {
  return Math.abs(deviation) > ROUNDING * Math.abs(value) ? deviation : 0;
}

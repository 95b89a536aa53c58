import { quantile, quantileInPlace } from '../../statistics/quantile';
import { medianDeviation } from '../../statistics/robust';
import { chanceOfLine, chanceOfRise } from './chance';
import { type Points } from './points';
import { rounding } from './rounding';

/** A line through the newest points. */
export interface TrendLine {
  /** Per minute, above 0. */
  readonly slope: number;
  /** The line's value now. */
  readonly level: number;
  /** The standard deviation of points around the line. */
  readonly sigma: number;
  /** Of the points' minutes: their number, mean, and summed squares around it. */
  readonly count: number;
  readonly meanMinute: number;
  readonly squares: number;
  /** From the first point to now, in minutes. */
  readonly span: number;
  /** How likely points in random order are to rise so steadily. */
  readonly chance: number;
  /** The line's value at the first point. */
  readonly first: number;
}

/** What is known of the points beforehand. */
export interface TrendOptions {
  /**
   * What values are before they rise: a line from below it goes through some that had not begun to, and is drawn anew
   * from where it meets it. Left out: not known.
   */
  readonly usual?: number;
  /** They are what something was at that moment, and no means of what varies: a few along a line show that it rises. */
  readonly isExact?: boolean;
}

/** With fewer points a rise is no trend. */
const MIN_POINTS = 7;
export const MIN_EXACT_POINTS = 5;

/** Points are grouped to so many at most: comparing each pair stays cheap, and the noise averages out. */
const MAX_GROUPS = 32;

/** Rises likelier than this by chance are none. */
const MAX_CHANCE = 1e-3;

/**
 * The trend that goes on now: the longest newest part of the points that rises along a straight line. Undefined: there
 * is none. A jump is no trend, however high: nothing can be said from it about what comes.
 */
export function risingTrend(
  points: Points,
  { usual = -Infinity, isExact = false }: TrendOptions = {}
): TrendLine | undefined {
  const least = isExact ? MIN_EXACT_POINTS : MIN_POINTS;
  const chanceOf = isExact ? chanceOfExactRise : (groups: Points) => chanceOfRise(groups.values);
  let best: TrendLine | undefined;
  let looks = 0;
  const { length } = points.minutes;
  for (let k = least; k < length * Math.SQRT2; k = Math.ceil(k * Math.SQRT2)) {
    for (let count = Math.min(k, length); count >= least;) {
      looks++;
      const groups = newest(points, count);
      const chance = chanceOf(groups);
      const trend = chance <= MAX_CHANCE ? lineThrough(groups, chance) : undefined;
      if (!trend || trend.first + endError(trend) >= usual) {
        best = trend && isStraight(groups, trend) && (!best || scattersAlike(trend, best)) ? trend : best;
        break;
      }
      count = Math.min(count - 1, countSince(points, (usual - trend.level) / trend.slope));
    }
  }
  // Who looks several times is fooled by chance the more often (Bonferroni).
  return best && { ...best, chance: Math.min(1, best.chance * looks) };
}

/**
 * In minutes. Over a longer time the hour of the day moves values too, and a few of them can't show which it is.
 */
const MAX_MINUTES_OF_FEW = 6 * 60;

/** The order of a few points says little, however straight they rise: whichever says more, of two looks. */
function chanceOfExactRise(points: Points): number {
  const byOrder = chanceOfRise(points.values);
  return points.minutes[0] < -MAX_MINUTES_OF_FEW ? byOrder : Math.min(1, 2 * Math.min(byOrder, chanceOfLine(points)));
}

/** How far a line may be off at its end: two standard errors, of points that lie evenly. */
function endError({ sigma, count }: TrendLine): number {
  return (4 * sigma) / Math.sqrt(count);
}

/** How many of the points are not older. */
function countSince({ minutes }: Points, minute: number): number {
  const first = minutes.findIndex((own) => own >= minute);
  return first < 0 ? 0 : minutes.length - first;
}

/** Of so few points the scatter is not known well enough to compare it. */
const MIN_TO_COMPARE = 2 * MIN_POINTS;
const MAX_SCATTER = 2;

/** Whether more points scatter around their line as fewer do around theirs; otherwise they don't lie along one. */
function scattersAlike(longer: TrendLine, shorter: TrendLine): boolean {
  return shorter.count < MIN_TO_COMPARE || longer.sigma <= MAX_SCATTER * shorter.sigma;
}

/** The newest `count` points, as medians of groups of neighbours where they are many. */
function newest({ minutes, values }: Points, count: number): Points {
  const size = Math.ceil(count / MAX_GROUPS);
  const groups = Math.floor(count / size);
  const from = minutes.length - groups * size;
  const medians = (column: Float64Array) =>
    Float64Array.from({ length: groups }, (_, group) =>
      quantileInPlace(column.slice(from + group * size, from + (group + 1) * size), 0.5)
    );
  return size === 1
    ? { minutes: minutes.subarray(from), values: values.subarray(from) }
    : { minutes: medians(minutes), values: medians(values) };
}

/**
 * The line of Theil (1950) and Sen (1968): the median of the slopes of all pairs, unmoved by a few points that are far
 * off.
 */
function lineThrough(points: Points, chance: number): TrendLine | undefined {
  const { minutes, values } = points;
  const count = minutes.length;
  const slope = medianSlope(points, 0);
  const level = quantileInPlace(
    values.map((value, i) => value - slope * minutes[i]),
    0.5
  );
  const meanMinute = minutes.reduce((sum, minute) => sum + minute, 0) / count;
  const squares = minutes.reduce((sum, minute) => sum + (minute - meanMinute) ** 2, 0);
  if (!(slope > 0 && squares > 0)) {
    return undefined;
  }
  const residuals = values.map((value, i) => value - level - slope * minutes[i]);
  const sigma = Math.max(medianDeviation(residuals), rounding(values));
  const first = level + slope * minutes[0];
  return { slope, level, sigma, count, meanMinute, squares, span: -minutes[0], chance, first };
}

function medianSlope({ minutes, values }: Points, from: number): number {
  const count = minutes.length;
  const slopes = new Float64Array(((count - from) * (count - from - 1)) / 2);
  let pairs = 0;
  for (let i = from; i < count; i++) {
    for (let j = i + 1; j < count; j++) {
      if (minutes[j] > minutes[i]) {
        slopes[pairs++] = (values[j] - values[i]) / (minutes[j] - minutes[i]);
      }
    }
  }
  return quantileInPlace(slopes, 0.5, 0, pairs);
}

/** How far the slope of the newer half may be from that of all: as a share of it, and in standard deviations. */
const BEND = 0.2;
const BEND_Z = 2.5;

/** A rise that is not so many times as large as the scatter around it is not seen by eye either. */
const MIN_RISE = 4;

/**
 * The median of the newest points is not further below the line than so many standard deviations: the rise has not
 * ended.
 */
const NEWEST = 4;
const MAX_BELOW = 1;

/** Rises by more than the scatter, to the end as it did before, and a line fits better than any single jump. */
function isStraight(points: Points, { slope, level, sigma, span }: TrendLine): boolean {
  const { minutes, values } = points;
  const half = minutes.length >> 1;
  const late = minutes.subarray(half);
  const mean = late.reduce((sum, minute) => sum + minute, 0) / late.length;
  const squares = late.reduce((sum, minute) => sum + (minute - mean) ** 2, 0);
  const bend = Math.abs(medianSlope(points, half) - slope);
  const aroundLine = values.reduce((sum, value, i) => sum + Math.abs(value - level - slope * minutes[i]), 0);
  const straight = bend <= Math.max(BEND * slope, (BEND_Z * sigma) / Math.sqrt(squares));
  const recent = values
    .subarray(-NEWEST)
    .map((value, i) => value - level - slope * minutes[minutes.length - NEWEST + i]);
  const goesOn = quantile(recent, 0.5) >= -MAX_BELOW * sigma;
  return slope * span >= MIN_RISE * sigma && straight && goesOn && aroundLine < minAroundJump(values);
}

/** The smallest sum of distances from two levels, the one before and the other after a jump. */
function minAroundJump(values: Float64Array): number {
  let least = Infinity;
  for (let i = 1; i < values.length; i++) {
    least = Math.min(least, distances(values.subarray(0, i)) + distances(values.subarray(i)));
  }
  return least;
}

/** The sum of distances from the median. */
function distances(values: Float64Array): number {
  const median = quantile(values, 0.5);
  return values.reduce((sum, value) => sum + Math.abs(value - median), 0);
}

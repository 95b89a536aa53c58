import { studentTail } from '../../statistics/studentT';
import { rounding } from './rounding';
import { type Points } from './points';

/** Chance by number of values, then by inversions: made once for each number of values. */
const tables = new Map<number, Float64Array>();

/**
 * How likely values in random order are to rise at least as steadily as these do: the Mann-Kendall test, one-sided and
 * exact, for the usual normal approximation is far off where a trend is all but perfect. Equal values count as half a
 * fall.
 *
 * @param values in the order of time; some dozens at most, for it compares each pair
 */
export function chanceOfRise(values: Float64Array): number {
  let falls = 0;
  for (let i = 0; i < values.length; i++) {
    for (let j = i + 1; j < values.length; j++) {
      falls += values[j] < values[i] ? 1 : values[j] === values[i] ? 0.5 : 0;
    }
  }
  return tableFor(values.length)[Math.ceil(falls)];
}

/** The probability that a random permutation of n values has at most so many inversions (Mahonian numbers over n!). */
function tableFor(n: number): Float64Array {
  const known = tables.get(n);
  if (known) {
    return known;
  }
  let density = Float64Array.of(1);
  for (let size = 2; size <= n; size++) {
    const next = new Float64Array((size * (size - 1)) / 2 + 1);
    let sum = 0;
    for (let inversions = 0; inversions < next.length; inversions++) {
      sum += inversions < density.length ? density[inversions] : 0;
      sum -= inversions >= size ? density[inversions - size] : 0;
      next[inversions] = sum / size;
    }
    density = next;
  }
  let sum = 0;
  const table = density.map((probability) => (sum += Math.max(0, probability)));
  tables.set(n, table);
  return table;
}

/** The same value again so shortly after is the same thing said twice: by two instances, or in two lines. */
const TWICE_MINUTES = 1;

/**
 * How likely noise around a level is to rise along a line as these values do: the one-sided t-test of the slope of
 * least squares, with the noise no smaller than rounding leaves it. What is said twice counts once.
 */
export function chanceOfLine(points: Points): number {
  const { minutes, values } = saidOnce(points);
  const freedom = values.length - 2;
  const minute = meanOf(minutes);
  const value = meanOf(values);
  let squares = 0;
  let products = 0;
  for (let i = 0; i < values.length; i++) {
    squares += (minutes[i] - minute) ** 2;
    products += (minutes[i] - minute) * (values[i] - value);
  }
  const slope = products / squares;
  if (!(freedom >= 1 && slope > 0)) {
    return 1;
  }
  const residuals = values.reduce((sum, own, i) => sum + (own - value - slope * (minutes[i] - minute)) ** 2, 0);
  const sigma = Math.max(Math.sqrt(residuals / freedom), rounding(values));
  return studentTail((slope * Math.sqrt(squares)) / sigma, freedom);
}

function saidOnce({ minutes, values }: Points): Points {
  const isNew = (i: number) => i === 0 || values[i] !== values[i - 1] || minutes[i] - minutes[i - 1] > TWICE_MINUTES;
  return { minutes: minutes.filter((_, i) => isNew(i)), values: values.filter((_, i) => isNew(i)) };
}

function meanOf(values: Float64Array): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

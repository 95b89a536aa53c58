import { type LogTable } from '../../logs/logTable';
import { type CorrelatedPair } from '../model/analysis';
import { MINUTE } from '../../time/units';

const BIN_MS = 300_000;
/** Bins that one type may lead another by: 15 minutes. */
const MAX_LAG = 3;
const MAX_TYPES = 200;
/** Products of counts that may be summed; fewer types are looked at where there would be more. */
const MAX_WORK = 50_000_000;
/** Fewer times together say nothing. */
const MIN_COMMON = 3;
const MIN_CORRELATION = 0.3;
/** Chance that any pair is reported at all where none is correlated (Bonferroni). */
const SIGNIFICANCE = 0.01;

export interface PairSearch {
  pairs: CorrelatedPair[];
  /** Types that were looked at, the most frequent ones. */
  considered: number;
}

interface Series {
  /** Bins that have any. */
  active: number;
  sum: number;
  squares: number;
  /** Of lag 1. */
  autocorrelation: number;
}

/**
 * Types of error that come together: Pearson's r of their counts per 5 minutes, also with one up to 15 minutes behind
 * the other. A pair counts where both have at least 3 bins in common, more than chance gives, and r is significant by
 * Fisher's z, with the effective number of bins of autocorrelated series (Bretherton et al. 1999) and Bonferroni's
 * correction for all pairs and lags.
 *
 * @param typeOfRow the type of each error by row, 0 the most frequent; -1: no error, or too rare
 * @param templates of the types
 */
export function findPairs(table: LogTable, typeOfRow: Int32Array, templates: readonly string[]): PairSearch {
  if (table.length === 0) {
    return { pairs: [], considered: 0 };
  }
  const firstBin = Math.floor(table.timeMs[0] / BIN_MS);
  const bins = Math.floor(table.timeMs[table.length - 1] / BIN_MS) - firstBin + 1;
  const perBin = countPerBin(table, typeOfRow, firstBin, Math.min(MAX_TYPES, templates.length));
  const considered = affordable(perBin, Math.min(MAX_TYPES, templates.length));
  const series = seriesOf(perBin, considered, bins);
  const { products, common } = crossProducts(perBin, considered);

  const tests = (considered * (considered - 1) * (2 * MAX_LAG + 1)) / 2;
  const pairs: CorrelatedPair[] = [];
  for (let a = 0; a < considered; a++) {
    for (let b = a + 1; b < considered; b++) {
      let best: CorrelatedPair | undefined;
      for (let lag = -MAX_LAG; lag <= MAX_LAG; lag++) {
        const [lead, follow] = lag < 0 ? [b, a] : [a, b];
        const cell = (Math.abs(lag) * considered + lead) * considered + follow;
        if (common[cell] < MIN_COMMON) {
          continue;
        }
        const correlation = pearson(series[lead], series[follow], products[cell], bins);
        const pValue = Math.max(
          chanceOf(correlation, effectiveBins(series[a], series[b], bins)),
          chanceOfCommon(common[cell], (series[a].active * series[b].active) / bins)
        );
        const isBetter = correlation > (best?.correlation ?? MIN_CORRELATION) + 1e-12;
        if (pValue * tests < SIGNIFICANCE && (isBetter || (lag === 0 && correlation >= (best?.correlation ?? 1)))) {
          best = {
            first: templates[lead],
            second: templates[follow],
            correlation,
            lagMinutes: (Math.abs(lag) * BIN_MS) / MINUTE,
            commonBins: common[cell],
          };
        }
      }
      if (best) {
        pairs.push(best);
      }
    }
  }
  pairs.sort((x, y) => y.correlation - x.correlation || y.commonBins - x.commonBins);
  return { pairs, considered };
}

interface Bins {
  /** Bins that have errors, ascending, and where each one's entries begin. */
  numbers: number[];
  starts: number[];
  types: number[];
  counts: number[];
}

/** The types of each bin and their counts, only where there are any. */
function countPerBin(table: LogTable, typeOfRow: Int32Array, firstBin: number, types: number): Bins {
  const result: Bins = { numbers: [], starts: [], types: [], counts: [] };
  const entryOf = new Int32Array(types);
  const binOf = new Int32Array(types).fill(-1);
  let last = -1;
  for (let row = 0; row < table.length; row++) {
    const type = typeOfRow[row];
    if (type < 0 || type >= types) {
      continue;
    }
    const bin = Math.floor(table.timeMs[row] / BIN_MS) - firstBin;
    if (bin !== last) {
      result.numbers.push(bin);
      result.starts.push(result.types.length);
      last = bin;
    }
    if (binOf[type] !== bin) {
      binOf[type] = bin;
      entryOf[type] = result.types.length;
      result.types.push(type);
      result.counts.push(0);
    }
    result.counts[entryOf[type]]++;
  }
  result.starts.push(result.types.length);
  return result;
}

/** As many types as can be compared in reasonable time. */
function affordable({ starts, types }: Bins, most: number): number {
  for (let considered = most; ; considered = considered >> 1) {
    let work = 0;
    for (let i = 0; i + 1 < starts.length; i++) {
      let inBin = 0;
      for (let entry = starts[i]; entry < starts[i + 1]; entry++) {
        inBin += types[entry] < considered ? 1 : 0;
      }
      work += inBin * inBin * (MAX_LAG + 1);
    }
    if (work <= MAX_WORK) {
      return considered;
    }
  }
}

function seriesOf({ numbers, starts, types, counts }: Bins, considered: number, bins: number): Series[] {
  const entries = Array.from({ length: considered }, () => ({ bins: [] as number[], counts: [] as number[] }));
  for (let i = 0; i < numbers.length; i++) {
    for (let entry = starts[i]; entry < starts[i + 1]; entry++) {
      if (types[entry] < considered) {
        entries[types[entry]].bins.push(numbers[i]);
        entries[types[entry]].counts.push(counts[entry]);
      }
    }
  }
  return entries.map((entry) => {
    let sum = 0;
    let squares = 0;
    let neighbours = 0;
    entry.counts.forEach((count, i) => {
      sum += count;
      squares += count * count;
      neighbours += i > 0 && entry.bins[i - 1] === entry.bins[i] - 1 ? count * entry.counts[i - 1] : 0;
    });
    const variance = squares - (sum * sum) / bins;
    return {
      active: entry.bins.length,
      sum,
      squares,
      autocorrelation: variance > 0 ? (neighbours - (sum * sum) / bins) / variance : 0,
    };
  });
}

/** For each lag and pair the sum of the products of their counts, and the bins that have both. */
function crossProducts({ numbers, starts, types, counts }: Bins, considered: number) {
  const cells = (MAX_LAG + 1) * considered * considered;
  const products = new Float64Array(cells);
  const common = new Uint32Array(cells);
  for (let i = 0; i < numbers.length; i++) {
    for (let j = i; j < numbers.length && numbers[j] - numbers[i] <= MAX_LAG; j++) {
      const plane = (numbers[j] - numbers[i]) * considered;
      for (let x = starts[i]; x < starts[i + 1]; x++) {
        if (types[x] >= considered) {
          continue;
        }
        const line = (plane + types[x]) * considered;
        for (let y = starts[j]; y < starts[j + 1]; y++) {
          if (types[y] < considered) {
            products[line + types[y]] += counts[x] * counts[y];
            common[line + types[y]]++;
          }
        }
      }
    }
  }
  return { products, common };
}

function pearson(x: Series, y: Series, product: number, bins: number): number {
  const covariance = product - (x.sum * y.sum) / bins;
  const variances = (x.squares - (x.sum * x.sum) / bins) * (y.squares - (y.sum * y.sum) / bins);
  return variances > 0 ? Math.min(1, covariance / Math.sqrt(variances)) : 0;
}

function effectiveBins(x: Series, y: Series, bins: number): number {
  const shared = Math.max(0, Math.min(0.99, x.autocorrelation * y.autocorrelation));
  return (bins * (1 - shared)) / (1 + shared);
}

/**
 * The most that the probability of such a correlation by chance can be (two-sided, Mills' bound of the normal tail).
 */
function chanceOf(correlation: number, bins: number): number {
  if (bins <= 4 || correlation <= 0) {
    return 1;
  }
  const z = Math.atanh(Math.min(correlation, 1 - 1e-12)) * Math.sqrt(bins - 3);
  return z < 1 ? 1 : (2 * Math.exp((-z * z) / 2)) / (z * Math.sqrt(2 * Math.PI));
}

/**
 * The most that the probability of so many bins in common by chance can be (Chernoff's bound): one spike makes no pair.
 */
function chanceOfCommon(common: number, expected: number): number {
  return common <= expected ? 1 : Math.exp(common - expected + common * Math.log(expected / common));
}

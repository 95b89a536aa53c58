import { quantile } from './quantile';

/** Correlations of ranks up to so many standard errors are chance. */
const SIGNIFICANT = 1.96;

/**
 * By how much the variance of Mann-Kendall's S is larger than that of independent values: from the autocorrelation of
 * their ranks (Hamed and Rao 1998), as far as it goes on without a break.
 *
 * @param values in the order of time
 */
export function rankMemory(values: Float64Array): number {
  const n = values.length;
  const ranks = ranksOf(detrended(values));
  const centred = ranks.map((rank) => rank - (n - 1) / 2);
  const squares = centred.reduce((sum, rank) => sum + rank ** 2, 0);
  let sum = 0;
  for (let lag = 1; lag < n / 2; lag++) {
    let products = 0;
    for (let i = lag; i < n; i++) {
      products += centred[i] * centred[i - lag];
    }
    const correlation = squares > 0 ? products / squares : 0;
    if (correlation * Math.sqrt(n) < SIGNIFICANT) {
      break;
    }
    sum += (n - lag) * (n - lag - 1) * (n - lag - 2) * correlation;
  }
  return 1 + (2 * sum) / Math.max(1, n * (n - 1) * (n - 2));
}

/** Less a line through the medians of the first and of the last third: a trend is no memory. */
function detrended(values: Float64Array): Float64Array {
  const third = Math.floor(values.length / 3);
  if (third === 0) {
    return values;
  }
  const rise = quantile(values.slice(-third), 0.5) - quantile(values.slice(0, third), 0.5);
  const slope = rise / (values.length - third);
  return values.map((value, i) => value - slope * i);
}

/** 0 to n - 1; equal values share the middle of their ranks. */
function ranksOf(values: Float64Array): Float64Array {
  const order = Array.from(values.keys()).sort((a, b) => values[a] - values[b]);
  const ranks = new Float64Array(values.length);
  for (let from = 0; from < order.length;) {
    let to = from + 1;
    while (to < order.length && values[order[to]] === values[order[from]]) {
      to++;
    }
    for (let i = from; i < to; i++) {
      ranks[order[i]] = (from + to - 1) / 2;
    }
    from = to;
  }
  return ranks;
}

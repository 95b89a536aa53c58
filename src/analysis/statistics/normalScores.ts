import { probit } from 'simple-statistics';

/** Bins an octave: values that differ by less than 5% have one score. */
const BINS_PER_OCTAVE = 16;

/** Below and above, powers of two of whatever unit, values are not distinguished further: 2^-30 to 2^44. */
const MIN_BIN = -30 * BINS_PER_OCTAVE;
const MAX_BIN = 44 * BINS_PER_OCTAVE;

/** No value says more than this. */
const MAX_SCORE = 6;

/** From the first of these quantiles on the tail is taken to fall as it does between the two. */
const TAIL = 0.95;
const SHOULDER = 0.75;

/** The least that a standard deviation is taken to be, in bins: values hardly differ. */
const MIN_SIGMA = 1;

/** The bin of a value: equal ratios have equal widths. */
export function logBin(value: number): number {
  const bin = Math.floor(Math.log2(value) * BINS_PER_OCTAVE);
  return bin > MIN_BIN ? (bin < MAX_BIN ? bin : MAX_BIN) : MIN_BIN;
}

/** A score for each value, by its `logBin`. */
export type ScoreOfBin = (bin: number) => number;

/**
 * What a value says of where its distribution lies, in standard deviations, whatever that distribution is: its rank's
 * normal score (van der Waerden). Above the 95th percentile, where ranks saturate and trouble makes up its own, scores
 * go on along the logarithm of the values as they do before it: exactly so where they are log-normal.
 *
 * @param counts of values in the bins from `firstBin` on, at least one value
 */
export function normalScores(counts: Uint32Array, firstBin: number): ScoreOfBin {
  const beyond = scoreBeyond(counts);
  const scores = scoresOfBins(counts);
  return (bin) => (bin < firstBin + counts.length ? scores[Math.max(0, bin - firstBin)] : beyond(bin - firstBin));
}

/** As normalScores, of the bins that there are alone: one score each. */
export function scoresOfBins(counts: Uint32Array): Float64Array {
  const beyond = scoreBeyond(counts);
  const total = totalOf(counts);
  const scores = new Float64Array(counts.length);
  let below = 0;
  for (let bin = 0; bin < counts.length; bin++) {
    const rank = (below + counts[bin] / 2) / total;
    below += counts[bin];
    scores[bin] = rank < TAIL ? probit(rank) : beyond(bin);
  }
  return scores;
}

/** The scores above the 95th percentile, by how many bins a value is from the first one. */
function scoreBeyond(counts: Uint32Array): (bin: number) => number {
  const total = totalOf(counts);
  const shoulder = quantileBin(counts, SHOULDER * total);
  const tail = quantileBin(counts, TAIL * total);
  const sigma = Math.max(MIN_SIGMA, (tail - shoulder) / (probit(TAIL) - probit(SHOULDER)));
  return (bin) => Math.min(MAX_SCORE, probit(TAIL) + Math.max(0, bin + 0.5 - tail) / sigma);
}

function totalOf(counts: Uint32Array): number {
  return counts.reduce((sum, count) => sum + count, 0);
}

/** Where so many values are passed, in bins from the first: as if values were spread evenly over their bin. */
function quantileBin(counts: Uint32Array, values: number): number {
  let below = 0;
  for (let bin = 0; bin < counts.length; bin++) {
    if (below + counts[bin] >= values) {
      return bin + (values - below) / Math.max(1, counts[bin]);
    }
    below += counts[bin];
  }
  return counts.length;
}

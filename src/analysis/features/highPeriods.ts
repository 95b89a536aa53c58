/** The scores from index `from`, inclusive, to `to`, exclusive, and their sum. */
export interface Period {
  readonly from: number;
  readonly to: number;
  readonly score: number;
}

/**
 * The stretches in which scores add up: each begins where their sum last stood at 0 (Page's CUSUM, 1954) and ends at its peak,
 * once it has fallen below 0 or by more than `drop`, so that a great sum does not reach over a long calm to the next stretch
 * (the X-drop of BLAST, Altschul et al. 1990).
 */
export function highPeriods(scores: Float64Array, drop: number): Period[] {
  const periods: Period[] = [];
  for (let from = 0; from < scores.length;) {
    if (scores[from] <= 0) {
      from++;
      continue;
    }
    let to = from;
    let sum = 0;
    let peak = 0;
    for (let i = from; i < scores.length && sum >= 0 && peak - sum <= drop; i++) {
      sum += scores[i];
      if (sum > peak) {
        peak = sum;
        to = i + 1;
      }
    }
    periods.push({ from, to, score: peak });
    from = to;
  }
  return periods;
}

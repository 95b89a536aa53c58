import { Column } from '../column';

/** The scores from index `from`, inclusive, to `to`, exclusive, and their sum. */
@unmanaged
@final
export class Period {
  from: i32;
  to: i32;
  score: f64;
}

/**
 * The next of the stretches in which scores add up, from index `period.to` on: each begins where their sum last stood
 * at 0 (Page's CUSUM, 1954) and ends at its peak, once it has fallen below 0 or by more than `drop`, so that a great
 * sum does not reach over a long calm to the next stretch (the X-drop of BLAST, Altschul et al. 1990).
 *
 * @param period the stretch before, or one that ends at 0; becomes the next
 * @returns false where there is none
 */
export function nextHighPeriod(scores: Column<f64>, count: i32, drop: f64, period: Period): bool {
  let from = period.to;
  while (from < count && scores[from] <= 0) {
    from++;
  }
  let to = from;
  let sum: f64 = 0;
  let peak: f64 = 0;
  for (let i = from; i < count && sum >= 0 && peak - sum <= drop; i++) {
    sum += scores[i];
    if (sum > peak) {
      peak = sum;
      to = i + 1;
    }
  }
  period.from = from;
  period.to = to;
  period.score = peak;
  return to > from;
}

/** The scores from index `from`, inclusive, to `to`, exclusive, and their sum. */
export interface Segment {
  readonly from: number;
  readonly to: number;
  readonly score: number;
}

/**
 * All maximal scoring segments of a sequence, in its order and in linear time (Ruzzo and Tompa, A linear time algorithm for
 * finding all maximal scoring subsequences, ISMB 1999): stretches whose sum no shortening and no lengthening raises.
 */
export function maximalSegments(scores: Float64Array): Segment[] {
  // Candidates: the sum of all scores before each and up to its end, and the nearest earlier one that began lower.
  const before: number[] = [];
  const after: number[] = [];
  const lower: number[] = [];
  const from: number[] = [];
  const to: number[] = [];
  let sum = 0;
  for (let i = 0; i < scores.length; i++) {
    const start = sum;
    sum += scores[i];
    if (scores[i] <= 0) {
      continue;
    }
    let first = i;
    let low = start;
    let at = before.length;
    let earlier = nearestLower(before, lower, at - 1, low);
    // As long as this one ends higher than the earlier one that began lower, the two are one.
    while (earlier >= 0 && after[earlier] < sum) {
      at = earlier;
      first = from[at];
      low = before[at];
      earlier = lower[at];
    }
    before[at] = low;
    after[at] = sum;
    lower[at] = earlier;
    from[at] = first;
    to[at] = i + 1;
    before.length = at + 1;
    after.length = lower.length = from.length = to.length = at + 1;
  }
  return before.map((low, i) => ({ from: from[i], to: to[i], score: after[i] - low }));
}

function nearestLower(before: readonly number[], lower: readonly number[], from: number, than: number): number {
  let i = from;
  while (i >= 0 && before[i] >= than) {
    i = lower[i];
  }
  return i;
}

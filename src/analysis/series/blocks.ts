import { type Stretch } from '../windows/stretches';

/**
 * Consecutive windows of at least `least` counts as one: by their sums, so that quiet hours weigh no more than busy
 * ones.
 */
export function blocksOf(sums: Float64Array, least: number): Stretch[] {
  const blocks: Stretch[] = [];
  let from = 0;
  for (let to = 1; to < sums.length; to++) {
    if (sums[to] - sums[from] >= least) {
      blocks.push({ from, to });
      from = to;
    }
  }
  return blocks;
}

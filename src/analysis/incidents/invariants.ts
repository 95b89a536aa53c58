import { quantileInPlace } from '../statistics/quantile';
import { type ShapeCount } from './lineEvidence';

/**
 * Lines that come independently have a steady ratio too where there are many of them. Only lines that belong together have one among so
 * few of the first, in so many short blocks.
 */
const FEW = 10;
const SHORT_BLOCKS = 100;

/** A service's windows are compared in this many blocks, each with some of its logs. */
const MAX_BLOCKS = 100;
const BLOCK_LOGS = 100;

/** Blocks with fewer of the first line say nothing of the second. */
const LEAST_FIRST = 8;
const LEAST_BLOCKS = 8;

/** How far the ratio may be from its median in all but the most unusual blocks: a seventh on either side. */
const STEADY = 0.8;
const UNUSUAL = 0.15;

/** Below this ratio the second line is one of many that may follow. */
const LEAST_RATIO = 0.2;

/** Kinds of lines looked at per service, the most frequent ones: each is compared with each. */
const MAX_SHAPES = 40;

/** Lines that come in a fixed ratio: `ratio` of `second` to each of `first`. */
export interface Invariant {
  readonly first: ShapeCount;
  readonly second: ShapeCount;
  readonly ratio: number;
}

/**
 * For each kind of line the one that it most steadily goes with, if any does, within one service. After Lou et al., Mining Invariants
 * from Console Logs (USENIX ATC 2010), reduced to pairs.
 *
 * @param shapes of one service, the most frequent first
 * @param logs of the service, per window
 */
export function findInvariants(shapes: readonly ShapeCount[], logs: Uint32Array): Invariant[] {
  const considered = shapes.slice(0, MAX_SHAPES);
  const blocks = blockEnds(logs);
  const sums = considered.map(({ counts }) => sumsOfBlocks(counts, blocks));
  return considered.flatMap((second, b) => {
    let best: { invariant: Invariant; spread: number } | undefined;
    considered.forEach((first, a) => {
      const ratio = a === b ? undefined : steadyRatio(sums[a], sums[b]);
      if (ratio && (!best || ratio.spread < best.spread) && belongTogether(first.counts, second.counts)) {
        best = { invariant: { first, second, ratio: ratio.median }, spread: ratio.spread };
      }
    });
    return best ? [best.invariant] : [];
  });
}

function belongTogether(first: Uint32Array, second: Uint32Array): boolean {
  const firsts = new Float64Array(SHORT_BLOCKS);
  const seconds = new Float64Array(SHORT_BLOCKS);
  let block = 0;
  for (let window = 0; window < first.length && block < SHORT_BLOCKS; window++) {
    firsts[block] += first[window];
    seconds[block] += second[window];
    if (firsts[block] >= FEW) {
      block++;
    }
  }
  return steadyRatio(firsts.subarray(0, block), seconds.subarray(0, block)) !== undefined;
}

/** Undefined where the ratio is not steady, or there is too little history. */
function steadyRatio(first: Float64Array, second: Float64Array): { median: number; spread: number } | undefined {
  const ratios = new Float64Array(first.length);
  let count = 0;
  for (let block = 0; block < first.length; block++) {
    if (first[block] >= LEAST_FIRST) {
      ratios[count++] = second[block] / first[block];
    }
  }
  if (count < LEAST_BLOCKS) {
    return undefined;
  }
  const median = quantileInPlace(ratios, 0.5, 0, count);
  const low = quantileInPlace(ratios, UNUSUAL, 0, count);
  const high = quantileInPlace(ratios, 1 - UNUSUAL, 0, count);
  const steady = median >= LEAST_RATIO && low >= STEADY * median && high <= median / STEADY;
  return steady ? { median, spread: (high - low) / median } : undefined;
}

/** The windows after the last of each block. */
function blockEnds(logs: Uint32Array): number[] {
  const total = logs.reduce((sum, count) => sum + count, 0);
  const least = Math.max(BLOCK_LOGS, total / MAX_BLOCKS);
  const ends: number[] = [];
  let sum = 0;
  for (let window = 0; window < logs.length; window++) {
    sum += logs[window];
    if (sum >= least) {
      ends.push(window + 1);
      sum = 0;
    }
  }
  return ends;
}

function sumsOfBlocks(counts: Uint32Array, ends: readonly number[]): Float64Array {
  let from = 0;
  return Float64Array.from(ends, (end) => {
    let sum = 0;
    for (let window = from; window < end; window++) {
      sum += counts[window];
    }
    from = end;
    return sum;
  });
}

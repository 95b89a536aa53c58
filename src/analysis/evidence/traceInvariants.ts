import { quantileInPlace } from '../statistics/quantile';
import { type TemplateLines } from './lineEvidence';

/**
 * Lines that come independently have a steady ratio too where there are many of them. Only lines that belong together
 * have one among so few of the first, in so many short blocks.
 */
const FEW = 10;
const SHORT_BLOCKS = 100;

/** A service's windows are compared in this many blocks, each with some of its logs. */
const MAX_BLOCKS = 100;
const BLOCK_LOGS = 100;

/** Blocks with fewer of the first line say nothing of the second. */
const MIN_FIRST = 8;
const MIN_BLOCKS = 8;

/** How far the ratio may be from its median in all but the most unusual blocks: a seventh on either side. */
const STEADY = 0.8;
const UNUSUAL = 0.15;

/** Below this ratio the second line is one of many that may follow. */
const MIN_RATIO = 0.2;

/** TextGroups of lines looked at per service, the most frequent ones: each is compared with each. */
const MAX_SHAPES = 40;

/** Lines that come in a fixed ratio: `ratio` of `second` to each of `first`. */
export interface Invariant {
  readonly first: TemplateLines;
  readonly second: TemplateLines;
  readonly ratio: number;
}

/**
 * For each group of line the one that it most steadily goes with, if any does, within one service. After Lou et al.,
 * Mining Invariants from Console Logs (USENIX ATC 2010), reduced to pairs.
 *
 * @param shapes of one service, the most frequent first
 * @param logs of the service, summed up over the windows
 */
export function findTraceInvariants(shapes: readonly TemplateLines[], logs: Float64Array): Invariant[] {
  const blocks = blocksOf(logs);
  const considered = shapes.slice(0, MAX_SHAPES).map((shape) => ({ shape, sums: countPerBlock(shape.lines, blocks) }));
  const firsts = considered.filter(({ sums }) => blocksWithFirst(sums) >= MIN_BLOCKS);
  return considered.flatMap((second) => {
    let best: { invariant: Invariant; spread: number } | undefined;
    for (const first of firsts) {
      const ratio = first === second ? undefined : steadyRatio(first.sums, second.sums);
      if (ratio && (!best || ratio.spread < best.spread) && belongTogether(first.shape.lines, second.shape.lines)) {
        best = { invariant: { first: first.shape, second: second.shape, ratio: ratio.median }, spread: ratio.spread };
      }
    }
    return best ? [best.invariant] : [];
  });
}

/** Whether the ratio is as steady in blocks so short that each has hardly more than a few of the first. */
function belongTogether(first: Uint32Array, second: Uint32Array): boolean {
  const firsts = new Float64Array(SHORT_BLOCKS);
  const seconds = new Float64Array(SHORT_BLOCKS);
  let block = 0;
  let [i, j] = [0, 0];
  for (; block < SHORT_BLOCKS && i + FEW <= first.length; block++) {
    const lastWindow = first[i + FEW - 1];
    for (; i < first.length && first[i] <= lastWindow; i++) {
      firsts[block]++;
    }
    for (; j < second.length && second[j] <= lastWindow; j++) {
      seconds[block]++;
    }
  }
  return steadyRatio(firsts.subarray(0, block), seconds.subarray(0, block)) !== undefined;
}

function blocksWithFirst(sums: Float64Array): number {
  let blocks = 0;
  for (let block = 0; block < sums.length; block++) {
    blocks += sums[block] >= MIN_FIRST ? 1 : 0;
  }
  return blocks;
}

/** Undefined where the ratio is not steady, or there is too little history. */
function steadyRatio(first: Float64Array, second: Float64Array): { median: number; spread: number } | undefined {
  const ratios = new Float64Array(first.length);
  let count = 0;
  let below = 0;
  for (let block = 0; block < first.length; block++) {
    if (first[block] >= MIN_FIRST) {
      const ratio = second[block] / first[block];
      below += ratio < MIN_RATIO ? 1 : 0;
      ratios[count++] = ratio;
    }
  }
  // Nearly all pairs have too low a median, which needs no sorting to see.
  if (count < MIN_BLOCKS || 2 * below > count) {
    return undefined;
  }
  const median = quantileInPlace(ratios, 0.5, 0, count);
  if (median < MIN_RATIO) {
    return undefined;
  }
  const low = quantileInPlace(ratios, UNUSUAL, 0, count);
  const high = quantileInPlace(ratios, 1 - UNUSUAL, 0, count);
  const steady = low >= STEADY * median && high <= median / STEADY;
  return steady ? { median, spread: (high - low) / median } : undefined;
}

/** A service's windows in blocks with about as many logs each. */
interface Blocks {
  readonly count: number;
  /** The block of each window; `count`: of none, for the last logs are too few for one. */
  readonly ofWindow: Uint8Array;
}

function blocksOf(logs: Float64Array): Blocks {
  const windows = logs.length - 1;
  const least = Math.max(BLOCK_LOGS, logs[windows] / MAX_BLOCKS);
  const ofWindow = new Uint8Array(windows);
  let count = 0;
  let from = 0;
  for (let window = 0; window < windows; window++) {
    ofWindow[window] = count;
    if (logs[window + 1] - logs[from] >= least) {
      count++;
      from = window + 1;
    }
  }
  return { count, ofWindow };
}

function countPerBlock(lines: Uint32Array, { count, ofWindow }: Blocks): Float64Array {
  const sums = new Float64Array(count + 1);
  for (let line = 0; line < lines.length; line++) {
    sums[ofWindow[lines[line]]]++;
  }
  return sums.subarray(0, count);
}

import { cumulative } from '../statistics/cumulative';
import { binomialZ } from '../statistics/likelihood';
import { quantile } from '../statistics/quantile';
import { medianDeviation, robustUpward } from '../statistics/robust';
import { sumBetween } from '../statistics/sum';
import { type RatioSeries, ratioSeries } from './ratioSeries';
import { type Stretch, stretchesOf } from '../windows/stretches';
import { blocksOf } from './blocks';

/** Fewer blocks than this are too little history: nothing is judged against it. */
export const MIN_BLOCKS = 6;

/** What is usual for a service: a share of errors. */
export interface RateBaseline {
  readonly rate: number;
  /** How many logs it was learned from. */
  readonly learned: number;
  /** 1: errors come independently; above: they come in bursts, and a deviation counts for less by its root. */
  readonly dispersion: number;
  /** How far the usual burst is above the rate, in standard deviations; 0: bursts are no habit of the service. */
  readonly habit: number;
}

/** What is usual for a service: the logarithm of its mean response time, and its spread over `responses` of them. */
export interface ResponseBaseline {
  readonly logMean: number;
  readonly spread: number;
  readonly responses: number;
}

/** Logs of the smallest blocks. */
export const LEAST_LOGS = 20;

/** Lower rates than this are not distinguished. */
const MIN_RATE = 0.003;

/** The share of blocks, the worst ones, that may be trouble rather than habit. */
export const TRIMMED = 0.25;

/** As usualRate, of columns of counts: from the cell `offset` on. */
export function rateBaseline(
  errors: Uint32Array,
  logs: Uint32Array,
  offset: number,
  windows: number
): RateBaseline | undefined {
  return usualRate(ratioSeries(errors, logs, offset, windows));
}

/** Blocks that are long enough for a rate: of 200 logs or so, of fewer where there are few. */
export function rateBlocks(logs: Float64Array): Stretch[] {
  return blocksOf(logs, Math.max(LEAST_LOGS, Math.min(200, Math.floor(logs[logs.length - 1] / 40))));
}

/** Counts of some windows on end, and how many of these have logs at all. */
interface Block {
  readonly errors: number;
  readonly logs: number;
  readonly windows: number;
}

/** The usual error rate of a service, from its better blocks. Undefined: too little history. */
export function usualRate({ part, whole }: RatioSeries): RateBaseline | undefined {
  const inTime = rateBlocks(whole).map(({ from, to }) => ({
    errors: part[to] - part[from],
    logs: whole[to] - whole[from],
    windows: countWindows(whole, from, to),
  }));
  const blocks = withoutFloods(inTime).sort((a, b) => a.errors / a.logs - b.errors / b.logs);
  if (blocks.length < MIN_BLOCKS) {
    return undefined;
  }
  const kept = blocks.slice(0, Math.ceil(blocks.length * (1 - TRIMMED)));
  const keptErrors = kept.reduce((sum, block) => sum + block.errors, 0);
  const keptLogs = kept.reduce((sum, block) => sum + block.logs, 0);
  const middle = blocks[blocks.length >> 1];
  const better = Math.min(0.95, Math.max(MIN_RATE, keptErrors / keptLogs, middle.errors / middle.logs));
  const { rate, learned } = withinChance(blocks, better);
  const residuals = Float64Array.from(
    blocks,
    (block) => (block.errors - block.logs * rate) / Math.sqrt(block.logs * rate * (1 - rate))
  );
  const z = inTime.map((block) => binomialZ(block.errors, block.logs, rate));
  return { rate, learned, dispersion: Math.max(1, medianDeviation(residuals) ** 2), habit: habitOf(z) };
}

/** The windows that have logs. */
function countWindows(sums: Float64Array, from: number, to: number): number {
  let windows = 0;
  for (let window = from; window < to; window++) {
    windows += sums[window + 1] > sums[window] ? 1 : 0;
  }
  return windows;
}

/** So many times as many logs as in half of the time are a flood: busy hours have fewer. */
const FLOOD = 4;

/**
 * The blocks as they come; of a flood only so many as four times its time would have without it: what fills a twentieth
 * of the time is not what is usual, though it be half of the logs.
 */
function withoutFloods(blocks: readonly Block[]): Block[] {
  const density = ({ logs, windows }: Block) => logs / windows;
  const sparse = [...blocks].sort((a, b) => density(a) - density(b));
  const half = blocks.reduce((sum, { windows }) => sum + windows, 0) / 2;
  let passed = 0;
  const middle = sparse.find(({ windows }) => (passed += windows) >= half);
  const most = middle ? FLOOD * density(middle) : Infinity;
  let due = 0;
  const thinned = blocks.filter((block) => {
    due += Math.min(1, most / density(block));
    const isDue = due >= 1;
    due -= isDue ? 1 : 0;
    return isDue;
  });
  return thinned.length >= MIN_BLOCKS ? thinned : [...blocks];
}

/** A block's errors are within chance up to so many standard deviations. */
const CHANCE_Z = 3;
const MAX_ROUNDS = 10;

/**
 * The rate of all blocks but those that are over what chance makes of it. Rare errors leave most blocks without one, so
 * that the better blocks alone would call none usual; those that chance explains are taken in again, round after round
 * (a forward search).
 *
 * @param rate of the better blocks
 */
function withinChance(
  blocks: ReadonlyArray<{ readonly errors: number; readonly logs: number }>,
  rate: number
): Pick<RateBaseline, 'rate' | 'learned'> {
  let usual = rate;
  let learned = 0;
  for (let round = 0; round < MAX_ROUNDS; round++) {
    let errors = 0;
    learned = 0;
    for (const block of blocks) {
      if (binomialZ(block.errors, block.logs, usual) < CHANCE_Z) {
        errors += block.errors;
        learned += block.logs;
      }
    }
    const next = learned > 0 ? Math.min(0.95, Math.max(usual, errors / learned)) : usual;
    if (next === usual) {
      break;
    }
    usual = next;
  }
  return { rate: usual, learned };
}

/** So many bursts, in so large a share of all blocks, are a habit: one incident, however long, or a few are none. */
export const HABIT_BURSTS = 6;
const HABIT_SHARE = 0.1;
const BURST_Z = 3.5;

/** What is far above the usual burst is not usual. */
const OVER_HABIT = 2;

/** The height of the middle one of the bursts, where they are a habit; else 0. */
function habitOf(z: readonly number[]): number {
  const bursts: number[] = [];
  let blocks = 0;
  z.forEach((value, i) => {
    if (value < BURST_Z) {
      return;
    }
    blocks++;
    if (i > 0 && z[i - 1] >= BURST_Z) {
      bursts.push(Math.max(value, bursts.pop() ?? 0));
    } else {
      bursts.push(value);
    }
  });
  return bursts.length >= HABIT_BURSTS && blocks >= HABIT_SHARE * z.length
    ? quantile(Float64Array.from(bursts), 0.5)
    : 0;
}

/**
 * The standard deviations from which on a rate is not usual, of a service whose errors came independently and never in
 * bursts: `z`.
 */
export function minDeviation(z: number, { dispersion, habit }: RateBaseline): number {
  return Math.max(z * Math.sqrt(dispersion), OVER_HABIT * habit);
}

/** Responses in a block: enough that its mean is a mean. */
const BLOCK_RESPONSES = 30;

/** Means that differ by less than this share are the same, however many responses say so. */
const MIN_SPREAD = 0.05;

/** The usual response time of a service. Undefined: too little history. */
export function responseBaseline(
  sums: Float64Array,
  responses: Uint32Array,
  offset: number,
  windows: number
): ResponseBaseline | undefined {
  const counted = cumulative(responses, offset, offset + windows);
  const blocks = blocksOf(counted, BLOCK_RESPONSES);
  const counts = blocks.map(({ from, to }) => counted[to] - counted[from]);
  const logMeans = Float64Array.from(blocks, ({ from, to }, i) =>
    Math.log(sumBetween(sums, offset + from, offset + to) / counts[i])
  );
  if (blocks.length < MIN_BLOCKS || !logMeans.every(Number.isFinite)) {
    return undefined;
  }
  const { median, spread } = spreadOf(logMeans);
  const usual = counts.reduce((sum, count) => sum + count, 0) / counts.length;
  return { logMean: median, spread: Math.max(MIN_SPREAD, spread), responses: usual };
}

/**
 * From this many times the usual on, in so many blocks on end, it is trouble: one block alone may be the service's
 * scatter.
 */
const TROUBLE = Math.log(2);
const TROUBLE_BLOCKS = 3;

/**
 * Where the means of blocks lie and how far they spread upwards. A few long stretches of means far above the usual are
 * trouble, and left out; means that scatter as far again and again are how the service is.
 */
function spreadOf(logMeans: Float64Array): { median: number; spread: number } {
  const { median, spread } = robustUpward(logMeans);
  const high = stretchesOf(
    Uint8Array.from(logMeans, (mean) => (mean > median + TROUBLE ? 1 : 0)),
    0
  );
  const trouble = high.filter(({ from, to }) => to - from >= TROUBLE_BLOCKS);
  const well = logMeans.filter((_, block) => !trouble.some(({ from, to }) => block >= from && block < to));
  const isHabit = high.length >= HABIT_BURSTS || well.length < (1 - TRIMMED) * logMeans.length;
  return isHabit ? { median, spread } : { median, spread: robustUpward(well).spread };
}

/** How far a mean of `count` responses is above the usual, in standard deviations. */
export function responseZ(sum: number, count: number, { logMean, spread, responses }: ResponseBaseline): number {
  // Fewer responses than in a block scatter more; more do not scatter less, for a service's mean drifts by itself.
  const scatter = spread * Math.sqrt(Math.max(1, responses / count));
  return (Math.log(sum / count) - logMean) / scatter;
}

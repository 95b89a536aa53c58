import { type LogTable } from '../../logs/logTable';
import { type WindowTable } from '../../logs/windowTable';
import { type MessageGroups } from '../messages/messageGroups';
import { quantileInPlace, quantilesInPlace } from '../statistics/quantile';
import { type Crossing } from './lineEvidence';

/** Steps of a kind below which nothing is known of how long it takes; they are judged with all of the same services. */
const MIN_STEPS = 8;

/** Tukey's far fence: so many quartile distances above the upper quartile of the logarithm. */
const FAR = 3;

/** The upper quartile is at most so many times as far from the median as the lower one: what is further is trouble. */
const MAX_SKEW = 2;

/** A step has to take so many times what three of four do: less counts for little. This (ms) is where they differ. */
const MIN_RATIO = 3;
const RESOLUTION = 1;

/** What a step takes longer than usual has to be this much of what its traces take, or else nobody waits for it. */
const MIN_PART = 0.05;

/** Slow steps that became so come after this share of the others at least, by so many standard deviations. */
const LATER_SHARE = 0.75;
const LATER_Z = 2;

/** Cells of all crossings together. */
const MAX_CELLS = 1_000_000;

/** The steps of traces from one service to another, in the order of time. */
interface Steps {
  /** The later row of each, its kind, and the pair of services that it is between. */
  readonly rows: Uint32Array;
  readonly kinds: Uint32Array;
  readonly pairs: Uint32Array;
  /** How long it took, and its whole trace, ms. */
  readonly took: Float64Array;
  readonly traceTook: Float64Array;
  readonly kindCount: number;
  /** Each pair's services, as codes, and how many steps it has. */
  readonly from: readonly number[];
  readonly to: readonly number[];
  readonly totals: readonly number[];
}

/**
 * How often it takes far too long from a line of one service to the next in the same trace, of another: a call on its
 * way there, the work before the first line, or the answer on its way back. What a step usually takes is learned from
 * those between the same lines, as Tukey's fences, which slow ones do not move as long as they are fewer than half.
 * Where more than a quarter are far above the quicker ones, by how far the steps of all kinds are, and come later, the
 * kind became slow, and the quicker ones are what is usual: trouble may be most of what was logged so far. Linear in
 * the logs, on average.
 */
export function findCrossings(
  table: LogTable,
  windows: WindowTable,
  { ofRow, totals }: MessageGroups,
  windowOfRow: Int32Array
): Crossing[] {
  const steps = stepsBetween(table, ofRow, totals.length);
  const limits = limitsOf(steps);
  const most = Math.floor(MAX_CELLS / (2 * windows.windowCount));
  const kept = Array.from(steps.totals.keys())
    .sort((a, b) => steps.totals[b] - steps.totals[a] || a - b)
    .slice(0, most);
  const indexOf = new Map(windows.services.map((name, index) => [name, index]));
  const serviceIndex = (code: number) => indexOf.get(table.service.values[code]) ?? -1;
  const slotOf = new Int32Array(steps.totals.length).fill(-1);
  const crossings = kept.map((pair, slot): Crossing => {
    slotOf[pair] = slot;
    return {
      from: serviceIndex(steps.from[pair]),
      to: serviceIndex(steps.to[pair]),
      steps: new Uint32Array(windows.windowCount),
      slow: new Uint32Array(windows.windowCount),
    };
  });
  for (let i = 0; i < steps.rows.length; i++) {
    const slot = slotOf[steps.pairs[i]];
    const window = windowOfRow[steps.rows[i]];
    const limit = limits[steps.kinds[i]];
    if (slot >= 0 && window >= 0 && limit === limit) {
      crossings[slot].steps[window]++;
      crossings[slot].slow[window] += steps.took[i] > limit ? 1 : 0;
    }
  }
  return crossings.filter(({ from, to }) => from >= 0 && to >= 0);
}

function stepsBetween(
  { length, timeMs, timeNs, traceId, service }: LogTable,
  ofRow: Int32Array,
  groups: number
): Steps {
  const last = new Int32Array(traceId.values.length).fill(-1);
  const first = new Int32Array(traceId.values.length).fill(-1);
  const rows = new Uint32Array(length);
  const before = new Uint32Array(length);
  let count = 0;
  for (let row = 0; row < length; row++) {
    const trace = traceId.codes[row];
    if (trace === 0) {
      continue;
    }
    if (first[trace] < 0) {
      first[trace] = row;
    } else if (service.codes[last[trace]] !== service.codes[row]) {
      rows[count] = row;
      before[count++] = last[trace];
    }
    last[trace] = row;
  }
  const between = (a: number, b: number) => timeMs[b] - timeMs[a] + (timeNs[b] - timeNs[a]) / 1e6;
  const services = service.values.length;
  const pairs = numbered(count, services ** 2, (i) => service.codes[before[i]] * services + service.codes[rows[i]]);
  const exact = numbered(count, groups ** 2, (i) => ofRow[before[i]] * groups + ofRow[rows[i]]);
  // What is rare is of one kind with all steps between the same services.
  const kinds = numbered(count, exact.totals.length + pairs.totals.length, (i) =>
    exact.totals[exact.ids[i]] >= MIN_STEPS ? exact.ids[i] : exact.totals.length + pairs.ids[i]
  );
  const firstOf = pairs.totals.map((): number => -1);
  const took = new Float64Array(count);
  const traceTook = new Float64Array(count);
  for (let i = 0; i < count; i++) {
    const pair = pairs.ids[i];
    const trace = traceId.codes[rows[i]];
    firstOf[pair] = firstOf[pair] < 0 ? i : firstOf[pair];
    took[i] = between(before[i], rows[i]);
    traceTook[i] = between(first[trace], last[trace]);
  }
  return {
    rows: rows.subarray(0, count),
    kinds: kinds.ids,
    pairs: pairs.ids,
    took,
    traceTook,
    kindCount: kinds.totals.length,
    from: firstOf.map((i) => service.codes[before[i]]),
    to: firstOf.map((i) => service.codes[rows[i]]),
    totals: pairs.totals,
  };
}

/** Keys up to so many are looked up by place, which is quicker than in a map. */
const MAX_PLACES = 1_000_000;

/**
 * Numbers different keys from 0 on, and counts each.
 * @param keys are below this
 */
function numbered(
  count: number,
  keys: number,
  keyOf: (index: number) => number
): { ids: Uint32Array; totals: number[] } {
  const idAt = new Int32Array(Math.min(keys, MAX_PLACES)).fill(-1);
  const others = new Map<number, number>();
  const ids = new Uint32Array(count);
  const totals: number[] = [];
  for (let i = 0; i < count; i++) {
    const key = keyOf(i);
    const isPlace = key < MAX_PLACES;
    let id = isPlace ? idAt[key] : (others.get(key) ?? -1);
    if (id < 0) {
      id = totals.length;
      totals.push(0);
      if (isPlace) {
        idAt[key] = id;
      } else {
        others.set(key, id);
      }
    }
    ids[i] = id;
    totals[id]++;
  }
  return { ids, totals };
}

/** From how long on a step of each kind takes far too long, ms; NaN: not known. */
function limitsOf({ kinds, kindCount, took, traceTook }: Steps): Float64Array {
  const { starts, order } = byKind(kinds, kindCount);
  // Plain loops: those that call a function for each step take several times as long.
  const logs = new Float64Array(order.length);
  const traces = new Float64Array(order.length);
  for (let place = 0; place < order.length; place++) {
    logs[place] = Math.log(Math.max(0, took[order[place]]) + RESOLUTION);
    traces[place] = traceTook[order[place]];
  }
  const quartiles: Quartiles[] = [];
  const beyondLower = logs.slice();
  for (let kind = 0; kind < kindCount; kind++) {
    quartiles.push(quartilesOf(logs.slice(starts[kind], starts[kind + 1])));
    for (let place = starts[kind]; place < starts[kind + 1]; place++) {
      beyondLower[place] -= quartiles[kind][0];
    }
  }
  const ofAll = fenceOf(quartilesOf(beyondLower));
  return Float64Array.from(quartiles, ([lower, median, quartile], kind) => {
    const [from, to] = [starts[kind], starts[kind + 1]];
    if (to - from < MIN_STEPS) {
      return NaN;
    }
    const quick = { upper: lower + ofAll.upper, fence: lower + ofAll.fence };
    const isChanged = quartile > quick.fence && areLater(logs.subarray(from, to), quick.fence);
    const { upper, fence } = isChanged ? quick : fenceOf([lower, median, quartile]);
    const trace = quantileInPlace(traces, isChanged ? 0.25 : 0.5, from, to);
    return Math.max(Math.exp(fence) - RESOLUTION, Math.exp(upper) - RESOLUTION + MIN_PART * trace);
  });
}

/** The steps in the order of their kinds, those of a kind in the order of time, from the place in `starts` on. */
function byKind(kinds: Uint32Array, kindCount: number): { starts: Uint32Array; order: Uint32Array } {
  const starts = new Uint32Array(kindCount + 1);
  for (let i = 0; i < kinds.length; i++) {
    starts[kinds[i] + 1]++;
  }
  for (let kind = 0; kind < kindCount; kind++) {
    starts[kind + 1] += starts[kind];
  }
  const next = starts.slice(0, kindCount);
  const order = new Uint32Array(kinds.length);
  for (let i = 0; i < kinds.length; i++) {
    order[next[kinds[i]]++] = i;
  }
  return { starts, order };
}

type Quartiles = readonly [lower: number, median: number, upper: number];

/** Reorders the values. */
function quartilesOf(values: Float64Array): Quartiles {
  const [lower, median, upper] = quantilesInPlace(values, [0.25, 0.5, 0.75]);
  return [lower, median, upper];
}

/** The upper quartile of logarithms, and Tukey's far fence above it. */
function fenceOf([lower, median, quartile]: Quartiles): { upper: number; fence: number } {
  const upper = Math.min(quartile, median + MAX_SKEW * (median - lower));
  return { upper, fence: upper + Math.max(FAR * (upper - lower), Math.log(MIN_RATIO)) };
}

/** Whether those above a limit come after most of the others (the area of Mann and Whitney's U), and not by chance. */
function areLater(values: Float64Array, limit: number): boolean {
  let above = 0;
  let ranks = 0;
  for (let place = 0; place < values.length; place++) {
    above += values[place] > limit ? 1 : 0;
    ranks += values[place] > limit ? place + 1 : 0;
  }
  const pairs = above * (values.length - above);
  const later = ranks - (above * (above + 1)) / 2;
  const deviation = Math.sqrt((pairs * (values.length + 1)) / 12);
  return later >= LATER_SHARE * pairs && later - pairs / 2 >= LATER_Z * deviation;
}

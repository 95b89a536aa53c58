import { binomialSurprise, usualOnOtherDays } from './chance';
import { allocate, Column } from '../column';
import { MIN_SURPRISE } from './evidence';
import { note, Search } from './findings';
import { burst } from './host';
import { MIN_RATIO, minMore, MAX_SHARE } from './mayBurst';

/** How many times the usual odds of its kind a burst is looked for with: what lies between two is found with either. */
const ODDS_RATIOS: StaticArray<f64> = [2, 6, 20, 100];
const RATIOS: i32 = 4;
/** What is looked for once more, against what is usual outside the bursts beyond doubt, has at least these odds. */
const HIGH_RATIO: i32 = 2;

/** The logs of a kind, in order of time, and where it is noted of which burst they are. */
@unmanaged
@final
export class KindLogs {
  count: i32;
  time: Column<f64>;
  /** Among those of the service, from 0. */
  places: Column<i32>;
  /** All of the service. */
  logsOfService: i32;
  /** How many usually come at once. */
  clump: f64;
  /** How many logs beyond its first a burst has at least. */
  minMore: i32;
  /** The time that the service could have logged in. */
  earliest: f64;
  latest: f64;
  /** The surprise from which on there is no doubt. */
  doubtless: f64;
  /** By place in the service. */
  rows: Column<i32>;
  search: Search;
  /** How many were found so far, of this and all other kinds. */
  bursts: i32;
}

/**
 * First and last of the bursts beyond doubt, as indices into the logs of the kind: those found with each ratio, in
 * order of time.
 */
@unmanaged
@final
class Doubtless {
  pairs: Column<i32>;
  counts: Column<i32>;
  /** How many pairs there are room for, by ratio. */
  most: i32;
}

/**
 * The stretches that have far more of a kind than the rest. Where some are beyond doubt, others are looked for against
 * what is usual outside them: a burst must not be hidden by itself.
 */
export function findBurstsOfKind(kind: KindLogs): void {
  kind.minMore = minMore(kind.count, kind.logsOfService, kind.clump);
  if (kind.minMore >= kind.count) {
    return;
  }
  const found = changetype<Doubtless>(allocate(offsetof<Doubtless>()));
  // A burst has two logs at least.
  found.most = kind.count / 2;
  found.pairs = Column.of<i32>(2 * RATIOS * found.most);
  found.counts = Column.zeros<i32>(RATIOS);
  lookForBursts(kind, f64(kind.count) / f64(kind.logsOfService), 0, found);
  const outside = usualOutside(kind, found);
  if (outside > 0) {
    lookForBursts(kind, outside, HIGH_RATIO, found);
  }
}

/** The share of the kind among the service's logs outside the bursts beyond doubt; 0 where there are none. */
function usualOutside(kind: KindLogs, found: Doubtless): f64 {
  const taken = Column.zeros<i32>(RATIOS);
  let next = 0;
  let outside = kind.count;
  let logsOutside = kind.logsOfService;
  for (let ratio = earliest(found, taken); ratio >= 0; ratio = earliest(found, taken)) {
    const pair = pairOf(found, ratio, taken[ratio]++);
    const last = pair[1];
    if (last >= next) {
      const from = max(pair[0], next);
      outside -= last - from + 1;
      logsOutside -= kind.places[last] - kind.places[from] + 1;
      next = last + 1;
    }
  }
  return next === 0 ? 0 : (f64(outside) + 0.5) / f64(logsOutside + 1);
}

/** The ratio that found the earliest of the bursts not yet taken; -1 where all are. */
function earliest(found: Doubtless, taken: Column<i32>): i32 {
  let earliest = -1;
  for (let ratio = 0; ratio < RATIOS; ratio++) {
    const isNext =
      taken[ratio] < found.counts[ratio] &&
      (earliest < 0 || pairOf(found, ratio, taken[ratio])[0] < pairOf(found, earliest, taken[earliest])[0]);
    earliest = isNext ? ratio : earliest;
  }
  return earliest;
}

function pairOf(found: Doubtless, ratio: i32, index: i32): Column<i32> {
  return found.pairs.from(2 * (ratio * found.most + index));
}

/**
 * The periods in which the log-likelihood ratio of larger odds adds up: each log of the kind is more to be expected,
 * each other log of the service less. They begin and end as `nextHighPeriod` has it.
 */
function lookForBursts(kind: KindLogs, usual: f64, fromRatio: i32, found: Doubtless): void {
  const places = kind.places;
  const count = kind.count;
  const drop = kind.doubtless * kind.clump;
  for (let r = fromRatio; r < RATIOS; r++) {
    const ratio = unchecked(ODDS_RATIOS[r]);
    found.counts[r] = 0;
    const more = (ratio * usual) / (1 - usual + ratio * usual);
    const gain = Math.log(more / usual);
    const loss = Math.log((1 - more) / (1 - usual));
    // How far off the next has to be at most for the sum to stay above 0.
    const farthest = 1 + i32(min(f64(kind.logsOfService), Math.floor(gain / -loss)));
    for (let first = 0, last = 0; first < count; first = last + 1) {
      last = first;
      if (first + 1 < count && places[first + 1] - places[first] > farthest) {
        continue;
      }
      let sum = gain;
      let peak = gain;
      for (let next = first + 1; next < count; next++) {
        sum += loss * f64(places[next] - places[next - 1] - 1);
        if (sum < 0 || peak - sum > drop) {
          break;
        }
        sum += gain;
        if (sum > peak) {
          peak = sum;
          last = next;
        }
      }
      if (last - first >= kind.minMore && judge(kind, first, last) >= kind.doubtless) {
        const pair = pairOf(found, r, found.counts[r]++);
        pair[0] = first;
        pair[1] = last;
      }
    }
  }
}

/**
 * Judges a stretch as a scan statistic is, by how many of all logs of the kind fall into so small a part of the logs,
 * and of the time, and notes it where it is a burst.
 *
 * @returns its surprise; 0 where it is no burst
 */
function judge(kind: KindLogs, first: i32, last: i32): f64 {
  const span = kind.places[last] - kind.places[first] + 1;
  if (f64(span) > MAX_SHARE * f64(kind.logsOfService)) {
    return 0;
  }
  const from = kind.time[first];
  const to = kind.time[last];
  const ofLogs = f64(span - 1) / f64(kind.logsOfService - 1);
  const ofTime = (to - from) / (kind.latest - kind.earliest);
  const part = max(ofLogs, ofTime);
  const count = f64(last - first + 1);
  if (!(surpriseIn(kind, count, part) >= MIN_SURPRISE)) {
    return 0;
  }
  const all = f64(kind.count);
  const onOtherDays = usualOnOtherDays(kind.time, kind.count, from, to, kind.earliest, kind.latest);
  const usual = max(((all - count) * part) / (1 - part), onOtherDays);
  const surprise = surpriseIn(kind, count, max(part, onOtherDays / all));
  if (!(surprise >= MIN_SURPRISE && count >= MIN_RATIO * usual)) {
    return 0;
  }
  burst(last - first + 1, usual, to - from);
  kind.bursts++;
  for (let i = first; i <= last; i++) {
    note(kind.search, kind.rows[kind.places[i]], surprise, kind.bursts);
  }
  return surprise;
}

/** The first log is given: the others fall into the part after it. As many logs as it has are unusual at once. */
function surpriseIn(kind: KindLogs, count: f64, part: f64): f64 {
  return binomialSurprise(count - 1, f64(kind.count - 1), part) / kind.clump - Math.log(count);
}

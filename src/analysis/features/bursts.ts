import { gather } from '../../logs/gather';
import { type LogTable } from '../../logs/logTable';
import { quantileInPlace } from '../statistics/quantile';
import { clumpSize } from './dispersion';
import { LEAST_SURPRISE } from './evidence';
import { groupRows, type RowGroups } from './groupRows';
import { type Kinds } from './kinds';

const MINUTE = 60_000;
const DAY = 1440 * MINUTE;
const MOST_DAYS = 7;
const LEAST_DAYS = 3;

/** Reach to either side, in minutes: a burst of passwords is over in minutes, a disk fills for hours. */
const REACHES = [5, 30, 120];

/** Of each log the window in which its kind is most surprisingly frequent; all 0 where none is surprising enough. */
export interface Bursts {
  /**
   * -ln of the probability that so many of the kind came there by chance, by Chernoff's bound for a Poisson count:
   * n ln(n / e) - (n - e), over the number of logs of the kind that usually come at once.
   */
  readonly surprise: Float32Array;
  /** Others of the kind in that window, how many were expected, and the window's whole length in minutes. */
  readonly count: Float32Array;
  readonly expected: Float32Array;
  readonly minutes: Float32Array;
}

/** How many logs of its service surround each log, per reach. */
export type Surroundings = readonly Uint32Array[];

export function surroundingsInService({ timeMs }: LogTable, services: RowGroups): Surroundings {
  const times = gather(timeMs, services.rows, new Float64Array(timeMs.length));
  return REACHES.map((reach) => countWithin(times, services, reach * MINUTE, new Uint32Array(timeMs.length)));
}

/**
 * Looks around each log for others of its kind, within its service. Expected is the kind's share of the service's logs, so that
 * busy hours are no burst, or what there is at the same time on other days, if that is more, so that a nightly job is none.
 * Linear in the logs.
 */
export function findBursts(
  { timeMs, service, length }: LogTable,
  services: RowGroups,
  surroundings: Surroundings,
  kinds: Kinds
): Bursts {
  const ofKind = groupRows(kinds.codes, kinds.count);
  const shares = shareOfService(ofKind, services, service.codes);
  const times = gather(timeMs, ofKind.rows, new Float64Array(length));
  const surprise = new Float32Array(length);
  const count = new Float32Array(length);
  const expected = new Float32Array(length);
  const minutes = new Float32Array(length);
  const inKind = new Uint32Array(length);
  const within = { from: timeMs[0], to: timeMs[length - 1] };
  REACHES.forEach((reach, r) => {
    countWithin(times, ofKind, reach * MINUTE, inKind);
    const inService = surroundings[r];
    for (let kind = 0; kind < kinds.count; kind++) {
      const [start, end] = [ofKind.starts[kind], ofKind.starts[kind + 1]];
      const own = times.subarray(start, end);
      let spread = 0;
      for (let i = start; i < end; i++) {
        const row = ofKind.rows[i];
        const others = inKind[row] - 1;
        let usual = shares[kind] * inService[row];
        // The bound is at most excess^2 / 2e, which spares nearly every log the rest.
        if (others > usual && (others - usual) ** 2 >= 2 * usual * LEAST_SURPRISE) {
          spread ||= clumpSize(own);
          usual = Math.max(usual, usualOnOtherDays(own, times[i], reach * MINUTE, within));
          const bound = others > usual ? (others * Math.log(others / usual) - (others - usual)) / spread : 0;
          if (bound >= LEAST_SURPRISE && bound > surprise[row]) {
            surprise[row] = bound;
            count[row] = others;
            expected[row] = usual;
            minutes[row] = 2 * reach;
          }
        }
      }
    }
  });
  return { surprise, count, expected, minutes };
}

/** The median count of the same window on other days, 0 where there are fewer than three. */
function usualOnOtherDays(
  times: Float64Array,
  time: number,
  reach: number,
  within: { readonly from: number; readonly to: number }
): number {
  const counts: number[] = [];
  for (let days = -MOST_DAYS; days <= MOST_DAYS; days++) {
    const other = time + days * DAY;
    if (days !== 0 && other - reach >= within.from && other + reach <= within.to) {
      counts.push(firstAtOrAfter(times, other + reach) - firstAtOrAfter(times, other - reach));
    }
  }
  return counts.length < LEAST_DAYS ? 0 : quantileInPlace(Float64Array.from(counts), 0.5);
}

function firstAtOrAfter(times: Float64Array, time: number): number {
  let low = 0;
  let high = times.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (times[middle] < time) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  return low;
}

/** The share that each kind has in its service's logs. */
function shareOfService(ofKind: RowGroups, services: RowGroups, serviceOf: Uint32Array): Float64Array {
  return Float64Array.from({ length: ofKind.starts.length - 1 }, (_, kind) => {
    const service = serviceOf[ofKind.rows[ofKind.starts[kind]]];
    return sizeOf(ofKind, kind) / sizeOf(services, service);
  });
}

function sizeOf({ starts }: RowGroups, group: number): number {
  return starts[group + 1] - starts[group];
}

/**
 * How many rows of its group lie within reach of each row, itself among them.
 *
 * @param times of the groups' rows, in their order
 */
function countWithin(
  times: Float64Array,
  { rows, starts }: RowGroups,
  reach: number,
  counts: Uint32Array
): Uint32Array {
  for (let group = 0; group + 1 < starts.length; group++) {
    const end = starts[group + 1];
    let first = starts[group];
    let next = first;
    for (let i = first; i < end; i++) {
      const time = times[i];
      while (time - times[first] > reach) {
        first++;
      }
      while (next < end && times[next] - time <= reach) {
        next++;
      }
      counts[rows[i]] = next - first;
    }
  }
  return counts;
}

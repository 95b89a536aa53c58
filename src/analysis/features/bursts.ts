import { gather } from '../../logs/gather';
import { type LogFigures } from './logFigures';
import { burstsOfKind } from './burstsOfKind';
import { clumpSize } from './dispersion';
import { groupRows, type RowGroups } from './groupRows';
import { type Kinds } from './kinds';

const MINUTE = 60_000;

/** Of each log the most surprising burst of its kind that it is part of; all 0 where it is part of none. */
export interface Bursts {
  /**
   * -ln of the probability that chance brings so many of the kind so close together, by Chernoff's bound for a binomial
   * count, over the number of logs of the kind that usually come at once, less ln of the logs that it makes unusual.
   */
  readonly surprise: Float32Array;
  /** Logs of the kind in the burst, how many are usual in as many logs of the service, and the burst's length in minutes. */
  readonly count: Float32Array;
  readonly expected: Float32Array;
  readonly minutes: Float32Array;
}

/** The place of each row among its service's. */
export function placesInService({ rows, starts }: RowGroups): Uint32Array {
  const places = new Uint32Array(rows.length);
  for (let service = 0; service + 1 < starts.length; service++) {
    for (let i = starts[service]; i < starts[service + 1]; i++) {
      places[rows[i]] = i - starts[service];
    }
  }
  return places;
}

/**
 * Looks for stretches of a service's logs that have far more of a kind than the rest: the periods in which the log-likelihood
 * ratio of larger odds adds up, each then judged as a scan statistic is (Kulldorff, Communications in Statistics 1997), by how
 * many of all logs of the kind fall into so small a part of the service's logs, and of the time. So what comes with requests is no
 * burst in busy hours, what comes by the clock none at night, and a kind that was never seen before needs no history. What there
 * is at the same time on other days is usual too: a nightly job is no burst. Linear in the logs.
 */
export function findBursts(
  { timeMs, service, length }: LogFigures,
  services: RowGroups,
  places: Uint32Array,
  kinds: Kinds
): Bursts {
  const surprise = new Float32Array(length);
  const count = new Float32Array(length);
  const expected = new Float32Array(length);
  const minutes = new Float32Array(length);
  const range = { fromMs: timeMs[0], toMs: timeMs[length - 1] };
  const { rows, starts } = groupRows(kinds.codes, kinds.count + 1);
  for (let kind = 0; kind < kinds.count; kind++) {
    const own = rows.subarray(starts[kind], starts[kind + 1]);
    const owner = own.length > 0 ? service.codes[own[0]] : 0;
    const logsOfService = services.starts[owner + 1] - services.starts[owner];
    if (own.length < 2 || own.length === logsOfService) {
      continue;
    }
    const times = gather(timeMs, own, new Float64Array(own.length));
    const logs = {
      timeMs: times,
      places: gather(places, own, new Uint32Array(own.length)),
      logsOfService,
      clump: clumpSize(times),
      range,
    };
    for (const burst of burstsOfKind(logs, Math.log(length))) {
      for (let i = burst.first; i <= burst.last; i++) {
        const row = own[i];
        if (burst.surprise > surprise[row]) {
          surprise[row] = burst.surprise;
          count[row] = burst.last - burst.first + 1;
          expected[row] = burst.usual;
          minutes[row] = (times[burst.last] - times[burst.first]) / MINUTE;
        }
      }
    }
  }
  return { surprise, count, expected, minutes };
}

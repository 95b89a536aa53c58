import { allocate, Column, mark, release } from '../column';
import { findBurstsOfKind, KindLogs } from './burstsOfKind';
import { clumpSize } from './dispersion';
import { Search } from './findings';
import { groupRows } from './groupRows';
import { NO_KIND } from './kinds';
import { Logs } from './logs';
import { mayBurst } from './mayBurst';

/**
 * Looks for stretches of a service's logs that have far more of a kind than the rest: the periods in which the
 * log-likelihood ratio of larger odds adds up, each then judged as a scan statistic is (Kulldorff, Communications in
 * Statistics 1997), by how many of all logs of the kind fall into so small a part of the service's logs, and of the
 * time. So what comes with requests is no burst in busy hours, what comes by the clock none at night, and a kind that
 * was never seen before needs no history. What there is at the same time on other days is usual too: a nightly job is
 * no burst. Linear in the logs.
 *
 * The surprise is -ln of the probability that chance brings so many of the kind so close together, by Chernoff's bound
 * for a binomial count, over the number of logs of the kind that usually come at once, less ln of the logs that it
 * makes unusual. A burst's number is from 1, in the order of the calls of `burst`.
 *
 * @param keys by place the key of the kind, below `keyCount`
 */
export function findBursts(logs: Logs, keys: Column<i32>, keyCount: i32, search: Search): void {
  const free = mark();
  const kindOfKey = Column.of<i32>(keyCount);
  const knownBy = Column.zeros<i32>(keyCount);
  const kindOf = Column.of<i32>(logs.largest);
  const members = Column.of<i32>(logs.largest);
  const starts = Column.of<i32>(min(logs.largest, keyCount) + 2);
  const kind = changetype<KindLogs>(allocate(offsetof<KindLogs>()));
  kind.earliest = logs.timeMs[0];
  kind.latest = logs.timeMs[logs.length - 1];
  kind.doubtless = Math.log(f64(logs.length));
  kind.search = search;
  kind.bursts = 0;
  for (let service = 0; service < logs.services; service++) {
    const start = logs.starts[service];
    const length = logs.starts[service + 1] - start;
    kind.logsOfService = length;
    kind.rows = logs.rows.from(start);
    // Kind 0 is none.
    let kinds = 1;
    for (let i = 0; i < length; i++) {
      const key = keys[start + i];
      if (key !== NO_KIND && knownBy[key] !== service + 1) {
        knownBy[key] = service + 1;
        kindOfKey[key] = kinds++;
      }
      kindOf[i] = key === NO_KIND ? 0 : kindOfKey[key];
    }
    groupRows(kindOf, length, kinds, members, starts);
    for (let k = 1; k < kinds; k++) {
      const count = starts[k + 1] - starts[k];
      if (count < 2 || count === length || !mayBurst(count, length)) {
        continue;
      }
      const ofKind = mark();
      kind.count = count;
      kind.places = members.from(starts[k]);
      kind.time = timesOf(kind, logs.time.from(start));
      kind.clump = clumpSize(kind.time, count);
      findBurstsOfKind(kind);
      release(ofKind);
    }
  }
  release(free);
}

function timesOf(kind: KindLogs, time: Column<f64>): Column<f64> {
  const times = Column.of<f64>(kind.count);
  for (let i = 0; i < kind.count; i++) {
    times[i] = time[kind.places[i]];
  }
  return times;
}

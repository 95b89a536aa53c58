import { Column, mark, release } from './column';
import { Logs } from './logs';

/** So near in time, or in the order of logs where these are sparse, logs are of one trouble. */
const NEAR_MS: f64 = 5 * 60_000;
const NEAR_LOGS: i32 = 3;

/** No surprise below this is ever told: one in twenty. */
export const LEAST_SURPRISE: f64 = 3;

/** Levels are bytes. */
const LEVELS: i32 = 256;

/**
 * What a surprise has to reach, by place, to be evidence: what chance does not account for. Where n logs are asked a surprise of
 * ln n is to be expected by chance, so that it takes more. But where something is known to be wrong, within 5 minutes or 3 logs of
 * such evidence, only the logs of that stretch are asked, and ln of their number will do: of all services where the evidence is
 * another's, of the service where it is its own.
 *
 * @param surprises negative logarithms of probabilities, by place: `kinds` times as many as there are logs
 * @param least made here
 */
export function leastEvidence(logs: Logs, surprises: Column<f32>, kinds: i32, least: Column<f64>): void {
  const free = mark();
  const length = logs.length;
  const strong = Column.zeros<u8>(length);
  const leastOfAll = leastSurprise(length);
  for (let kind = 0; kind < kinds; kind++) {
    const surprise = surprises.from(kind * length);
    for (let at = 0; at < length; at++) {
      strong[at] |= u8(f64(surprise[at]) >= leastOfAll);
    }
  }
  const strongByRow = Column.of<u8>(length);
  const leastByRow = Column.of<f64>(length);
  for (let at = 0; at < length; at++) {
    strongByRow[logs.rows[at]] = strong[at];
    leastByRow[at] = leastOfAll;
  }
  lowerNearStrong(logs.timeMs, length, strongByRow, leastByRow);
  for (let at = 0; at < length; at++) {
    least[at] = leastByRow[logs.rows[at]];
  }
  for (let service = 0; service < logs.services; service++) {
    const start = logs.starts[service];
    const own = logs.starts[service + 1] - start;
    lowerNearStrong(logs.time.from(start), own, strong.from(start), least.from(start));
  }
  release(free);
}

/**
 * Surprises that are evidence, as ln(1 + surprise), by row; 0 for all others.
 *
 * @param least by place
 * @param byLevel whether it is enough to reach `leastOfLevel` of the log's level
 */
export function tellEvidence(
  logs: Logs,
  surprise: Column<f32>,
  least: Column<f64>,
  byLevel: bool,
  leastOfLevel: Column<f64>,
  evidence: Column<f32>
): void {
  for (let at = 0; at < logs.length; at++) {
    const row = logs.rows[at];
    const value = f64(surprise[at]);
    evidence[row] =
      value >= least[at] || (byLevel && value >= leastOfLevel[logs.level[row]]) ? f32(Math.log1p(value)) : 0;
  }
}

/** What has to be reached by level where logs of each are asked apart: the few errors are not held to the many logs that say all is well. */
export function leastByLevel(logs: Logs): Column<f64> {
  const least = Column.of<f64>(LEVELS);
  const asked = Column.zeros<i32>(LEVELS);
  for (let row = 0; row < logs.length; row++) {
    asked[logs.level[row]]++;
  }
  for (let level = 0; level < LEVELS; level++) {
    least[level] = leastSurprise(asked[level]);
  }
  return least;
}

/** What has to be reached where so many logs are asked. */
function leastSurprise(asked: i32): f64 {
  return max(LEAST_SURPRISE, Math.log(f64(asked)));
}

/** Lowers what is asked of the logs near strong evidence to ln of the logs of their stretch. */
function lowerNearStrong(time: Column<f64>, length: i32, strong: Column<u8>, least: Column<f64>): void {
  let from = 0;
  for (let i = 0; i < length; i++) {
    if (strong[i] === 0) {
      continue;
    }
    while (from < i - NEAR_LOGS && time[from] < time[i] - NEAR_MS) {
      from++;
    }
    // Evidence whose surroundings overlap is one stretch.
    let last = i;
    let to = i + 1;
    for (; to < length && (to <= last + NEAR_LOGS || time[to] <= time[last] + NEAR_MS); to++) {
      last = strong[to] === 1 ? to : last;
    }
    const asked = leastSurprise(to - from);
    for (let near = from; near < to; near++) {
      least[near] = min(least[near], asked);
    }
    from = to;
    i = to - 1;
  }
}

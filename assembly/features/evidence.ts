import { Column, mark, release } from '../column';
import { Findings } from './findings';
import { UNKNOWN } from './level';
import { log1p } from './log1p';
import { Logs } from './logs';

/** So near in time, or in the order of logs where these are sparse, logs are of one trouble. */
export const NEAR_MS: f64 = 5 * 60_000;
const NEAR_LOGS: i32 = 3;

/** No surprise below this is ever evidence: one in twenty. */
export const MIN_SURPRISE: f64 = 3;

/** Levels are bytes. */
const LEVELS: i32 = 256;

/**
 * Marks the rows of what can't be by chance, of however many logs it is asked.
 *
 * @param usual a surprise that is usual in this log
 */
export function markStrong(found: Findings, usual: f64, length: i32, strong: Column<u8>): void {
  const least = max(usual, minSurprise(length));
  for (let i = 0; i < found.count; i++) {
    strong[found.rows[i]] |= u8(f64(found.surprise[i]) >= least);
  }
}

/**
 * How many logs are asked, by row: a surprise is evidence where chance does not account for it, and where n logs are
 * asked one of ln n is to be expected by chance, so that it takes more. But where something is known to be wrong,
 * within 5 minutes or 3 logs of such evidence, only the logs of that stretch are asked: of all services where the
 * evidence is another's, of the service where it is its own.
 *
 * @param strong by row whether there is such evidence
 */
export function countAsked(logs: Logs, strong: Column<u8>, asked: Column<i32>): void {
  const free = mark();
  const order = Column.of<i32>(logs.length);
  for (let row = 0; row < logs.length; row++) {
    asked[row] = logs.length;
    order[row] = row;
  }
  lowerNearStrong(logs.timeMs, order, logs.length, strong, asked);
  for (let service = 0; service < logs.services; service++) {
    const start = logs.starts[service];
    const own = logs.starts[service + 1] - start;
    lowerNearStrong(logs.timeMs, logs.rows.from(start), own, strong, asked);
  }
  release(free);
}

/**
 * Surprises that are evidence, as ln(1 + surprise), by row; 0 for all others.
 *
 * @param usual a surprise that is usual in this log
 * @param asked by row
 * @param minOfLevel what is enough by level too
 */
export function evidenceOf(
  logs: Logs,
  found: Findings,
  usual: f64,
  asked: Column<i32>,
  minOfLevel: Column<f64>,
  evidence: Column<f32>
): void {
  memory.fill(evidence.addressOf(0), 0, (<usize>logs.length) << alignof<f32>());
  for (let i = 0; i < found.count; i++) {
    const row = found.rows[i];
    const surprise = f64(found.surprise[i]);
    if (surprise >= max(usual, min(minSurprise(asked[row]), minOfLevel[logs.levelOf[row]]))) {
      evidence[row] = f32(log1p(surprise));
    }
  }
}

/**
 * What has to be reached by level where logs of each are asked apart: the few errors are not held to the many logs that
 * say all is well.
 * That a level is not known sets a log apart from nothing.
 */
export function minByLevel(logs: Logs): Column<f64> {
  const least = Column.of<f64>(LEVELS);
  const asked = Column.zeros<i32>(LEVELS);
  for (let row = 0; row < logs.length; row++) {
    asked[logs.levelOf[row]]++;
  }
  for (let level = 0; level < LEVELS; level++) {
    least[level] = minSurprise(asked[level]);
  }
  least[UNKNOWN] = Infinity;
  return least;
}

/** Out of reach, whatever the level. */
export function noneByLevel(): Column<f64> {
  const least = Column.of<f64>(LEVELS);
  for (let level = 0; level < LEVELS; level++) {
    least[level] = Infinity;
  }
  return least;
}

/** What has to be reached where so many logs are asked. */
export function minSurprise(asked: i32): f64 {
  return max(MIN_SURPRISE, Math.log(f64(asked)));
}

/**
 * Lowers how many are asked of the logs near strong evidence to those of their stretch. @param rows ascending, all
 * others are by row
 */
function lowerNearStrong(
  timeMs: Column<f64>,
  rows: Column<i32>,
  length: i32,
  strong: Column<u8>,
  asked: Column<i32>
): void {
  let from = 0;
  for (let i = 0; i < length; i++) {
    if (strong[rows[i]] === 0) {
      continue;
    }
    while (from < i - NEAR_LOGS && timeMs[rows[from]] < timeMs[rows[i]] - NEAR_MS) {
      from++;
    }
    // Evidence whose surroundings overlap is one stretch.
    let last = i;
    let to = i + 1;
    for (; to < length && (to <= last + NEAR_LOGS || timeMs[rows[to]] <= timeMs[rows[last]] + NEAR_MS); to++) {
      last = strong[rows[to]] === 1 ? to : last;
    }
    for (let near = from; near < to; near++) {
      asked[rows[near]] = min(asked[rows[near]], to - from);
    }
    from = to;
    i = to - 1;
  }
}

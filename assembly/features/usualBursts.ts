import { Column, mark, release } from '../column';
import { minSurprise, NEAR_MS } from './evidence';
import { Findings } from './findings';
import { NO_KIND } from './kinds';
import { WARNING } from './level';
import { Logs } from './logs';
import { select } from './quantile';

/** A kind with fewer logs shows nothing of how its kind comes. */
const MIN_LOGS: i32 = 8;
const MIN_KINDS: i32 = 4;
/** Where more of the ordinary kinds burst, or one more would, bursts are usual: of few kinds little is known. */
const MAX_SHARE: f64 = 0.1;
/** Shorter logs are of one trouble, or of one step of a job, all of them. */
const MIN_SPAN: f64 = 2 * NEAR_MS;
/** What is more than usual then has this many times the surprise of nearly all of these. */
const RATIO: f64 = 2;
const QUANTILE: f64 = 0.9;

/**
 * The surprise that bursts of a kind of message have in a log where they are usual; 0 where they are not, Infinity where
 * it is too short to know. Many logs come in clumps by nature: jobs, sessions, robots. Kinds that complain of nothing
 * show it: where many of them burst, that a kind bursts says nothing, unless it does so far more than they. An empirical
 * null (Efron, JASA 2004).
 *
 * @param keys by place the key of the kind, below `keyCount`
 */
export function usualSurprise(logs: Logs, keys: Column<i32>, keyCount: i32, found: Findings): f64 {
  if (logs.timeMs[logs.length - 1] - logs.timeMs[0] < MIN_SPAN) {
    return Infinity;
  }
  const free = mark();
  const surprise = Column.zeros<f32>(logs.length);
  for (let i = 0; i < found.count; i++) {
    surprise[found.rows[i]] = found.surprise[i];
  }
  const least = minSurprise(logs.length);
  const bursting = Column.of<f64>(logs.length / MIN_LOGS);
  const counts = Column.of<i32>(keyCount);
  const highest = Column.of<f64>(keyCount);
  let kinds = 0;
  let burst = 0;
  for (let service = 0; service < logs.services; service++) {
    const from = logs.starts[service];
    const to = logs.starts[service + 1];
    for (let at = from; at < to; at++) {
      counts[keys[at]] = 0;
      highest[keys[at]] = 0;
    }
    for (let at = from; at < to; at++) {
      const key = keys[at];
      counts[key] += i32(key !== NO_KIND && logs.level[at] < WARNING);
      highest[key] = max(highest[key], f64(surprise[logs.rows[at]]));
    }
    for (let at = from; at < to; at++) {
      const key = keys[at];
      if (counts[key] >= MIN_LOGS) {
        kinds++;
        if (highest[key] >= least) {
          bursting[burst++] = highest[key];
        }
      }
      counts[key] = 0;
    }
  }
  const isUsual = kinds >= MIN_KINDS && burst > 0 && f64(burst + 1) > MAX_SHARE * f64(kinds + 1);
  const usual = isUsual ? RATIO * select(bursting, i32(QUANTILE * f64(burst)), burst) : 0;
  release(free);
  return usual;
}

import { LEVELS } from '../../logs/level';
import { type LogFigures } from './logFigures';
import { groupRows, type RowGroups } from './groupRows';

/** So near in time, or in the order of logs where these are sparse, logs are of one trouble. */
const NEAR_MS = 5 * 60_000;
const NEAR_LOGS = 3;

/** No surprise below this is ever told: one in twenty. */
export const LEAST_SURPRISE = 3;

/** Negative logarithms of probabilities, one a log. */
export interface Surprise {
  readonly values: Float32Array;
  /** Logs of each level are asked apart: the few errors are not held to the many logs that say all is well. */
  readonly byLevel: boolean;
}

/**
 * Surprises that chance does not account for, as ln(1 + surprise); 0 for all others. Where n logs are asked a surprise of ln n is
 * to be expected by chance, so that it takes more. But where something is known to be wrong, within 5 minutes or 3 logs of such
 * evidence, only the logs of that stretch are asked, and ln of their number will do: of all services where the evidence is
 * another's, of the service where it is its own.
 */
export function tellEvidence(
  { timeMs, level, length }: LogFigures,
  services: RowGroups,
  surprises: readonly Surprise[]
): Float32Array[] {
  const leastOfAll = leastSurprise(length);
  const strong = new Uint8Array(length);
  for (const { values } of surprises) {
    for (let row = 0; row < length; row++) {
      if (values[row] >= leastOfAll) {
        strong[row] = 1;
      }
    }
  }
  const near = new Float64Array(length).fill(leastOfAll);
  lowerNearStrong(timeMs, groupRows(new Uint32Array(length), 1), strong, near);
  lowerNearStrong(timeMs, services, strong, near);
  const leastOfLevel = leastByLevel(level.subarray(0, length));
  return surprises.map(({ values, byLevel }) => {
    const evidence = new Float32Array(length);
    for (let row = 0; row < length; row++) {
      const value = values[row];
      if (value >= near[row] || (byLevel && value >= leastOfLevel[level[row]])) {
        evidence[row] = Math.log1p(value);
      }
    }
    return evidence;
  });
}

function leastByLevel(level: Uint8Array): Float64Array {
  const asked = new Uint32Array(LEVELS.length);
  for (let row = 0; row < level.length; row++) {
    asked[level[row]]++;
  }
  return Float64Array.from(asked, leastSurprise);
}

/** What has to be exceeded where so many logs are asked. */
function leastSurprise(asked: number): number {
  return Math.max(LEAST_SURPRISE, Math.log(asked));
}

/** Lowers what is asked of the rows near strong evidence in their group to ln of the rows of their stretch. */
function lowerNearStrong(
  timeMs: Float64Array,
  { rows, starts }: RowGroups,
  strong: Uint8Array,
  least: Float64Array
): void {
  for (let group = 0; group + 1 < starts.length; group++) {
    const [start, end] = [starts[group], starts[group + 1]];
    let from = start;
    for (let i = start; i < end; i++) {
      if (strong[rows[i]] === 0) {
        continue;
      }
      while (from < i - NEAR_LOGS && timeMs[rows[from]] < timeMs[rows[i]] - NEAR_MS) {
        from++;
      }
      // Evidence whose surroundings overlap is one stretch.
      let last = i;
      let to = i + 1;
      for (; to < end && (to <= last + NEAR_LOGS || timeMs[rows[to]] <= timeMs[rows[last]] + NEAR_MS); to++) {
        last = strong[rows[to]] === 1 ? to : last;
      }
      const asked = leastSurprise(to - from);
      for (let near = from; near < to; near++) {
        least[rows[near]] = Math.min(least[rows[near]], asked);
      }
      from = to;
      i = to - 1;
    }
  }
}

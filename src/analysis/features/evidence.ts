import { type LogTable } from '../../logs/logTable';
import { groupRows, type RowGroups } from './groupRows';

/** So near in time, or in the order of logs where these are sparse, logs are of one trouble. */
const NEAR_MS = 5 * 60_000;
const NEAR_LOGS = 3;

/** No surprise below this is ever told: one in twenty. */
export const LEAST_SURPRISE = 3;

/**
 * Surprises that chance does not account for, as ln(1 + surprise); 0 for all others. In n logs a surprise of ln n is to be expected
 * by chance, so that it takes more. But where something is known to be wrong, within 5 minutes or 3 logs of such evidence, only
 * the logs of that stretch are asked, and ln of their number will do: of all services where the evidence is another's, of the
 * service where it is its own.
 *
 * @param surprises columns of negative logarithms of probabilities
 */
export function tellEvidence(
  { timeMs, length }: LogTable,
  services: RowGroups,
  surprises: readonly Float32Array[]
): Float32Array[] {
  const all = Math.log(length);
  const strong = new Uint8Array(length);
  for (const surprise of surprises) {
    for (let row = 0; row < length; row++) {
      if (surprise[row] >= all) {
        strong[row] = 1;
      }
    }
  }
  const least = new Float64Array(length).fill(all);
  lowerNearStrong(timeMs, groupRows(new Uint32Array(length), 1), strong, least);
  lowerNearStrong(timeMs, services, strong, least);
  return surprises.map((surprise) => surprise.map((value, row) => (value >= least[row] ? Math.log1p(value) : 0)));
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
      const asked = Math.max(LEAST_SURPRISE, Math.log(to - from));
      for (let near = from; near < to; near++) {
        least[rows[near]] = Math.min(least[rows[near]], asked);
      }
      from = to;
      i = to - 1;
    }
  }
}

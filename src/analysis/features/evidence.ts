import { type LogTable } from '../../logs/logTable';
import { type RowGroups } from './groupRows';

const NEAR_MS = 5 * 60_000;

/** No surprise below this is ever told: one in twenty. */
export const LEAST_SURPRISE = 3;

/**
 * Surprises that chance does not account for, as ln(1 + surprise); 0 for all others. In n logs a surprise of ln n is to be expected
 * by chance, so that it takes more; but where something is known to be wrong, within 5 minutes of such evidence in
 * the same service, only the logs there are asked, and ln of their number will do.
 *
 * @param surprises columns of negative logarithms of probabilities
 */
export function tellEvidence(
  { timeMs, length }: LogTable,
  services: RowGroups,
  surprises: readonly Float32Array[]
): Float32Array[] {
  const least = Math.log(length);
  const strong = new Uint8Array(length);
  for (const surprise of surprises) {
    for (let row = 0; row < length; row++) {
      if (surprise[row] >= least) {
        strong[row] = 1;
      }
    }
  }
  const { near, count } = nearStrong(timeMs, services, strong);
  const leastNear = Math.max(LEAST_SURPRISE, Math.log(count));
  return surprises.map((surprise) =>
    surprise.map((value, row) => (value >= (near[row] === 1 ? leastNear : least) ? Math.log1p(value) : 0))
  );
}

/** The logs within 5 minutes of strong evidence in their service, and how many there are. */
function nearStrong(
  timeMs: Float64Array,
  { rows, starts }: RowGroups,
  strong: Uint8Array
): { near: Uint8Array; count: number } {
  const near = strong.slice();
  for (let service = 0; service + 1 < starts.length; service++) {
    let last = -Infinity;
    for (let i = starts[service]; i < starts[service + 1]; i++) {
      const row = rows[i];
      last = strong[row] === 1 ? timeMs[row] : last;
      near[row] |= timeMs[row] - last <= NEAR_MS ? 1 : 0;
    }
    let next = Infinity;
    for (let i = starts[service + 1] - 1; i >= starts[service]; i--) {
      const row = rows[i];
      next = strong[row] === 1 ? timeMs[row] : next;
      near[row] |= next - timeMs[row] <= NEAR_MS ? 1 : 0;
    }
  }
  return { near, count: near.reduce((sum, value) => sum + value, 0) };
}

import { DAY } from '../../time/units';
import { type Seen } from './known';

/** By how much later something has to be seen again to be written down again. */
const AGAIN_MS = DAY;

/** What is to be remembered: what is new, and what was seen earlier or a day later than known. */
export function newlySeen(before: ReadonlyMap<string, Seen>, seen: readonly Seen[]): Seen[] {
  const after = new Map<string, Seen>();
  for (const { id, firstMs, lastMs } of seen) {
    const known = after.get(id) ?? before.get(id);
    if (!known || firstMs < known.firstMs || lastMs >= known.lastMs + AGAIN_MS) {
      after.set(id, {
        id,
        firstMs: Math.min(firstMs, known?.firstMs ?? Infinity),
        lastMs: Math.max(lastMs, known?.lastMs ?? -Infinity),
      });
    }
  }
  return [...after.values()];
}

import { type Baseline } from '../../analysis/model/analysis';
import { type TimeRange } from '../../analysis/windows/grid';
import { type Seen } from './known';
import { newlySeen } from './newlySeen';

/** Services kept of the same logs: those seen last. */
export const MOST_SERVICES = 5_000;

/**
 * Gives baselines the time since which their service is known: its first log in any range that was looked at.
 *
 * @returns also the services that are to be remembered
 */
export function dateServices(
  known: readonly Seen[],
  { baselines, span }: { readonly baselines: readonly Baseline[]; readonly span: TimeRange }
): { baselines: Baseline[]; changes: Seen[] } {
  const before = new Map(known.map((service) => [service.id, service]));
  const seen = baselines.map(({ service, sinceMs }) => ({ id: service, firstMs: sinceMs, lastMs: span.toMs }));
  return {
    baselines: baselines.map((baseline) => {
      const sinceMs = before.get(baseline.service)?.firstMs ?? Infinity;
      return sinceMs < baseline.sinceMs ? { ...baseline, sinceMs } : baseline;
    }),
    // Of more, those that go would be new each time.
    changes: newlySeen(before, seen.slice(0, MOST_SERVICES)),
  };
}

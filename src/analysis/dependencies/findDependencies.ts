import { type LogTable } from '../../logs/logTable';
import { type Dependency } from '../analysis';
import { type WindowCounts } from '../summary/windowCounts';
import { type WindowTable } from '../windows';
import { failureDependencies } from './failureDependencies';
import { failureOnsets } from './failureOnsets';
import { traceDependencies } from './traceDependencies';
import { traceCalls } from './traceCalls';

/**
 * Who depends on whom: by the traces that services share, and for pairs of which these tell nothing by who fails right after whom. Each
 * only where chance does not account for it; the heaviest first. Linear in the logs.
 *
 * @param table left out where only windows are known
 */
export function findDependencies(
  table: LogTable | undefined,
  windows: WindowTable,
  counts: WindowCounts
): Dependency[] {
  const { services } = windows;
  const called = table ? traceDependencies(traceCalls(table, services), services) : [];
  const known = new Set(called.flatMap(({ from, to }) => [`${from}\n${to}`, `${to}\n${from}`]));
  const failed = failureDependencies(failureOnsets(windows, counts), windows);
  return [...called, ...failed.filter(({ from, to }) => !known.has(`${from}\n${to}`))].sort(
    (a, b) => b.weight - a.weight || compare(a.from, b.from) || compare(a.to, b.to)
  );
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

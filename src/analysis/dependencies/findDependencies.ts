import { type LogTable } from '../../logs/logTable';
import { type Dependency } from '../model/analysis';
import { type ErrorSeries, errorSeries } from '../series/serviceSeries';
import { type WindowCounts } from '../windows/windowCounts';
import { type WindowTable } from '../../logs/windowTable';
import { complaintDependencies } from './complaintDependencies';
import { numberRoughly, type TextGroups } from '../messages/numberMessages';
import { failureDependencies } from './failureDependencies';
import { failureOnsets } from './failureOnsets';
import { traceDependencies } from './traceDependencies';
import { traceCalls } from './traceCalls';

/**
 * Who depends on whom: by the traces that services share; for pairs of which these say nothing by whom services
 * complain of, and else by who fails right after whom. Each only where chance does not account for it; the heaviest
 * first. Linear in the logs.
 *
 * @param table left out where only windows are known
 * @param groups of the different messages: those of one share their words
 * @param series of the services' errors, where they are counted already
 */
export function findDependencies(
  table: LogTable | undefined,
  windows: WindowTable,
  counts: WindowCounts,
  series: readonly ErrorSeries[] = errorSeries(windows, counts),
  groups?: TextGroups
): Dependency[] {
  const { services } = windows;
  const found: Dependency[] = [];
  const known = new Set<string>();
  const add = (more: readonly Dependency[]) => {
    found.push(...more.filter(({ from, to }) => !known.has(`${from}\n${to}`)));
    more.forEach(({ from, to }) => known.add(`${from}\n${to}`).add(`${to}\n${from}`));
  };
  if (table) {
    add(traceDependencies(traceCalls(table, services), services));
    add(complaintDependencies(table, services, (groups ?? numberRoughly(table.message.values)).ofText));
  }
  add(failureDependencies(failureOnsets(windows, series), windows));
  return found.sort((a, b) => b.weight - a.weight || compare(a.from, b.from) || compare(a.to, b.to));
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

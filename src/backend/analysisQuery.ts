import { narrowed } from '../query/filters/narrow';
import { type ResolvedQuery } from '../query/resolved';
import { resolveAnalysisOptions } from '../query/validation';
import { type AnalysisQuery } from './analyst';
import { type Instance } from './instance';

type Query = Parameters<typeof resolveAnalysisOptions>[1] & Pick<ResolvedQuery, 'expr' | 'filters'>;

/**
 * The analysis that a query needs, with what it leaves to its data source; its filters are in the store's own query.
 * @throws QueryError where a filter is not one that the store has
 */
export function analysisQueryOf(
  { settings }: Instance,
  query: Query,
  { fromMs, toMs }: Pick<AnalysisQuery, 'fromMs' | 'toMs'>
): AnalysisQuery {
  const expr = narrowed(settings, query.expr ?? settings.defaultExpr, query.filters);
  return { expr, fromMs, toMs, options: resolveAnalysisOptions(settings, query) };
}

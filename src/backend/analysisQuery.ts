import { resolveAnalysisOptions } from '../query/validation';
import { type AnalysisQuery } from './analyst';
import { type Instance } from './instance';

type Query = Parameters<typeof resolveAnalysisOptions>[1] & { expr?: string };

/** The analysis that a query needs, with what it leaves to its data source. */
export function analysisQueryOf(
  { settings }: Instance,
  query: Query,
  { fromMs, toMs }: Pick<AnalysisQuery, 'fromMs' | 'toMs'>
): AnalysisQuery {
  return { expr: query.expr ?? settings.defaultExpr, fromMs, toMs, options: resolveAnalysisOptions(settings, query) };
}

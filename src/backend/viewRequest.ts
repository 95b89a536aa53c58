import { narrowedView } from '../query/filters/matches';
import { type ResolvedQuery } from '../query/resolved';
import { type Instance } from './instance';

/**
 * What a query asks of its view, with what it leaves to its data source; its filters leave the services that pass them.
 * @throws QueryError for a filter that cannot be
 */
export function viewRequestOf(
  { settings }: Pick<Instance, 'settings'>,
  query: ResolvedQuery,
  { services }: { readonly services: ReadonlyArray<{ readonly service: string }> }
) {
  const names = services.map(({ service }) => service);
  return { ...query, ...narrowedView(query, names), timeZone: query.timeZone ?? settings.timeZone };
}

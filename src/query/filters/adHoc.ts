import { type SeismologQuery } from '../query';
import { FILTER, takesSeveral } from './filter';

type StoredFilter = NonNullable<SeismologQuery['filters']>[number];

/** A filter of a dashboard, which has more to it than matters here. */
interface AdHocFilter {
  readonly key: string;
  readonly operator: string;
  readonly value: string;
  readonly values?: readonly string[];
}

/** A query with the filters of its dashboard beside its own. One without a key is being made. */
export function withAdHoc(query: SeismologQuery, adHoc: readonly AdHocFilter[] = []): SeismologQuery {
  const added = adHoc.flatMap(({ key, operator, value, values }): StoredFilter[] =>
    key !== '' && isOperator(operator) ? [{ key, operator, value, ...(values && { values: [...values] }) }] : []
  );
  return added.length > 0 ? { ...query, filters: [...(query.filters ?? []), ...added] } : query;
}

/** A query with a filter more; with one less where it had it; with the other one where it had that. */
export function toggled(query: SeismologQuery, key: string, value: string, operator: '=' | '!='): SeismologQuery {
  const isOf = (filter: StoredFilter) => filter.key === key && filter.value === value;
  const had = query.filters?.some((filter) => isOf(filter) && filter.operator === operator) ?? false;
  const others = (query.filters ?? []).filter(
    (filter) => !(isOf(filter) && (filter.operator === '=' || filter.operator === '!='))
  );
  const filters = had ? others : [...others, { key, operator, value }];
  return { ...query, filters: filters.length > 0 ? filters : undefined };
}

/** Whether a query filters for this value. */
export function hasFilter({ filters }: SeismologQuery, key: string, value: string): boolean {
  return filters?.some((own) => own.key === key && own.value === value && own.operator === '=') ?? false;
}

/** "service = api, level != DEBUG". */
export function filterText({ key = '', operator = '=', value = '', values = [] }: Partial<StoredFilter>): string {
  return `${key} ${operator} ${takesSeveral({ operator }) && values.length > 0 ? values.join(', ') : value}`;
}

function isOperator(text: string): text is StoredFilter['operator'] {
  return Object.hasOwn(FILTER.operator.options, text);
}

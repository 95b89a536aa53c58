import { QueryError } from '../../errors';
import { compileRe2 } from '../patterns';
import { type Filter, isNegative, isPattern, type OwnKey, valuesOf } from './filter';

/** Whether a name that the analysis gives passes all filters on its key; undefined where there is none. */
function matcherOf(filters: readonly Filter[], key: OwnKey): ((name: string) => boolean) | undefined {
  const own = filters.filter((filter) => filter.key === key).map(matcher);
  return own.length > 0 ? (name) => own.every((matches) => matches(name)) : undefined;
}

/**
 * What a query's filters leave of what the analysis gives, in the terms of a view's request.
 *
 * @param services that there are
 * @throws QueryError for an operator that names don't have, and for a pattern that doesn't compile
 */
export function narrowedView(
  query: { readonly services: readonly string[]; readonly filters: readonly Filter[] },
  services: readonly string[]
): { services: readonly string[]; anomalyTypes: ((type: string) => boolean) | undefined } {
  return { services: wantedServices(query, services), anomalyTypes: matcherOf(query.filters, 'anomaly') };
}

/**
 * The services that a query is for: those that it lists, as far as they pass its filters; none: all. Where none passes,
 * what was asked for, so that the view can say that it is missing.
 */
function wantedServices(
  { services: listed, filters }: { readonly services: readonly string[]; readonly filters: readonly Filter[] },
  services: readonly string[]
): readonly string[] {
  const matches = matcherOf(filters, 'service');
  if (!matches) {
    return listed;
  }
  const wanted = services.filter((service) => matches(service) && (listed.length === 0 || listed.includes(service)));
  return wanted.length > 0 ? wanted : filters.filter(({ key }) => key === 'service').map(textOf);
}

function textOf(filter: Filter): string {
  const text = valuesOf(filter).join(', ');
  return filter.operator === '=' || filter.operator === '=|' ? text : `service ${filter.operator} ${text}`;
}

function matcher(filter: Filter): (name: string) => boolean {
  const { key, operator } = filter;
  if (operator === '<' || operator === '>') {
    throw new QueryError(`The filter on ${key} cannot be "${operator}": it is a name. Choose another operator.`);
  }
  const test = isPattern(filter) ? patternTest(filter) : (name: string) => valuesOf(filter).includes(name);
  return isNegative(filter) ? (name) => !test(name) : test;
}

function patternTest({ key, value }: Filter): (name: string) => boolean {
  try {
    const pattern = compileRe2(value);
    return (name) => pattern.matches(name);
  } catch (error) {
    throw new QueryError(`The filter on ${key} ${error instanceof Error ? error.message : String(error)}.`);
  }
}

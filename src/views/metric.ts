import { QueryError } from '../errors';

/** The metric that a query names, checked; undefined where it names none. */
export function metricOf<Metric extends string>(
  metric: string | undefined,
  metrics: Readonly<Record<Metric, string>>
): Metric | undefined {
  if (!metric) {
    return undefined;
  }
  const names = Object.keys(metrics) as Metric[];
  const found = names.find((name) => name === metric);
  if (!found) {
    throw new QueryError(`This view has no metric "${metric}". Choose one of: ${names.join(', ')}.`);
  }
  return found;
}

import { type ResponseTimeCounts } from '../../logs/windowTable';

/** Response times of the whole range, and whether the percentile is the exact one. */
export interface RangeResponses {
  readonly counts: ResponseTimeCounts;
  readonly isExact: boolean;
}

/** Per service, how many responses have each value, in milliseconds. */
export type CountedResponses = ReadonlyMap<string, ReadonlyMap<number, number>>;

/** The counts of the services in their order, over all values that any of them has. @param p95 by service, where it is known */
export function responseTimeCounts(
  services: readonly string[],
  counted: CountedResponses,
  p95: ReadonlyMap<string, number> | undefined
): ResponseTimeCounts {
  const values = Float64Array.from(new Set([...counted.values()].flatMap((own) => [...own.keys()]))).sort();
  const counts = new Float64Array(services.length * values.length);
  services.forEach((service, index) => {
    values.forEach((value, i) => {
      counts[index * values.length + i] = counted.get(service)?.get(value) ?? 0;
    });
  });
  return { values, counts, p95: Float64Array.from(services, (service) => p95?.get(service) ?? NaN) };
}

import { type RowGroups } from '../features/rowGroups';
import { quantileInPlace } from '../statistics/quantile';

/** A median is taken of this many of a service's logs, evenly spaced; of all of them where there are fewer. */
const SAMPLE = 1024;

/**
 * What is normal for a service: the median of a quantity over its logs that have it, NaN if none has. Worked out when a
 * service is first asked for.
 *
 * @param services the rows of each service
 * @param valueOf a row's value; NaN: none
 */
export function serviceMedian(
  { rows, starts }: RowGroups,
  valueOf: (row: number) => number
): (service: number) => number {
  const medians = new Map<number, number>();
  const values = new Float64Array(SAMPLE + 1);
  return (service) => {
    const known = medians.get(service);
    if (known !== undefined) {
      return known;
    }
    const step = Math.max(1, (starts[service + 1] - starts[service]) / SAMPLE);
    let count = 0;
    for (let i = starts[service]; i < starts[service + 1]; i += step) {
      const value = valueOf(rows[Math.floor(i)]);
      if (!Number.isNaN(value)) {
        values[count++] = value;
      }
    }
    const median = quantileInPlace(values, 0.5, 0, count);
    medians.set(service, median);
    return median;
  };
}

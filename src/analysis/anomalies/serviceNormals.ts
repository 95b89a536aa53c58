import { type LogFigures } from '../features/logFigures';
import { type FeatureMatrix, type FeatureName } from '../features/features';
import { groupRows, type RowGroups } from '../features/groupRows';
import { quantileInPlace } from '../statistics/quantile';

/** A median is taken of this many of a service's logs, evenly spaced; of all of them where there are fewer. */
const SAMPLE = 1024;

/** What is normal for a service, worked out when first asked for. */
export class ServiceNormals {
  private readonly columns: ReadonlyMap<FeatureName, Float32Array>;
  private readonly services: RowGroups;
  private readonly medians = new Map<string, number>();

  constructor(
    private readonly table: LogFigures,
    readonly matrix: FeatureMatrix
  ) {
    this.columns = new Map(matrix.columns.map(({ name, values }) => [name, values]));
    this.services = groupRows(table.service.codes, table.service.values.length);
  }

  /** A feature of a log, in its own unit; undefined where the feature is the same for every log. */
  feature(name: FeatureName, row: number, decode = (value: number) => value): number | undefined {
    const values = this.columns.get(name);
    return values && decode(values[row]);
  }

  /** The share of all logs that come from the row's service. */
  shareOfLogs(row: number): number {
    const { starts } = this.services;
    const service = this.table.service.codes[row];
    return (starts[service + 1] - starts[service]) / this.table.length;
  }

  /** The median of a quantity over the logs of the row's service that have it; NaN if none has. */
  median(quantity: string, row: number, valueOf: (row: number) => number | undefined): number {
    const service = this.table.service.codes[row];
    const key = `${service} ${quantity}`;
    const known = this.medians.get(key);
    if (known !== undefined) {
      return known;
    }
    const { rows, starts } = this.services;
    const step = Math.max(1, (starts[service + 1] - starts[service]) / SAMPLE);
    const values = new Float64Array(SAMPLE + 1);
    let count = 0;
    for (let i = starts[service]; i < starts[service + 1]; i += step) {
      const value = valueOf(rows[Math.floor(i)]);
      if (value !== undefined) {
        values[count++] = value;
      }
    }
    const median = quantileInPlace(values, 0.5, 0, count);
    this.medians.set(key, median);
    return median;
  }
}

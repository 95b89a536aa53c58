import { type FieldMapping } from '../../../query/settings';
import { type CountedPart, type WindowStore } from '../../windows/knownWindows';
import { type PointInTime } from '../pointInTime';
import { type Product } from '../product';
import { totalIn } from '../searchAnswer';
import { matching, type TimeSpan } from '../searchBody';
import { Aggregator } from './aggregator';
import { countLogs, measureResponses } from './countWindows';
import { type Kind, readKinds } from './kinds';
import { type CountPlan } from './plan';
import { countResponses, readP95 } from './responseTimes';
import { documentSampleStore } from './sampleStore';

/** What to count, and how. */
export interface Counting {
  readonly plan: CountPlan;
  readonly product: Product;
  readonly timeField: string;
  readonly expr: string;
  /** search.max_buckets */
  readonly maxBuckets: number;
  readonly mapping: FieldMapping;
}

export interface SnapshotOptions {
  readonly snapshot: PointInTime;
  readonly signal: AbortSignal;
  /** Called with the logs counted so far. */
  readonly onCount?: (logs: number) => void;
}

/** An Elasticsearch that counts what a plan asks for, of one snapshot. */
export interface DocumentWindowStore extends WindowStore {
  /** All kinds of documents in a span. */
  kinds(span: TimeSpan): Promise<Kind[]>;
}

/** All of its methods throw HttpError, QueryError, StoreError, CancelledError. */
export function documentWindowStore(counting: Counting, options: SnapshotOptions): DocumentWindowStore {
  const { plan, timeField, expr } = counting;
  const { snapshot, signal, onCount = () => undefined } = options;
  const aggregator = new Aggregator({ ...counting, snapshot, signal });
  /** Those of the last span: the first read asks for them before it counts. */
  let known: { readonly span: TimeSpan; readonly kinds: Promise<Kind[]> } | undefined;

  function kindsOf({ fromMs, toMs }: TimeSpan): Promise<Kind[]> {
    if (known?.span.fromMs !== fromMs || known.span.toMs !== toMs) {
      known = { span: { fromMs, toMs }, kinds: readKinds(aggregator, plan, { fromMs, toMs }) };
    }
    return known.kinds;
  }

  async function countAll(span: TimeSpan): Promise<number> {
    const query = matching(expr, timeField, span);
    return totalIn(await snapshot.search({ size: 0, track_total_hits: true, query }, signal));
  }

  return {
    get requests() {
      return aggregator.requests;
    },
    kinds: kindsOf,
    async count(grid, { fromMs, toMs }): Promise<CountedPart> {
      const span = { fromMs, toMs };
      const windows = { grid, span };
      const kinds = await kindsOf(span);
      const [columns, total] = await Promise.all([
        countLogs(aggregator, plan, kinds, windows, onCount),
        countAll(span),
      ]);
      return {
        columns,
        unsure: Math.abs(kinds.reduce((sum, { count }) => sum + count, 0) - total),
        measure: () => measureResponses(aggregator, plan, kinds, windows, columns),
        samples: documentSampleStore({ ...counting, snapshot, span, kinds }),
      };
    },
    responseTimes: (span) => countResponses(aggregator, plan, span),
    responseP95: (span) => readP95(aggregator, plan, span),
  };
}

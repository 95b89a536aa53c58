import { type ElasticsearchOptions, type FieldMapping } from '../../../query/settings';
import { type Notice, type ReadContext, type WindowRead, type WindowRequest } from '../../source';
import { windowNotices } from '../../windows/notices';
import { sampleLines } from '../../windows/sample';
import { windowTableOf } from '../../windows/serviceColumns';
import { type ElasticsearchClient } from '../elasticsearchClient';
import { type PointInTime, withPointInTime } from '../pointInTime';
import { exactPercentilesUpTo, type Product } from '../product';
import { matching, newestFirst, type TimeSpan } from '../searchBody';
import { type Hit } from '../searchAnswer';
import { findTimeField } from '../timeField';
import { Aggregator } from './aggregator';
import { countLogs, measureResponses } from './countWindows';
import { type Kind, readKinds } from './kinds';
import { type CountPlan, indexedFields, planCounts, whyUncountable } from './plan';
import { readResponseTimes } from './responseTimes';
import { documentSampleStore } from './sampleStore';

/** Points in time at which documents are looked at to plan the counting, and documents at each. */
const SPOTS = 12;
const DOCUMENTS_A_SPOT = 100;

const REMEDY =
  'Counting sees only what was made a field when the logs were written: part the message there (an ingest pipeline, Logstash, the shipper), ' +
  'name the fields in the data source\'s settings, or choose the mode "entries".';

export interface WindowSource {
  readonly client: ElasticsearchClient;
  readonly product: Product;
  readonly options: ElasticsearchOptions;
  readonly mapping: FieldMapping;
}

/**
 * Has Elasticsearch (or OpenSearch) count: levels, failures, response times per service and window by aggregations of one snapshot, planned
 * from the mapping and a few documents; and reads a sample of the documents.
 *
 * @throws HttpError, QueryError, UncountableError, StoreError, CancelledError
 */
export async function readWindows(
  source: WindowSource,
  request: WindowRequest,
  { signal, onProgress }: ReadContext
): Promise<WindowRead> {
  const { client, product, options } = source;
  const timeField = await findTimeField(client, options, signal);
  return withPointInTime(client, options.index, product, signal, async (snapshot) => {
    const ended = new AbortController();
    try {
      const requests = AbortSignal.any([signal, ended.signal]);
      return await read(source, snapshot, timeField, request, { signal: requests, onProgress });
    } finally {
      // What is still under way after an error would ask a snapshot that is closed.
      ended.abort();
    }
  });
}

async function read(
  { client, product, options, mapping }: WindowSource,
  snapshot: PointInTime,
  timeField: string,
  request: WindowRequest,
  { signal, onProgress }: ReadContext
): Promise<WindowRead> {
  const { expr, gridOf } = request;
  const span = { fromMs: request.fromMs, toMs: request.toMs };
  const [fields, maxBuckets] = await Promise.all([
    client.fields(options.index, '*', signal),
    client.maxBuckets(signal),
  ]);
  const indexed = indexedFields(fields, mapping);
  const hits = await lookAround(snapshot, expr, timeField, span, indexed, signal);
  const plan = planCounts(hits, fields, mapping);
  const aggregator = new Aggregator({ snapshot, expr, timeField, maxBuckets, signal });
  const kinds = await readKinds(aggregator, plan, span);
  const services = [...new Set(kinds.map(({ service }) => service))].sort();
  const windows = { grid: gridOf(services.length), span };
  const [columns, total] = await Promise.all([
    countLogs(aggregator, plan, kinds, windows, (logs) => onProgress?.(logs)),
    countAll(snapshot, expr, timeField, span, signal),
  ]);
  const store = documentSampleStore({ snapshot, product, timeField, expr, span, plan, kinds, mapping });
  const [, sampled, responses] = await Promise.all([
    measureResponses(aggregator, plan, kinds, windows, columns),
    sampleLines(store, request, columns, signal),
    plan.measures.length > 0 ? readResponseTimes(aggregator, plan, services, span) : undefined,
  ]);
  const hasResponses = responses !== undefined && responses.counts.values.length > 0;
  return {
    windows: windowTableOf(columns),
    ...(hasResponses && { responseTimes: responses.counts }),
    sample: sampled.sample,
    notices: [
      ...windowNotices({
        store: product.name,
        columns,
        sampled,
        responseTimes: hasResponses ? responseTimesText(product) : '',
        requests: aggregator.requests,
        mapping,
        remedy: REMEDY,
      }),
      ...planNotices(plan),
      ...sumNotices(kinds, total),
    ],
  };
}

/** Documents from all over the range, with their indexed values. */
async function lookAround(
  snapshot: PointInTime,
  expr: string,
  timeField: string,
  { fromMs, toMs }: TimeSpan,
  indexed: readonly string[],
  signal: AbortSignal
): Promise<Hit[]> {
  const border = (i: number) => fromMs + Math.floor(((toMs - fromMs) * i) / SPOTS);
  const docvalueFields = indexed.map((field) => ({ field }));
  const answers = await Promise.all(
    Array.from({ length: SPOTS }, (_, i) => {
      const query = matching(expr, timeField, { fromMs: border(i), toMs: border(i + 1) });
      const sort = newestFirst(timeField, '_doc');
      const body = { size: DOCUMENTS_A_SPOT, track_total_hits: false, query, sort, docvalue_fields: docvalueFields };
      return snapshot.search(body, signal);
    })
  );
  return answers.flatMap(({ hits }) => hits);
}

async function countAll(
  snapshot: PointInTime,
  expr: string,
  timeField: string,
  span: TimeSpan,
  signal: AbortSignal
): Promise<number> {
  const query = matching(expr, timeField, span);
  return (await snapshot.search({ size: 0, track_total_hits: true, query }, signal)).total;
}

function responseTimesText(product: Product): string {
  const exact = exactPercentilesUpTo(product);
  const p95 =
    exact > 0
      ? `P95 of a window is exact up to ${exact.toLocaleString('en-US')} response times in each shard, and estimated (t-digest) beyond`
      : 'P95 of each window is estimated (t-digest)';
  return `${p95}; percentiles and the maximum over the whole range are estimated, to two digits or closer.`;
}

function planNotices({ uncountable }: CountPlan): Notice[] {
  return uncountable.map((place) => ({ severity: 'warning', text: whyUncountable(place) }));
}

/** A document with several values of a field is counted once for each: then the counts are not those of the lines. */
function sumNotices(kinds: readonly Kind[], total: number): Notice[] {
  const counted = kinds.reduce((sum, { count }) => sum + count, 0);
  return counted === total
    ? []
    : [
        {
          severity: 'warning',
          text:
            `The counts by service, level and status sum to ${counted.toLocaleString('en-US')}, but there are ${total.toLocaleString('en-US')} lines: ` +
            'some have several values of one of these fields, and each was counted.',
        },
      ];
}

import { type ElasticsearchOptions, type FieldMapping } from '../../../query/settings';
import { type Notice } from '../../../logs/notice';
import { guessNotices } from '../../../logs/serviceForms';
import { type ReadContext, type WindowRead, type WindowRequest } from '../../source';
import { type KnownWindows, readCounted, readOn } from '../../windows/knownWindows';
import { requestsTogether } from '../../windows/requestsTogether';
import { windowReadOf } from '../../windows/windowRead';
import { type ElasticsearchClient } from '../elasticsearchClient';
import { type PointInTime, withPointInTime } from '../pointInTime';
import { exactPercentilesUpTo, type Product } from '../product';
import { type Hit } from '../searchAnswer';
import { matching, newestFirst, type TimeSpan } from '../searchBody';
import { findTimeField } from '../timeField';
import { type CountPlan, indexedFields, planCounts, whyUncountable } from './plan';
import { type Counting, documentWindowStore } from './windowStore';
import { whole } from '../../../format/format';

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
 * Has Elasticsearch (or OpenSearch) count: levels, failures, response times per service and window by aggregations of
 * one snapshot, planned from the mapping and a few documents; and reads a sample of the documents.
 *
 * @throws HttpError, QueryError, UncountableError, StoreError, CancelledError
 */
export async function readWindows(
  source: WindowSource,
  request: WindowRequest,
  { signal, onProgress }: ReadContext
): Promise<WindowRead> {
  const { client, options } = source;
  const timeField = await findTimeField(client, options, signal);
  return ofSnapshot(source, signal, async (snapshot, requests) => {
    const counting = await planCounting(source, snapshot, timeField, request, requests);
    const store = documentWindowStore(counting, { snapshot, signal: requests, onCount: onProgress });
    const services = new Set((await store.kinds(request)).map(({ service }) => service));
    const counted = await store.count(request.gridOf(services.size), request);
    return windowRead(source, counting, await readCounted(store, counted, request, requests));
  });
}

/** What is still under way after an error would ask a snapshot that is closed: it ends with the work. */
function ofSnapshot<T>(
  { client, product, options }: WindowSource,
  signal: AbortSignal,
  work: (snapshot: PointInTime, requests: AbortSignal) => Promise<T>
): Promise<T> {
  return withPointInTime(client, options.index, product, signal, (snapshot) =>
    requestsTogether(signal, (requests) => work(snapshot, requests))
  );
}

async function planCounting(
  { client, product, options, mapping }: WindowSource,
  snapshot: PointInTime,
  timeField: string,
  { expr, fromMs, toMs }: WindowRequest,
  signal: AbortSignal
): Promise<Counting> {
  const [fields, maxBuckets] = await Promise.all([
    client.fields(options.index, '*', signal),
    client.maxBuckets(signal),
  ]);
  const indexed = indexedFields(fields, mapping);
  const hits = await lookAround(snapshot, expr, timeField, { fromMs, toMs }, indexed, signal);
  return { plan: planCounts(hits, fields, mapping), product, timeField, expr, maxBuckets, mapping };
}

function windowRead(source: WindowSource, counting: Counting, known: KnownWindows): WindowRead {
  const { product, mapping } = source;
  const words = { store: product.name, responseTimes: responseTimesText(product), mapping, remedy: REMEDY };
  return {
    ...windowReadOf(known, words, [
      ...planNotices(counting.plan),
      ...unsureNotices(known.unsure),
      ...guessNotices(counting.plan.learned, mapping),
    ]),
    readOn: (request, { signal, onProgress }) =>
      ofSnapshot(source, signal, async (snapshot, own) => {
        const store = documentWindowStore(counting, { snapshot, signal: own, onCount: onProgress });
        const next = await readOn(store, known, request, own);
        return next && windowRead(source, counting, next);
      }),
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

function responseTimesText(product: Product): string {
  const exact = exactPercentilesUpTo(product);
  const p95 =
    exact > 0
      ? `P95 of a window is exact up to ${whole(exact)} response times in each shard, and estimated (t-digest) beyond`
      : 'P95 of each window is estimated (t-digest)';
  return `${p95}; percentiles and the maximum over the whole range are estimated, to two digits or closer.`;
}

function planNotices({ uncountable }: CountPlan): Notice[] {
  return uncountable.map((location) => ({ severity: 'warning', text: whyUncountable(location) }));
}

/** A document with several values of a field is counted once for each: then the counts are not those of the lines. */
function unsureNotices(unsure: number): Notice[] {
  const text =
    `The counts by service, level and status sum to ${whole(unsure)} more than there are lines: ` +
    'some have several values of one of these fields, and each was counted.';
  return unsure > 0 ? [{ severity: 'warning', text }] : [];
}

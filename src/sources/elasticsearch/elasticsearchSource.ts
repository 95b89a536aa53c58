import { StoreError } from '../../errors';
import { emptyRecord } from '../../logs/lineParser';
import { LogTableBuilder } from '../../logs/logTableBuilder';
import { ServiceParser } from '../../logs/serviceForms';
import { type ElasticsearchOptions, type FieldMapping } from '../../query/settings';
import { type StoreConnection } from '../http/connection';
import { WEIGHED, weighed } from '../estimate';
import { newestLines } from '../newestLines';
import { type LogSource, type ReadContext, type ReadRequest, type ReadResult } from '../source';
import { appendHits } from './appendHits';
import { checkElasticsearch } from './checkElasticsearch';
import { detectElasticsearchFields } from './detectElasticsearchFields';
import { createElasticsearchClient, type ElasticsearchClient } from './elasticsearchClient';
import { LearnFirst } from './learnFirst';
import { withPointInTime } from './pointInTime';
import { type Product } from './product';
import { readNewest, spansOf } from './readNewest';
import { totalIn } from './searchAnswer';
import { matching } from './searchBody';
import { PAGE_SIZE, pagesOf } from './spanPages';
import { findTimeField } from './timeField';
import { readWindows } from './windows/readWindows';

/**
 * Logs from Elasticsearch (7.12 or later) or OpenSearch (2.4 or later) by a Lucene query; without one, all of the
 * indices. Each document of the range is read exactly once, from one snapshot. Where there are more than the line
 * limit, the newest are read, and a notice says how many there are.
 *
 * @throws SettingsError where the connection can't be used.
 */
export function elasticsearchSource(
  connection: StoreConnection,
  options: ElasticsearchOptions,
  mapping: FieldMapping
): LogSource {
  const client = createElasticsearchClient(connection);
  let known: Product | undefined;

  async function productOf(signal: AbortSignal): Promise<Product> {
    known ??= await client.product(signal);
    return known;
  }

  return {
    async read(request, context) {
      return read(client, await productOf(context.signal), options, mapping, request, context);
    },
    async count({ expr, fromMs, toMs }, { signal }) {
      await productOf(signal);
      const timeField = await findTimeField(client, options, signal);
      return fromMs < toMs ? client.count(options.index, matching(expr, timeField, { fromMs, toMs }), signal) : 0;
    },
    async estimate({ expr, ...range }, { signal }) {
      const timeField = await findTimeField(client, options, signal);
      const query = matching(expr, timeField, range);
      const answer = await client.newest(options.index, timeField, query, WEIGHED, signal);
      return weighed(
        totalIn(answer),
        answer.hits.map(({ source }) => source),
        PAGE_SIZE
      );
    },
    async readWindows(request, context) {
      return readWindows({ client, product: await productOf(context.signal), options, mapping }, request, context);
    },
    detectFields: (request, { signal }) => detectElasticsearchFields(client, options, request, signal),
    check: ({ signal }) => checkElasticsearch(client, options, mapping, Date.now(), signal),
  };
}

async function read(
  client: ElasticsearchClient,
  product: Product,
  options: ElasticsearchOptions,
  mapping: FieldMapping,
  { expr, fromMs, toMs, lineLimit, learned }: ReadRequest,
  { signal, onProgress }: ReadContext
): Promise<ReadResult> {
  const builder = new LogTableBuilder();
  const timeField = await findTimeField(client, options, signal);
  const parser = new ServiceParser(mapping, toMs, learned);
  const total = await withPointInTime(client, options.index, product, signal, async (snapshot) => {
    const record = emptyRecord();
    const range = { fromMs, toMs };
    const count = { size: 0, track_total_hits: true, query: matching(expr, timeField, range) };
    const all = totalIn(await snapshot.search(count, signal));
    const pages = new LearnFirst(
      (hits) => parser.learn(hits.map(({ source }) => ({ fields: source }))),
      (hits) => appendHits(hits, timeField, parser, builder, record)
    );
    if (all > 0) {
      await readNewest(
        spansOf(range, all),
        pagesOf(snapshot, product, { timeField, of: (span) => matching(expr, timeField, span) }),
        lineLimit,
        (hits, span) => {
          pages.take(hits, span);
          if (builder.length > all) {
            throw miscounted(all, `more, ${builder.length} so far`);
          }
          onProgress?.(Math.min(builder.length, lineLimit));
        },
        signal
      );
    }
    return all;
  });

  const all = builder.finish();
  if (all.length < Math.min(total, lineLimit)) {
    throw miscounted(total, String(all.length));
  }
  const result = total <= lineLimit ? { table: all, notices: [] } : newestLines(all, lineLimit, total);
  return { ...result, learned: parser.learned };
}

function miscounted(total: number, given: string): StoreError {
  return new StoreError(
    `The store counts ${total} lines but gave ${given}. Check the cluster's health, and whether a proxy between changes its answers; then run the query again.`
  );
}

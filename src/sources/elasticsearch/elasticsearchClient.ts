import { QueryError, StoreError } from '../../errors';
import { arrayOf, type JsonObject, numberOf, objectOf } from '../../logs/json';
import { type StoreConnection } from '../http/connection';
import { createHttpClient, type HttpClientOptions } from '../http/httpClient';
import { HttpError } from '../http/httpError';
import { explainElasticsearch, isAboutQuery, isLasting, reasonIn } from './explainElasticsearch';
import { askProduct, type Product } from './product';
import { newestFirst } from './searchBody';
import { searchAnswerOf, type SearchAnswer, totalIn } from './searchAnswer';

/** The types that a field has in the indices that have it: mostly one. */
export type FieldTypes = ReadonlyMap<string, readonly string[]>;

export interface Fields {
  /** How many indices there are. */
  readonly indices: number;
  readonly types: FieldTypes;
  /** Those that can be counted by in every index that has them. */
  readonly aggregatable: ReadonlySet<string>;
}

/**
 * The API that Elasticsearch and OpenSearch share, as far as it is used: one method a question. All throw HttpError and
 * CancelledError.
 */
export interface ElasticsearchClient {
  product(signal: AbortSignal): Promise<Product>;
  /** The indices that a pattern stands for, and the types of fields in them. @param fields names, or `*`. */
  fields(index: string, fields: string, signal: AbortSignal): Promise<Fields>;
  /** How many buckets an answer may have (search.max_buckets): the usual number where the login may not ask for it. */
  maxBuckets(signal: AbortSignal): Promise<number>;
  /** How many documents match. */
  count(index: string, query: JsonObject, signal: AbortSignal): Promise<number>;
  /** The newest documents that match, and how many there are. */
  newest(index: string, timeField: string, query: JsonObject, size: number, signal: AbortSignal): Promise<SearchAnswer>;
  /** A snapshot of the indices, to be read page by page. @returns its name. */
  openPointInTime(index: string, product: Product, signal: AbortSignal): Promise<string>;
  closePointInTime(id: string, product: Product, signal: AbortSignal): Promise<void>;
  /** @throws QueryError for a Lucene query that can't be read; StoreError for an answer that is only partial. */
  search(body: JsonObject, signal: AbortSignal): Promise<SearchAnswer>;
}

/** How long a snapshot is kept after the last request to it. */
export const KEEP_ALIVE = '5m';

/** search.max_buckets as it comes. */
const DEFAULT_MAX_BUCKETS = 65_536;

/** How its HTTP API says what is wrong. */
export const ERROR_WORDS: HttpClientOptions = { explain: explainElasticsearch, isLasting, reasonIn };

export function createElasticsearchClient(connection: StoreConnection): ElasticsearchClient {
  const http = createHttpClient(connection, 'Elasticsearch', ERROR_WORDS);

  async function search(path: string, body: JsonObject, signal: AbortSignal): Promise<SearchAnswer> {
    const params = { allow_partial_search_results: 'false' };
    try {
      return searchAnswerOf(await http.sendJson({ method: 'POST', path, params, body: JSON.stringify(body) }, signal));
    } catch (error) {
      const isWrongQuery = error instanceof HttpError && isAboutQuery(error.storeStatus, error.said);
      throw isWrongQuery ? new QueryError(error.message, { cause: error }) : error;
    }
  }

  return {
    product: (signal) => askProduct(http, signal),

    async fields(index, fields, signal) {
      const answer = objectOf(await http.getJson(`/${encodeURIComponent(index)}/_field_caps`, { fields }, signal));
      const types = new Map<string, readonly string[]>();
      const aggregatable = new Set<string>();
      for (const [name, byType] of Object.entries(objectOf(answer.fields))) {
        types.set(name, Object.keys(objectOf(byType)));
        if (Object.values(objectOf(byType)).every(isAggregatable)) {
          aggregatable.add(name);
        }
      }
      return { indices: arrayOf(answer.indices).length, types, aggregatable };
    },

    async maxBuckets(signal) {
      const params = { include_defaults: 'true', filter_path: '*.search.max_buckets' };
      try {
        const answer = objectOf(await http.getJson('/_cluster/settings', params, signal));
        const limits = ['transient', 'persistent', 'defaults'].map((level) =>
          numberOf(objectOf(objectOf(answer[level]).search).max_buckets)
        );
        return limits.find((value) => value > 0) ?? DEFAULT_MAX_BUCKETS;
      } catch (error) {
        if (error instanceof HttpError && error.failure === 'status') {
          return DEFAULT_MAX_BUCKETS;
        }
        throw error;
      }
    },

    async count(index, query, signal) {
      const body = { size: 0, track_total_hits: true, query };
      return totalIn(await search(`/${encodeURIComponent(index)}/_search`, body, signal));
    },

    newest(index, timeField, query, size, signal) {
      const body = { size, track_total_hits: true, query, sort: newestFirst(timeField, '_doc') };
      return search(`/${encodeURIComponent(index)}/_search`, body, signal);
    },

    async openPointInTime(index, product, signal) {
      const at = `/${encodeURIComponent(index)}`;
      const isOpenSearch = product.name === 'OpenSearch';
      const answer = objectOf(
        await http.sendJson(
          isOpenSearch
            ? {
                method: 'POST',
                path: `${at}/_search/point_in_time`,
                params: { keep_alive: KEEP_ALIVE, allow_partial_pit_creation: 'false' },
              }
            : { method: 'POST', path: `${at}/_pit`, params: { keep_alive: KEEP_ALIVE } },
          signal
        )
      );
      const id = isOpenSearch ? answer.pit_id : answer.id;
      if (typeof id !== 'string' || id === '') {
        throw new StoreError(
          'The store opened no point in time where one was asked for. Check whether a proxy between changes its answers.'
        );
      }
      return id;
    },

    async closePointInTime(id, product, signal) {
      const [path, body] =
        product.name === 'OpenSearch' ? ['/_search/point_in_time', { pit_id: [id] }] : ['/_pit', { id }];
      await http.sendJson({ method: 'DELETE', path, body: JSON.stringify(body) }, signal);
    },

    search: (body, signal) => search('/_search', body, signal),
  };
}

function isAggregatable(caps: unknown): boolean {
  const { aggregatable, non_aggregatable_indices: not } = objectOf(caps);
  return aggregatable === true && arrayOf(not).length === 0;
}

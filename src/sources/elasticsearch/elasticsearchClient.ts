import { QueryError } from '../../errors';
import { type StoreConnection } from '../http/connection';
import { createHttpClient, type HttpClientOptions } from '../http/httpClient';
import { HttpError } from '../http/httpError';
import { arrayOf, isObject, type JsonObject, objectOf } from '../json';
import { explainElasticsearch, isAboutQuery, reasonIn } from './explainElasticsearch';
import { askProduct, type Product } from './product';
import { searchAnswerOf, type SearchAnswer } from './searchAnswer';

/** The types that a field has in the indices that have it: mostly one. */
export type FieldTypes = ReadonlyMap<string, readonly string[]>;

/** The API that Elasticsearch and OpenSearch share, as far as it is used: one method a question. All throw HttpError and CancelledError. */
export interface ElasticsearchClient {
  product(signal: AbortSignal): Promise<Product>;
  /** The indices that a pattern stands for, and the types of fields in them. @param fields names, or `*`. */
  fields(index: string, fields: string, signal: AbortSignal): Promise<{ indices: number; types: FieldTypes }>;
  /** A snapshot of the indices, to be read page by page. @returns its name. */
  openPointInTime(index: string, product: Product, signal: AbortSignal): Promise<string>;
  closePointInTime(id: string, product: Product, signal: AbortSignal): Promise<void>;
  /** @throws QueryError for a Lucene query that can't be read; StoreError for an answer that is only partial. */
  search(body: JsonObject, signal: AbortSignal): Promise<SearchAnswer>;
}

/** How long a snapshot is kept after the last request to it. */
export const KEEP_ALIVE = '5m';

/** How its HTTP API says what is wrong. */
export const ERROR_WORDS: HttpClientOptions = { explain: explainElasticsearch, reasonIn };

export function createElasticsearchClient(connection: StoreConnection): ElasticsearchClient {
  const http = createHttpClient(connection, 'Elasticsearch', ERROR_WORDS);
  return {
    product: (signal) => askProduct(http, signal),

    async fields(index, fields, signal) {
      const answer = objectOf(await http.getJson(`/${encodeURIComponent(index)}/_field_caps`, { fields }, signal));
      const types = Object.entries(objectOf(answer.fields)).map(
        ([name, byType]) => [name, isObject(byType) ? Object.keys(byType) : []] as const
      );
      return { indices: arrayOf(answer.indices).length, types: new Map(types) };
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
      return String(isOpenSearch ? answer.pit_id : answer.id);
    },

    async closePointInTime(id, product, signal) {
      const [path, body] =
        product.name === 'OpenSearch' ? ['/_search/point_in_time', { pit_id: [id] }] : ['/_pit', { id }];
      await http.sendJson({ method: 'DELETE', path, body: JSON.stringify(body) }, signal);
    },

    async search(body, signal) {
      const params = { allow_partial_search_results: 'false' };
      try {
        const answer = await http.sendJson(
          { method: 'POST', path: '/_search', params, body: JSON.stringify(body) },
          signal
        );
        return searchAnswerOf(answer);
      } catch (error) {
        const isWrongQuery = error instanceof HttpError && isAboutQuery(error.storeStatus, error.said);
        throw isWrongQuery ? new QueryError(error.message, { cause: error }) : error;
      }
    },
  };
}

import { type IncomingMessage, type ServerResponse } from 'node:http';
import { type JsonObject } from '../../../logs/json';
import { sendJson } from '../../http/testing/loopbackServer';

export interface FakeDocument {
  index?: string;
  id?: string;
  /** The shard that holds it. Default 0. */
  shard?: number;
  /** As the index has it, in milliseconds. */
  timeMs: number;
  source: JsonObject;
}

export interface FakeOptions {
  documents?: FakeDocument[];
  product?: 'Elasticsearch' | 'OpenSearch';
  version?: string;
  /** The types of the fields. Default: `@timestamp` a date, `service.name` a keyword. */
  fields?: Record<string, string>;
  /** index.max_result_window */
  maxResultWindow?: number;
  /** search.max_buckets */
  maxBuckets?: number;
  /** Whether the login may ask for the cluster's settings. Default: it may. */
  servesSettings?: boolean;
  /** Status of too many buckets: 503 in OpenSearch and before Elasticsearch 8.9, then 400. */
  tooManyStatus?: number;
  /** Percentiles as a digest of clusters gives them, not exact. */
  isDigest?: boolean;
  /** Answers a request in the store's location. @returns whether it did. */
  intercept?: (request: FakeRequest, response: ServerResponse) => boolean;
}

export interface FakeRequest {
  method: string;
  path: string;
  params: URLSearchParams;
  headers: IncomingMessage['headers'];
  /** '' where there is none. */
  text: string;
  json: JsonObject;
}

export const DEFAULT_FIELDS = { '@timestamp': 'date', 'service.name': 'keyword', message: 'text' };

export function sendError(response: ServerResponse, status: number, type: string, reason: string): void {
  sendJson(response, { error: { root_cause: [{ type, reason }], type, reason }, status }, status);
}

import { type ServerResponse } from 'node:http';
import { arrayOf, type JsonObject, objectOf } from '../../../logs/json';
import { sendJson } from '../../http/testing/loopbackServer';
import { aggregate } from './fakeAggregations';
import { DEFAULT_FIELDS, type FakeDocument, type FakeOptions, sendError } from './fakeModel';
import { FakeError, matchesQuery, valuesOf } from './fakeQuery';

interface FieldLocation {
  document: FakeDocument;
  /** Its time, then what distinguishes it from others. */
  sort: [number, number];
}

/** Searches a snapshot as documented: a range of time, search_after, a page of a size. */
export function search(
  body: JsonObject,
  snapshot: readonly FakeDocument[],
  pitId: string | undefined,
  options: FakeOptions,
  response: ServerResponse
): void {
  const { product, maxResultWindow = 10_000, fields = DEFAULT_FIELDS, maxBuckets = 65_536 } = options;
  const { tooManyStatus = product === 'OpenSearch' ? 503 : 400, isDigest = false } = options;
  const size = Number(body.size);
  if (size > maxResultWindow) {
    const reason = `Result window is too large, from + size must be less than or equal to: [${maxResultWindow}] but was [${size}].`;
    return sendError(response, 400, 'illegal_argument_exception', reason);
  }
  const [, tie = '_doc'] = arrayOf(body.sort).map((sort) => Object.keys(objectOf(sort))[0]);
  if (tie === '_shard_doc' && product === 'OpenSearch') {
    const reason = 'No mapping found for [_shard_doc] in order to sort on';
    return sendError(response, 400, 'query_shard_exception', reason);
  }
  const lucene = luceneOf(body);
  if (lucene.includes('(') && !lucene.includes(')')) {
    return sendQueryError(response, lucene);
  }
  const matching = placesOf(snapshot, tie).filter(({ document }) => matchesQuery(body.query, document, fields));
  const after = arrayOf(body.search_after).map(Number);
  const found = matching
    .sort((a, b) => b.sort[0] - a.sort[0] || b.sort[1] - a.sort[1])
    .filter(({ sort }) => after.length === 0 || sort[0] < after[0] || (sort[0] === after[0] && sort[1] < after[1]));
  const docvalues = arrayOf(body.docvalue_fields).map((field) => String(objectOf(field).field));
  const indexed = (document: FakeDocument) =>
    Object.fromEntries(
      docvalues.map((field) => [field, valuesOf(document, field, fields)]).filter(([, values]) => values.length > 0)
    );
  let aggregations: JsonObject | undefined;
  try {
    const limits = { maxBuckets, tooManyStatus, isDigest };
    const documents = matching.map(({ document }) => document);
    aggregations = body.aggs === undefined ? undefined : aggregate(body.aggs, documents, fields, limits);
  } catch (error) {
    return sendSearchError(response, error);
  }
  sendJson(response, {
    ...(pitId !== undefined && { pit_id: pitId }),
    took: 1,
    timed_out: false,
    _shards: { total: 2, successful: 2, skipped: 0, failed: 0 },
    hits: {
      ...(body.track_total_hits === true && { total: { value: matching.length, relation: 'eq' } }),
      max_score: null,
      hits: found.slice(0, size).map(({ document, sort }) => ({
        _index: document.index ?? 'logs-a',
        _id: document.id,
        _score: null,
        _source: document.source,
        ...(docvalues.length > 0 && { fields: indexed(document) }),
        sort,
      })),
    },
    ...(aggregations && { aggregations }),
  });
}

/** `_doc` numbers the documents of each shard; `_shard_doc` puts the shard's number before that. */
function placesOf(snapshot: readonly FakeDocument[], tie: string): FieldLocation[] {
  const counts: number[] = [];
  return snapshot.map((document) => {
    const { shard = 0 } = document;
    const doc = counts[shard] ?? 0;
    counts[shard] = doc + 1;
    return { document, sort: [document.timeMs, tie === '_shard_doc' ? shard * 2 ** 32 + doc : doc] };
  });
}

function luceneOf(body: JsonObject): string {
  const filters = arrayOf(objectOf(objectOf(body.query).bool).filter).map(objectOf);
  return String(objectOf(filters.find((filter) => 'query_string' in filter)?.query_string).query ?? '*');
}

function sendSearchError(response: ServerResponse, error: unknown): void {
  if (!(error instanceof FakeError)) {
    throw error;
  }
  const { status, type, message: reason, details } = error;
  const root = { type, reason, ...details };
  const failed = [{ shard: 0, index: 'logs-a', node: 'n', reason: root }];
  const all = { root_cause: [root], type: 'search_phase_execution_exception', reason: 'all shards failed' };
  sendJson(response, { error: { ...all, phase: 'query', grouped: true, failed_shards: failed }, status }, status);
}

function sendQueryError(response: ServerResponse, lucene: string): void {
  const root = { type: 'query_shard_exception', reason: `Failed to parse query [${lucene}]`, index: 'logs-a' };
  const cause = { type: 'parse_exception', reason: `Cannot parse '${lucene}': Encountered "<EOF>" at line 1` };
  const failed = [{ shard: 0, index: 'logs-a', reason: { ...root, caused_by: cause } }];
  const error = { root_cause: [root], type: 'search_phase_execution_exception', reason: 'all shards failed' };
  sendJson(response, { error: { ...error, failed_shards: failed }, status: 400 }, 400);
}

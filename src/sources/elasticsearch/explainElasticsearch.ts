import { arrayOf, type JsonObject, objectOf, parseObject } from '../../logs/json';
import { isObject } from '../../objects';

/**
 * What Elasticsearch's (and OpenSearch's) own words mean and what to do; undefined where the status says it as well.
 */
export function explainElasticsearch(status: number, body: string): string | undefined {
  if (status === 401) {
    return "It refuses the login: check the user and password or the API key in the data source's settings.";
  }
  if (status === 403) {
    return 'The login is known but may not do this: it needs the privileges read and view_index_metadata on these indices.';
  }
  const known = MEANINGS.find(([words]) => words.test(body));
  if (known) {
    return known[1];
  }
  if (status === 404) {
    return 'Is this the address of an Elasticsearch or OpenSearch? Give it without the name of an index.';
  }
  return undefined;
}

const MEANINGS: ReadonlyArray<readonly [words: RegExp, meaning: string]> = [
  [/index_not_found_exception/, 'No index has that name: check the index pattern in the data source settings.'],
  [
    /search_context_missing_exception/,
    'The snapshot that was being read is gone: a node has restarted, or it took too long. Run the query again.',
  ],
  [
    /circuit_breaking_exception/,
    'It is short of memory for this (its circuit breaker): narrow the query or its time range, or ask less often.',
  ],
  [/too_many_buckets_exception/, 'The query needs more buckets than search.max_buckets allows: narrow its time range.'],
  [
    /es_rejected_execution_exception|rejected_execution_exception/,
    'Its queues are full: ask for less, less often, or give it more nodes.',
  ],
  [
    /No mapping found for .{0,200} in order to sort on/,
    'An index lacks the time field: set it in the data source settings.',
  ],
  [/Failed to parse query|failed to create query/, 'The query is not valid Lucene syntax for these fields.'],
];

/** Whether an error says that the customer's own query is wrong. */
export function isAboutQuery(status: number | undefined, said: string): boolean {
  return status === 400 && /Failed to parse query|failed to create query/.test(said);
}

/** OpenSearch, and Elasticsearch before 8.9, refuse too many buckets as if that would pass (503). */
export function isLasting(body: string): boolean {
  return /too_many_buckets_exception/.test(body);
}

/**
 * The reason of an error's body, and its deepest cause: "query_shard_exception: Failed to parse query [a:(]
 * (parse_exception: ...)".
 */
export function reasonIn(body: string): string {
  const { error, message } = parseObject(body) ?? {};
  if (!isObject(error)) {
    return [error, message].find((text) => typeof text === 'string') ?? body;
  }
  return reasonOf(error) || body;
}

/** @param error the `error` of a body, or the `reason` of a failed shard. */
export function reasonOf(error: JsonObject): string {
  const shard = objectOf(arrayOf(error.failed_shards)[0]);
  const root = objectOf(arrayOf(error.root_cause)[0]);
  const first = words(root) || words(objectOf(shard.reason)) || words(error);
  const cause = words(deepest(objectOf(shard.reason))) || words(deepest(error));
  return cause === '' || cause === first ? first : `${first} (${cause})`;
}

function deepest(error: JsonObject): JsonObject {
  let at = error;
  while (isObject(at.caused_by)) {
    at = at.caused_by;
  }
  return at;
}

function words({ type, reason }: JsonObject): string {
  return [type, reason].filter((text) => typeof text === 'string').join(': ');
}

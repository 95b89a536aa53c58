import { arrayOf, type JsonObject, objectOf } from '../../../logs/json';
import { type FakeDocument } from './fakeModel';
import { FakeError, type FakeMapping, matchesQuery, valuesOf } from './fakeQuery';

/*
 * As much of aggregations as this source asks, over the documents themselves: composite (terms, date_histogram;
 * missing_bucket, after), filter, range, sum, min, max, cardinality, percentiles; as
 * https://www.elastic.co/docs/reference/aggregations has them.
 */

export interface FakeLimits {
  readonly maxBuckets: number;
  /** Before Elasticsearch 8.9, and in OpenSearch, too many buckets are a 503. */
  readonly tooManyStatus: number;
  /** Percentiles as a digest of clusters gives them, not exact. */
  readonly isDigest: boolean;
}

interface Scope {
  readonly mapping: FakeMapping;
  readonly limits: FakeLimits;
  buckets: number;
}

/** Evaluates aggregations by name. @throws FakeError */
export function aggregate(
  aggs: unknown,
  documents: readonly FakeDocument[],
  mapping: FakeMapping,
  limits: FakeLimits
): JsonObject {
  return evaluate(aggs, documents, { mapping, limits, buckets: 0 });
}

function evaluate(aggs: unknown, documents: readonly FakeDocument[], scope: Scope): JsonObject {
  return Object.fromEntries(
    Object.entries(objectOf(aggs)).map(([name, definition]) => [name, one(objectOf(definition), documents, scope)])
  );
}

function one(definition: JsonObject, documents: readonly FakeDocument[], scope: Scope): JsonObject {
  const { aggs, aggregations, ...own } = definition;
  const inner = aggs ?? aggregations;
  const [kind, body] = Object.entries(own)[0];
  const options = objectOf(body);
  const field = String(options.field);
  switch (kind) {
    case 'composite':
      return composite(options, inner, documents, scope);
    case 'filter': {
      const matching = documents.filter((document) => matchesQuery(body, document, scope.mapping));
      return { doc_count: matching.length, ...evaluate(inner, matching, scope) };
    }
    case 'range': {
      const values = numbers(field, documents, scope);
      const ranges = arrayOf(options.ranges).map(objectOf);
      count(scope, ranges.length);
      const buckets = ranges.map(({ from, to }) => ({
        key: `${String(from ?? '*')}-${String(to ?? '*')}`,
        ...(from !== undefined && { from }),
        ...(to !== undefined && { to }),
        doc_count: values.filter((v) => v >= Number(from ?? -Infinity) && v < Number(to ?? Infinity)).length,
      }));
      return { buckets };
    }
    case 'sum':
      return { value: numbers(field, documents, scope).reduce((sum, value) => sum + value, 0) };
    case 'min':
    case 'max': {
      const values = numbers(field, documents, scope).sort((a, b) => a - b);
      return { value: (kind === 'min' ? values[0] : values[values.length - 1]) ?? null };
    }
    case 'cardinality':
      return { value: new Set(documents.flatMap((document) => indexed(document, field, scope))).size };
    case 'percentiles': {
      const values = numbers(field, documents, scope).sort((a, b) => a - b);
      const percents = arrayOf(options.percents).map(Number);
      const named = percents.map((percent) => {
        const value = quantileOf(values, percent / 100, scope.limits.isDigest);
        return [percent.toFixed(1), Number.isNaN(value) ? null : value];
      });
      return { values: Object.fromEntries(named) };
    }
    default:
      throw new FakeError(400, 'parsing_exception', `Unknown aggregation type [${kind}]`);
  }
}

type Key = Array<string | number | null>;

function composite(
  { sources, size = 10, after }: JsonObject,
  inner: unknown,
  documents: readonly FakeDocument[],
  scope: Scope
): JsonObject {
  const limit = Number(size);
  if (limit > scope.limits.maxBuckets) {
    throw tooManyBuckets(scope.limits, limit);
  }
  const named = arrayOf(sources).map((source) => Object.entries(objectOf(source))[0]);
  const groups = new Map<string, { key: Key; documents: FakeDocument[] }>();
  for (const document of documents) {
    for (const key of keysOf(
      document,
      named.map(([, source]) => objectOf(source)),
      scope
    )) {
      const id = JSON.stringify(key);
      const group = groups.get(id) ?? { key, documents: [] };
      group.documents.push(document);
      groups.set(id, group);
    }
  }
  const from = after === undefined ? undefined : named.map(([name]) => objectOf(after)[name] as Key[number]);
  const page = [...groups.values()]
    .filter(({ key }) => from === undefined || compareKeys(key, from) > 0)
    .sort((a, b) => compareKeys(a.key, b.key))
    .slice(0, limit);
  count(scope, page.length);
  const nameKey = (key: Key) => Object.fromEntries(named.map(([name], i) => [name, key[i]]));
  const last = page.at(-1);
  return {
    ...(last && { after_key: nameKey(last.key) }),
    buckets: page.map((group) => ({
      key: nameKey(group.key),
      doc_count: group.documents.length,
      ...evaluate(inner, group.documents, scope),
    })),
  };
}

/** A document is in a bucket for each combination of its values. */
function keysOf(document: FakeDocument, sources: readonly JsonObject[], scope: Scope): Key[] {
  return sources.reduce<Key[]>(
    (keys, source) => {
      const values = sourceValues(document, source, scope);
      return keys.flatMap((key) => values.map((value) => [...key, value]));
    },
    [[]]
  );
}

function sourceValues(document: FakeDocument, source: JsonObject, scope: Scope): Key {
  if ('date_histogram' in source) {
    const { field, fixed_interval: interval, offset = '0ms' } = objectOf(source.date_histogram);
    const width = milliseconds(String(interval));
    const shift = milliseconds(String(offset));
    return indexed(document, String(field), scope).map(
      (time) => Math.floor((Number(time) - shift) / width) * width + shift
    );
  }
  const { field, missing_bucket: hasMissing = false } = objectOf(source.terms);
  const values = [...new Set(indexed(document, String(field), scope))] as Key;
  return values.length === 0 && hasMissing === true ? [null] : values;
}

function milliseconds(text: string): number {
  const [, amount, unit] = /^([+-]?\d+)(ms|s|m|h|d)$/.exec(text) ?? [];
  const units: Record<string, number> = { ms: 1, s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000 };
  if (unit === undefined) {
    throw new FakeError(
      400,
      'illegal_argument_exception',
      `failed to parse setting [fixed_interval] with value [${text}]`
    );
  }
  return Number(amount) * units[unit];
}

/** Missing values come first. */
function compareKeys(a: Key, b: Key): number {
  for (let i = 0; i < a.length; i++) {
    const [left, right] = [a[i], b[i]];
    if (left !== right) {
      return left === null ? -1 : right === null ? 1 : left < right ? -1 : 1;
    }
  }
  return 0;
}

function indexed(document: FakeDocument, field: string, { mapping }: Scope): unknown[] {
  if (mapping[field] === 'text') {
    const reason =
      `Fielddata is disabled on [${field}] in [logs-a]. Text fields are not optimised for operations that require per-document ` +
      'field data like aggregations and sorting, so these operations are disabled by default. Please use a keyword field instead.';
    throw new FakeError(400, 'illegal_argument_exception', reason);
  }
  return valuesOf(document, field, mapping);
}

function numbers(field: string, documents: readonly FakeDocument[], scope: Scope): number[] {
  if (/keyword|^ip$/.test(scope.mapping[field] ?? '')) {
    const reason = `Field [${field}] of type [${scope.mapping[field]}] is not supported for aggregation`;
    throw new FakeError(400, 'illegal_argument_exception', reason);
  }
  return documents.flatMap((document) => indexed(document, field, scope)).map(Number);
}

function count(scope: Scope, buckets: number): void {
  scope.buckets += buckets;
  if (scope.buckets > scope.limits.maxBuckets) {
    throw tooManyBuckets(scope.limits, scope.buckets);
  }
}

function tooManyBuckets({ maxBuckets, tooManyStatus }: FakeLimits, was: number): FakeError {
  const reason = `Trying to create too many buckets. Must be less than or equal to: [${maxBuckets}] but was [${was}]. This limit can be set by changing the [search.max_buckets] cluster level setting.`;
  return new FakeError(tooManyStatus, 'too_many_buckets_exception', reason, { max_buckets: maxBuckets });
}

/**
 * By linear interpolation, as a digest that keeps all values does; otherwise as one that sees them as the middle of
 * clusters.
 */
function quantileOf(sorted: readonly number[], q: number, isDigest: boolean): number {
  const { length } = sorted;
  const rank = Math.min(length - 1, Math.max(0, isDigest ? q * length - 0.5 : q * (length - 1)));
  const lower = Math.floor(rank);
  const upper = Math.min(length - 1, lower + 1);
  return length === 0 ? NaN : sorted[lower] + (sorted[upper] - sorted[lower]) * (rank - lower);
}

import { StoreError } from '../../errors';
import { arrayOf, type JsonObject, numberOf, objectOf, textOf } from '../../logs/json';
import { reasonOf } from './explainElasticsearch';
import { isObject } from '../../objects';

/** The last millisecond that JavaScript knows. */
const LATEST_MS = 8.64e15;

/** A document found. */
export interface Hit {
  /** What it is called: index and id. */
  readonly key: string;
  readonly source: JsonObject;
  /** Lists of values of the fields that were asked for as they are indexed. */
  readonly fields: JsonObject;
  /** Its time in milliseconds, and what distinguishes it from others of that time. */
  readonly sort: readonly [timeMs: number, tie: number];
}

export interface SearchAnswer {
  readonly hits: readonly Hit[];
  /** All that match, where that was asked for. */
  readonly total: number | undefined;
  readonly aggregations: JsonObject;
  /** The point in time's newest name. */
  readonly pitId: string | undefined;
}

/**
 * What a search found.
 *
 * @throws StoreError for an answer that is partial - a part is never shown as the whole - or none at all.
 */
export function searchAnswerOf(json: unknown): SearchAnswer {
  const answer = objectOf(json);
  const { hits, aggregations, pit_id: pitId } = answer;
  if (!isObject(hits) || !Array.isArray(hits.hits)) {
    throw new StoreError(
      'The store answered a search with something else. Check whether a proxy between changes its answers.'
    );
  }
  checkWhole(answer);
  return {
    hits: hits.hits.map(hitOf),
    total: totalOf(hits.total),
    aggregations: objectOf(aggregations),
    pitId: typeof pitId === 'string' ? pitId : undefined,
  };
}

/** @throws StoreError where the store does not say how many documents match, though it was asked to. */
export function totalIn({ total }: SearchAnswer): number {
  if (total === undefined) {
    throw new StoreError(
      'The store does not say how many documents match. Check whether a proxy between changes its answers.'
    );
  }
  return total;
}

/** How many documents of a bucket or an answer. @throws StoreError for what is no count */
export function countOf(value: unknown): number {
  if (!Number.isSafeInteger(value) || Number(value) < 0) {
    throw new StoreError(
      'The store counted something other than whole numbers. Check whether a proxy between changes its answers.'
    );
  }
  return Number(value);
}

function totalOf(total: unknown): number | undefined {
  const value = isObject(total) ? total.value : total;
  return value === undefined ? undefined : countOf(value);
}

function checkWhole({ timed_out: timedOut, _shards, _clusters }: JsonObject): void {
  if (timedOut === true) {
    throw partial('it ran out of time. Narrow the query or its time range.', 504);
  }
  const shards = objectOf(_shards);
  if (numberOf(shards.failed) > 0) {
    const reason = reasonOf(objectOf(objectOf(arrayOf(shards.failures)[0]).reason));
    const why = reason ? ` It said: "${reason.slice(0, 300)}"` : '';
    throw partial(
      `${textOf(shards.failed)} of ${textOf(shards.total)} shards failed. Check the cluster's health.${why}`
    );
  }
  const clusters = objectOf(_clusters);
  const missing = ['skipped', 'partial', 'failed'].reduce((sum, how) => sum + (numberOf(clusters[how]) || 0), 0);
  if (missing > 0) {
    throw partial(
      `${missing} of ${textOf(clusters.total)} remote clusters are missing from it. Check that they are reachable.`
    );
  }
}

function partial(why: string, status = 502): StoreError {
  return new StoreError(`The store answered only in part, so nothing is shown: ${why}`, status);
}

function hitOf(value: unknown): Hit {
  const { _index, _id, _source, fields, sort } = objectOf(value);
  if (!isObject(_source)) {
    throw new StoreError(
      `The index ${textOf(_index)} gives no _source of its documents, without which they cannot be read. Choose indices that keep it.`
    );
  }
  const [timeMs, tie] = arrayOf(sort);
  if (!isWhole(timeMs) || !isWhole(tie) || Math.abs(timeMs) > LATEST_MS) {
    throw new StoreError(`A document of the index ${textOf(_index)} came without the time that it was sorted by.`);
  }
  return { key: `${textOf(_index)}/${textOf(_id)}`, source: _source, fields: objectOf(fields), sort: [timeMs, tie] };
}

function isWhole(value: unknown): value is number {
  return Number.isInteger(value);
}

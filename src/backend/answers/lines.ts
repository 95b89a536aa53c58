import { QueryError } from '../../errors';
import { narrowedView } from '../../query/filters/matches';
import { parseQuery } from '../../query/validation';
import { linesAfter, linesBefore, type WantedLines } from '../../pipeline/lines';
import {
  type Instant,
  instantOf,
  isNanoseconds,
  msOfNanoseconds,
  nsOfNanoseconds,
  previousInstant,
} from '../../sources/instant';
import { createSource } from '../../sources/registry';
import { DAY } from '../../time/units';
import { logLines } from '../../views/logLines';
import { analysisQueryOf } from '../analysisQuery';
import { frameJson } from '../frameJson';
import { instanceOf } from '../instance';
import { type CallResourceRequest } from '../proto/messages';
import { rangeIn } from './range';
import { type Tools } from './tools';
import { isObject } from '../../objects';

const LIMIT = { default: 100, max: 1000 };

/** So far is looked for lines next to a moment. */
const AROUND_MS = DAY;

/**
 * Lines as they stand in the store, newest first, as a frame: the newest of a range, or those next to a moment, in
 * nanoseconds: `lines?[query=JSON][&limit=100]` with `&from=MS&to=MS`, `&before=NS` or `&after=NS`. Of the query its
 * logs, services and filters count.
 *
 * @throws QueryError, StoreError
 */
export async function lines(
  { pluginContext }: CallResourceRequest,
  params: URLSearchParams,
  { limits }: Tools,
  signal: AbortSignal
): Promise<object> {
  const instance = instanceOf(pluginContext);
  const [before, after] = [momentIn(params, 'before'), momentIn(params, 'after')];
  const nowMs = Date.now();
  const { expr, services, filters, analysis } = queryIn(params);
  const query = parseQuery({ expr, services, filters, analysis });
  const range = before || after ? { fromMs: 0, toMs: nowMs } : rangeIn(params, 'lines', limits);
  const { options, ...narrowed } = analysisQueryOf(instance, query, range);
  const wanted: WantedLines = {
    expr: narrowed.expr,
    services: (there) => narrowedView(query, there).services,
    groupPods: options.services.groupPods,
    limit: limitIn(params),
  };
  const source = createSource(instance.settings);
  const table = after
    ? await linesAfter(source, wanted, { at: after, toMs: Math.min(nowMs, after.ms + AROUND_MS) }, { signal })
    : await linesBefore(
        source,
        wanted,
        before
          ? { at: before, fromMs: before.ms - AROUND_MS }
          : { at: previousInstant(instantOf(range.toMs)), fromMs: range.fromMs },
        { signal }
      );
  return frameJson(logLines(table));
}

function queryIn(params: URLSearchParams): Record<string, unknown> {
  try {
    const query: unknown = JSON.parse(params.get('query') ?? '{}');
    return isObject(query) ? query : {};
  } catch {
    throw new QueryError('lines: query must be a query of this data source as JSON.');
  }
}

function momentIn(params: URLSearchParams, name: string): Instant | undefined {
  const text = params.get(name);
  if (text === null) {
    return undefined;
  }
  if (!isNanoseconds(text)) {
    throw new QueryError(`lines: ${name} must be a time in nanoseconds since the epoch.`);
  }
  return { ms: msOfNanoseconds(text), ns: nsOfNanoseconds(text) };
}

function limitIn(params: URLSearchParams): number {
  const limit = Number(params.get('limit') ?? LIMIT.default);
  if (!Number.isInteger(limit) || limit < 1 || limit > LIMIT.max) {
    throw new QueryError(`lines: limit must be a whole number from 1 to ${LIMIT.max}.`);
  }
  return limit;
}

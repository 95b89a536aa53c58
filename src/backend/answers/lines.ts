import { QueryError } from '../../errors';
import { type LogTable } from '../../logs/logTable';
import { type AnalysisOptions } from '../../query/options';
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
import { queryIn } from './queryIn';
import { type Range, rangeIn } from './range';
import { type Tools } from './tools';

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
  const [before, after] = [momentIn(params, 'before'), momentIn(params, 'after')];
  const asked = { name: 'lines', pluginContext, params, limit: limitIn(params) };
  if (after) {
    const toMs = after.ms + AROUND_MS;
    const { source, wanted } = wantedOf(asked, { fromMs: after.ms, toMs });
    const within = { at: after, toMs: Math.min(Date.now(), toMs) };
    return frameJson(logLines(await linesAfter(source, wanted, within, { signal })));
  }
  if (before) {
    const fromMs = before.ms - AROUND_MS;
    const { source, wanted } = wantedOf(asked, { fromMs, toMs: before.ms });
    return frameJson(logLines(await linesBefore(source, wanted, { at: before, fromMs }, { signal })));
  }
  const { table } = await newestLines(asked, limits, signal);
  return frameJson(logLines(table));
}

interface Asked extends Pick<CallResourceRequest, 'pluginContext'> {
  /** Of the resource, for what is wrong with its parameters. */
  readonly name: string;
  readonly params: URLSearchParams;
  /** The most lines. */
  readonly limit: number;
}

/**
 * The newest lines of a range, in order of time, and the options of the analysis that the query has.
 * @throws QueryError, StoreError
 */
export async function newestLines(
  asked: Asked,
  limits: Tools['limits'],
  signal: AbortSignal
): Promise<{ table: LogTable; options: AnalysisOptions }> {
  const range = rangeIn(asked.params, asked.name, limits);
  const { source, wanted, options } = wantedOf(asked, range);
  const at = previousInstant(instantOf(range.toMs));
  return { table: await linesBefore(source, wanted, { at, fromMs: range.fromMs }, { signal }), options };
}

/** Which lines: of the query its logs, services, filters and options of the analysis count. */
function wantedOf({ name, pluginContext, params, limit }: Asked, range: Range) {
  const instance = instanceOf(pluginContext);
  const { expr, services, filters, analysis } = queryIn(params, name) ?? {};
  const query = parseQuery({ expr, services, filters, analysis });
  const { options, ...narrowed } = analysisQueryOf(instance, query, range);
  const wanted: WantedLines = {
    expr: narrowed.expr,
    services: (there) => narrowedView(query, there).services,
    groupPods: options.services.groupPods,
    limit,
  };
  return { source: createSource(instance.settings), wanted, options };
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

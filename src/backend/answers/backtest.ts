import { QueryError } from '../../errors';
import { whole } from '../../format/format';
import { type Backtest } from '../../query/backtest';
import { parseQuery } from '../../query/validation';
import { viewOf } from '../../query/views';
import { DAY, HOUR, MINUTE } from '../../time/units';
import { historyMsOf } from '../../views/registry';
import { analysisQueryOf } from '../analysisQuery';
import { backtest, type TriedRule } from '../backtest/backtest';
import { instanceOf } from '../instance';
import { type CallResourceRequest } from '../proto/messages';
import { viewRequestOf } from '../viewRequest';
import { queryIn } from './queryIn';
import { checkedRange } from './range';
import { type Tools } from './tools';

const DAYS = { default: 14, max: 35 };
const LOOK_BACK = { default: 60, max: 24 * 60 };

/** What lies between two evaluations: as little as keeps their number under the most. */
const STEPS = [1, 5, 10, 15, 20, 30, 60].map((minutes) => minutes * MINUTE);
const MOST_EVALUATIONS = 1100;

/**
 * When a rule that is not saved yet would have fired in the last days:
 * `backtest?view=NAME&threshold=NUMBER[&fires=above|below][&days=14][&minutes=60][&metric=NAME][&services=A,B]...`, or
 * `backtest?query=JSON&threshold=NUMBER...` with a query as Grafana keeps it.
 *
 * @throws QueryError that says what is wrong with the rule, or that the days have more lines than are read
 */
export async function tryRule(
  { pluginContext }: CallResourceRequest,
  params: URLSearchParams,
  { analyst, limits }: Tools,
  signal: AbortSignal
): Promise<Backtest> {
  const instance = instanceOf(pluginContext);
  const query = parseQuery(queryIn(params, 'backtest') ?? optionsIn(params), { forAlert: true });
  const { label } = viewOf(query.queryType);
  if (historyMsOf(query.queryType) !== undefined) {
    throw new QueryError(
      `A rule on ${label} cannot be tried: it learns from a time of its own before each evaluation.`
    );
  }
  const threshold = numberIn(params, 'threshold', { min: -Infinity, max: Infinity });
  const fires = firesIn(params);
  const rangeMs = numberIn(params, 'minutes', { ...LOOK_BACK, min: 1 }) * MINUTE;
  const days = numberIn(params, 'days', { ...DAYS, min: 1 });
  const toMs = numberIn(params, 'to', { default: Date.now(), min: 0, max: Infinity });
  const range = checkedRange({ fromMs: toMs - days * DAY - rangeMs, toMs }, limits);
  const judged = await analyst.judgement(instance, analysisQueryOf(instance, query, range), signal);
  if (!('table' in judged)) {
    throw new QueryError(
      `These ${days} days have more than ${whole(instance.settings.lineLimit)} lines, the most that are read: try the rule on fewer days, or raise "Most lines to read".`
    );
  }
  const fromMs = Math.max(range.fromMs, judged.span.fromMs) + rangeMs;
  if (fromMs >= toMs) {
    throw new QueryError('There are too few logs to try a rule on: they have to be older than what it looks back.');
  }
  const everyMs = STEPS.find((step) => (toMs - fromMs) / step <= MOST_EVALUATIONS) ?? HOUR;
  const request = viewRequestOf(instance, query, judged.summary);
  const rule: TriedRule = { view: query.queryType, request, threshold, fires, rangeMs };
  return backtest(judged, rule, { fromMs, toMs }, everyMs, signal);
}

/** The query of a rule by its options. */
function optionsIn(params: URLSearchParams): object {
  return {
    queryType: params.get('view'),
    expr: params.get('expr'),
    metric: params.get('metric'),
    services: listIn(params, 'services'),
    severities: listIn(params, 'severities'),
    timeZone: params.get('timeZone'),
  };
}

function listIn(params: URLSearchParams, name: string): string[] {
  return (params.get(name) ?? '').split(',').flatMap((item) => item.trim() || []);
}

function firesIn(params: URLSearchParams): TriedRule['fires'] {
  const fires = params.get('fires') ?? 'above';
  if (fires !== 'above' && fires !== 'below') {
    throw new QueryError(`backtest: fires must be above or below; it is ${JSON.stringify(fires.slice(0, 20))}.`);
  }
  return fires;
}

interface Bounds {
  readonly default?: number;
  readonly min: number;
  readonly max: number;
}

function numberIn(params: URLSearchParams, name: string, { default: byDefault, min, max }: Bounds): number {
  const text = params.get(name)?.trim();
  const value = text ? Number(text) : byDefault;
  if (value === undefined || !Number.isFinite(value) || value < min || value > max) {
    const bounds = Number.isFinite(max) ? ` between ${min} and ${whole(max)}` : '';
    throw new QueryError(`backtest needs ${name}, a number${bounds}; it is ${JSON.stringify(text ?? 'missing')}.`);
  }
  return value;
}

import { QueryError } from '../../errors';
import { arrayOf, numberOf, objectOf, textOf } from '../../logs/json';
import { type StoreConnection } from '../http/connection';
import { createHttpClient, type HttpClient } from '../http/httpClient';
import { HttpError } from '../http/httpError';
import { checkPage, contradiction } from './checkPage';
import { explainLoki } from './explainLoki';
import { formatInstant, type Instant, instantOf, previousInstant } from '../instant';
import { type Page, pageOf, type Span } from './page';
import { countOf, type Series, seriesOf } from './series';
import { isObject } from '../../objects';

/** The lines of a page that Loki gives where it doesn't say otherwise. */
export const DEFAULT_MAX_ENTRIES = 5000;

/** Loki's HTTP API, as far as it is used: one method a question. All throw HttpError and CancelledError. */
export interface LokiClient {
  /**
   * The first (or with `backward` the last) `span.limit` lines of a span. @throws QueryError for a query that doesn't
   * select lines.
   */
  lines(expr: string, span: Span, signal: AbortSignal, direction?: 'forward' | 'backward'): Promise<Page>;
  /** The exact number of lines from `fromMs`, inclusive, to `toMs`, exclusive. */
  count(expr: string, fromMs: number, toMs: number, signal: AbortSignal): Promise<number>;
  /**
   * About how many lines the streams of a selector have in a range, and their bytes, by the index: whatever else the
   * query asks for.
   */
  indexStats(selector: string, fromMs: number, toMs: number, signal: AbortSignal): Promise<IndexStats>;
  /**
   * A metric query's series at each multiple of `stepMs` from `fromMs` to `toMs`, both inclusive and such multiples.
   * @param warn is called with Loki's remarks on the answer, such as that it is partial
   */
  matrix(expr: string, steps: StepRange, signal: AbortSignal, warn: (warning: string) => void): Promise<Series[]>;
  /**
   * A metric query's series at one moment, exact to the nanosecond: a range of time ends with it, and it belongs to it.
   */
  vector(expr: string, at: Instant, signal: AbortSignal, warn: (warning: string) => void): Promise<Series[]>;
  /** The tenant's most lines a query. */
  maxEntries(signal: AbortSignal): Promise<number>;
  version(signal: AbortSignal): Promise<string | undefined>;
  labelValues(label: string, fromMs: number, toMs: number, signal: AbortSignal): Promise<string[]>;
  /** What Loki (3 or later) finds in a sample of the lines beside their labels. */
  detectedFields(expr: string, fromMs: number, toMs: number, signal: AbortSignal): Promise<LokiField[]>;
}

interface IndexStats {
  readonly entries: number;
  readonly bytes: number;
}

export interface LokiField {
  /** As it stands in the line, a path where it is nested. */
  readonly name: string;
  /** string, int, float, boolean, duration, bytes. */
  readonly type: string;
  /** Different values in the sample. */
  readonly cardinality: number;
}

interface StepRange {
  readonly fromMs: number;
  readonly toMs: number;
  readonly stepMs: number;
}

const API = '/loki/api/v1';

export function createLokiClient(connection: StoreConnection): LokiClient {
  const http = createHttpClient(connection, 'Loki', {
    // Without it, structured metadata makes a stream of its own of almost every line.
    headers: { 'X-Loki-Response-Encoding-Flags': 'categorize-labels' },
    explain: explainLoki,
  });
  return {
    async lines(expr, span, signal, direction = 'forward') {
      const { from, to, limit } = span;
      const params = { query: expr, start: formatInstant(from), end: formatInstant(to), limit, direction };
      const { data, warnings } = await query(http, '/query_range', params, signal);
      if (isNumbers(data.resultType)) {
        throw new QueryError(
          `The query counts or measures instead of selecting log lines: ${expr.slice(0, 200)}. Give a log query such as {service_name="api"} |= "text".`
        );
      }
      const page = pageOf(data.result, warnings);
      checkPage(page, span, direction);
      return page;
    },

    async count(expr, fromMs, toMs, signal) {
      const at = beforeEnd(toMs);
      const params = { query: countExpr(expr, toMs - fromMs), time: formatInstant(at) };
      const { data } = await query(http, '/query', params, signal);
      // Nothing counted is no series at all.
      const [total] = vectorOf(data.result, at);
      return total ? countOf(total.points[0][1]) : 0;
    },

    async indexStats(selector, fromMs, toMs, signal) {
      const [start, end] = [fromMs, toMs].map((ms) => formatInstant(instantOf(ms)));
      const answer = objectOf(await http.getJson(`${API}/index/stats`, { query: selector, start, end }, signal));
      return { entries: numberOf(answer.entries) || 0, bytes: numberOf(answer.bytes) || 0 };
    },

    async matrix(expr, { fromMs, toMs, stepMs }, signal, warn) {
      const [start, end] = [fromMs, toMs].map((ms) => formatInstant(instantOf(ms)));
      const params = { query: expr, start, end, step: `${stepMs}ms` };
      const { data, warnings } = await query(http, '/query_range', params, signal);
      warnings.forEach(warn);
      return matrixOf(data.result, { fromMs, toMs, stepMs });
    },

    async vector(expr, at, signal, warn) {
      const { data, warnings } = await query(http, '/query', { query: expr, time: formatInstant(at) }, signal);
      warnings.forEach(warn);
      return vectorOf(data.result, at);
    },

    async maxEntries(signal) {
      const answer = await http.getJson(`${API}/drilldown-limits`, {}, signal);
      const limits = isObject(answer) && isObject(answer.limits) ? answer.limits : {};
      const entries = limits.max_entries_limit_per_query;
      // 0: no limit.
      return Number.isSafeInteger(entries) && Number(entries) > 0 ? Number(entries) : DEFAULT_MAX_ENTRIES;
    },

    async version(signal) {
      const answer = await http.getJson(`${API}/status/buildinfo`, {}, signal);
      return isObject(answer) && typeof answer.version === 'string' ? answer.version : undefined;
    },

    async labelValues(label, fromMs, toMs, signal) {
      const params = { start: formatInstant(instantOf(fromMs)), end: formatInstant(instantOf(toMs)) };
      const answer = await http.getJson(`${API}/label/${encodeURIComponent(label)}/values`, params, signal);
      const values = isObject(answer) && Array.isArray(answer.data) ? answer.data : [];
      return values.filter((value) => typeof value === 'string');
    },

    async detectedFields(expr, fromMs, toMs, signal) {
      const [start, end] = [fromMs, toMs].map((ms) => formatInstant(instantOf(ms)));
      const answer = await http.getJson(`${API}/detected_fields`, { query: expr, start, end }, signal);
      const fields = isObject(answer) && Array.isArray(answer.fields) ? answer.fields : [];
      return fields.filter(isObject).map(fieldOf);
    },
  };
}

/** Loki flattens paths with `_`, and adds `_extracted` to a field that is called like a label. */
function fieldOf({ label, type, cardinality, jsonPath }: Record<string, unknown>): LokiField {
  const path = arrayOf(jsonPath).map(textOf);
  const name = path.length > 0 ? path.join('.') : textOf(label);
  return { name: name.replace(/_extracted$/, ''), type: textOf(type), cardinality: numberOf(cardinality) || 0 };
}

/**
 * Counts a range whose start Loki leaves out and whose end it takes in: from a nanosecond earlier, ours the other way
 * round.
 */
function beforeEnd(toMs: number): Instant {
  return previousInstant(instantOf(toMs));
}

/** The expression is on lines of its own, as it may end in a comment; lines that a parser fails on are counted too. */
function countExpr(expr: string, rangeMs: number): string {
  return `sum(count_over_time(\n${expr}\n| drop __error__, __error_details__ [${rangeMs}ms]))`;
}

async function query(
  http: HttpClient,
  path: string,
  params: Record<string, string | number>,
  signal: AbortSignal
): Promise<{ data: Record<string, unknown>; warnings: string[] }> {
  try {
    const answer = await http.getJson(API + path, params, signal);
    const { data, warnings }: Record<string, unknown> = isObject(answer) ? answer : {};
    return {
      data: isObject(data) ? data : {},
      warnings: Array.isArray(warnings) ? warnings.filter((warning) => typeof warning === 'string') : [],
    };
  } catch (error) {
    throw isWrongQuery(error) ? new QueryError(error.message, { cause: error }) : error;
  }
}

function isNumbers(resultType: unknown): boolean {
  return resultType === 'matrix' || resultType === 'vector' || resultType === 'scalar';
}

/** @throws StoreError for points at other moments than were asked for. */
function matrixOf(result: unknown, { fromMs, toMs, stepMs }: StepRange): Series[] {
  const series = seriesOf(result, 'values');
  for (const { points } of series) {
    for (const [seconds] of points) {
      const ms = Math.round(seconds * 1000);
      if (ms < fromMs || ms > toMs || (ms - fromMs) % stepMs !== 0) {
        throw contradiction(
          `gave a number of ${seconds} s, and each ${stepMs} ms from ${fromMs} ms on was asked for`,
          'start'
        );
      }
    }
  }
  return series;
}

/** @throws StoreError for a point at another moment than was asked for. */
function vectorOf(result: unknown, at: Instant): Series[] {
  const series = seriesOf(result, 'value');
  // Loki says milliseconds, and some proxies whole seconds.
  const stray = series.find(({ points: [[seconds]] }) => Math.abs(seconds * 1000 - at.ms) > 1000);
  if (stray) {
    throw contradiction(`gave a number of ${stray.points[0][0]} s, and that of ${at.ms} ms was asked for`, 'time');
  }
  return series;
}

function isWrongQuery(error: unknown): error is HttpError {
  return error instanceof HttpError && error.storeStatus === 400 && /parse error|queries require/.test(error.said);
}

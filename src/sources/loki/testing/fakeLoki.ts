import { type IncomingMessage, type RequestListener, type ServerResponse } from 'node:http';
import { type FakeLine } from './fakeLine';
import { isMetricQuery, LogqlError, metricQuery, selectLines } from './fakeLogql';
import { loopbackServer, type LoopbackServer, sendJson } from '../../http/testing/loopbackServer';

export interface FakeLokiOptions {
  lines?: FakeLine[];
  /** max_entries_limit_per_query; more asked for is refused, as Loki does. */
  maxEntries?: number;
  /** Whether the limits are served. */
  servesLimits?: boolean;
  warnings?: string[];
  /** Whether queries select lines and count them; otherwise each is of all lines. */
  evaluates?: boolean;
  /** max_query_series. */
  maxSeries?: number;
  /** To listen on; default: any that is free. */
  port?: number;
  /** Answers a request in Loki's place. @returns whether it did. */
  intercept?: (request: IncomingMessage, response: ServerResponse) => boolean;
}

export interface FakeLoki extends LoopbackServer {
  /** What was pushed, too. */
  lines: FakeLine[];
  /** The parameters of the requests to a path so far. */
  queries(path: string): URLSearchParams[];
}

/** A Loki as its API is documented and as 3.8 was seen to behave, for tests. */
export async function fakeLoki({
  lines = [],
  maxEntries = 5000,
  servesLimits = true,
  warnings,
  evaluates = false,
  maxSeries = 500,
  port = 0,
  intercept = () => false,
}: FakeLokiOptions = {}): Promise<FakeLoki> {
  const held = [...lines];
  const handler: RequestListener = (request, response) => {
    if (intercept(request, response)) {
      return;
    }
    const { pathname, searchParams } = urlOf(request);
    const query = searchParams.get('query') ?? '';
    if (evaluates && isMetricQuery(query)) {
      return answerMetric(held, searchParams, maxSeries, response);
    }
    const label = /^\/loki\/api\/v1\/label\/([^/]+)\/values$/.exec(pathname)?.[1];
    if (label) {
      return sendJson(response, {
        status: 'success',
        data: [...new Set(held.flatMap(({ labels }) => labels[label] ?? []))],
      });
    }
    switch (pathname) {
      case '/loki/api/v1/query_range': {
        const selected = evaluates ? selectLines(query, held) : held;
        return queryRange(selected, searchParams, maxEntries, warnings, response);
      }
      case '/loki/api/v1/query':
        return queryInstant(held, searchParams, response);
      case '/loki/api/v1/index/stats': {
        // Of all of its chunks.
        const bytes = held.reduce((sum, { line }) => sum + line.length, 0);
        return sendJson(response, { streams: 1, chunks: 1, entries: held.length, bytes });
      }
      case '/loki/api/v1/drilldown-limits':
        return servesLimits
          ? sendJson(response, { limits: { max_entries_limit_per_query: maxEntries }, version: '3.8.0' })
          : void response.writeHead(404).end('404 page not found');
      case '/loki/api/v1/status/buildinfo':
        return sendJson(response, { version: '3.8.0' });
      case '/loki/api/v1/push':
        return receive(request, response, held);
      default:
        response.writeHead(404).end('404 page not found');
    }
  };
  const server = await loopbackServer(handler, port);
  return {
    ...server,
    lines: held,
    queries: (path) =>
      server.requests
        .map(urlOf)
        .filter(({ pathname }) => pathname === path)
        .map(({ searchParams }) => searchParams),
  };
}

function urlOf(request: IncomingMessage): URL {
  return new URL(request.url ?? '', 'http://loopback');
}

function queryRange(
  lines: readonly FakeLine[],
  params: URLSearchParams,
  maxEntries: number,
  warnings: string[] | undefined,
  response: ServerResponse
): void {
  const query = params.get('query') ?? '';
  if (!query.includes('{')) {
    response.writeHead(400).end(`parse error at line 1, col 1: syntax error: unexpected IDENTIFIER`);
    return;
  }
  if (/^(sum|rate|count_over_time)/.test(query)) {
    sendJson(response, { status: 'success', data: { resultType: 'matrix', result: [] } });
    return;
  }
  const limit = Number(params.get('limit'));
  if (limit > maxEntries) {
    const said = `max entries limit per query exceeded, limit > max_entries_limit_per_query (${limit} > ${maxEntries})`;
    response.writeHead(400).end(said);
    return;
  }
  const start = BigInt(params.get('start') ?? '');
  const end = BigInt(params.get('end') ?? '');
  if (end <= start) {
    response.writeHead(400).end('end timestamp must not be before or equal to start time');
    return;
  }
  const sign = params.get('direction') === 'backward' ? -1 : 1;
  const page = lines
    .filter(({ time }) => time >= start && time < end)
    .sort((a, b) => (a.time < b.time ? -sign : a.time > b.time ? sign : 0))
    .slice(0, limit);
  sendJson(response, {
    status: 'success',
    data: { resultType: 'streams', encodingFlags: ['categorize-labels'], result: streamsOf(page) },
    warnings,
  });
}

function streamsOf(lines: readonly FakeLine[]): unknown[] {
  const streams = new Map<string, { stream: Record<string, string>; values: unknown[] }>();
  for (const { labels, time, line, fields } of lines) {
    const key = JSON.stringify(labels);
    const stream = streams.get(key) ?? { stream: labels, values: [] };
    stream.values.push(fields ? [String(time), line, fields] : [String(time), line]);
    streams.set(key, stream);
  }
  return [...streams.values()];
}

/** One moment, or each multiple of the step between start and end. */
function answerMetric(
  lines: readonly FakeLine[],
  params: URLSearchParams,
  maxSeries: number,
  response: ServerResponse
): void {
  const step = BigInt(parseInt(params.get('step') ?? '0', 10)) * 1_000_000n;
  const isRange = step > 0n;
  const end = BigInt((isRange ? params.get('end') : params.get('time')) ?? '');
  const start = isRange ? BigInt(params.get('start') ?? '') : end;
  const series = new Map<string, Array<[number, string]>>();
  try {
    const evaluate = metricQuery(params.get('query') ?? '', lines);
    for (let time = isRange ? start - (start % step) : end; time <= end; time += isRange ? step : 1n) {
      for (const [labels, value] of evaluate(time)) {
        const points = series.get(labels) ?? [];
        points.push([Number(time / 1_000_000n) / 1000, String(value)]);
        series.set(labels, points);
      }
    }
  } catch (error) {
    response.writeHead(400).end(error instanceof LogqlError ? error.message : String(error));
    return;
  }
  if (series.size > maxSeries) {
    response
      .writeHead(400)
      .end(`maximum number of series (${maxSeries}) reached for a single query; consider reducing`);
    return;
  }
  const result = [...series].map(([labels, points]) => ({
    metric: JSON.parse(labels),
    ...(isRange ? { values: points } : { value: points[0] }),
  }));
  sendJson(response, { status: 'success', data: { resultType: isRange ? 'matrix' : 'vector', result } });
}

/** Counts as Loki does: the range begins after its start and holds its end. */
function queryInstant(lines: readonly FakeLine[], params: URLSearchParams, response: ServerResponse): void {
  const rangeNs = BigInt(/\[(\d+)ms\]/.exec(params.get('query') ?? '')?.[1] ?? '') * 1_000_000n;
  const end = BigInt(params.get('time') ?? '');
  const count = lines.filter(({ time }) => time > end - rangeNs && time <= end).length;
  const result = count > 0 ? [{ metric: {}, value: [Number(end / 1_000_000n) / 1000, String(count)] }] : [];
  sendJson(response, { status: 'success', data: { resultType: 'vector', result } });
}

interface PushedStream {
  stream: Record<string, string>;
  values: Array<[time: string, line: string, metadata?: Record<string, string>]>;
}

function receive(request: IncomingMessage, response: ServerResponse, held: FakeLine[]): void {
  const chunks: Buffer[] = [];
  request.on('data', (chunk: Buffer) => chunks.push(chunk));
  request.on('end', () => {
    const { streams } = JSON.parse(Buffer.concat(chunks).toString()) as { streams: PushedStream[] };
    for (const { stream, values } of streams) {
      held.push(
        ...values.map(([time, line, structuredMetadata]) => ({
          labels: stream,
          time: BigInt(time),
          line,
          ...(structuredMetadata && { fields: { structuredMetadata } }),
        }))
      );
    }
    response.writeHead(204).end();
  });
}

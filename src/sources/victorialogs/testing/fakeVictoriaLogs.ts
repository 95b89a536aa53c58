import { type IncomingMessage, type RequestListener, type ServerResponse } from 'node:http';
import { loopbackServer, type LoopbackServer, sendJson } from '../../http/testing/loopbackServer';
import { type FakeLog, nanosecondsOf } from './fakeLog';
import { jsonFields, runQuery } from './fakeLogsql';
import { LogsqlError } from './tokens';

export interface FakeVictoriaLogsOptions {
  logs?: FakeLog[];
  /** A query of more logs runs out of its time. */
  maxLogs?: number;
  /** Older logs are dropped without a word, as its retention does. */
  oldestMs?: number;
  /** Answers a request in its place. @returns whether it did. */
  intercept?: (request: IncomingMessage, response: ServerResponse) => boolean;
}

export interface FakeVictoriaLogs extends LoopbackServer {
  /** What was pushed, too. */
  logs: FakeLog[];
  /** The parameters of the queries so far. */
  queries: URLSearchParams[];
}

/** A VictoriaLogs as its API is documented and as 1.52 was seen to behave, for tests. */
export async function fakeVictoriaLogs({
  logs = [],
  maxLogs = Infinity,
  oldestMs = -Infinity,
  intercept = () => false,
}: FakeVictoriaLogsOptions = {}): Promise<FakeVictoriaLogs> {
  const held = [...logs];
  const queries: URLSearchParams[] = [];

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { pathname, searchParams } = new URL(request.url ?? '/', 'http://fake');
    const body = await bodyOf(request);
    switch (pathname) {
      case '/select/logsql/query': {
        const params = new URLSearchParams(body);
        queries.push(params);
        return query(params, held, maxLogs, response);
      }
      case '/select/logsql/field_names': {
        const names = new Set(inRange(searchParams, held).flatMap(({ fields }) => Object.keys(fields)));
        return sendJson(response, { values: [...names].map((value) => ({ value, hits: 1 })) });
      }
      case '/select/buildinfo':
        return sendJson(response, { status: 'success', data: { version: 'v1.52.2' } });
      case '/insert/jsonline':
        held.push(...logsIn(body, searchParams).filter(({ time }) => Number(time / 1_000_000n) >= oldestMs));
        return void response.writeHead(200).end();
      default:
        response.writeHead(400).end(`unsupported path requested: "${pathname}"`);
    }
  }

  const handler: RequestListener = (request, response) => {
    if (!intercept(request, response)) {
      void answer(request, response);
    }
  };
  return { ...(await loopbackServer(handler)), logs: held, queries };
}

function query(params: URLSearchParams, held: readonly FakeLog[], maxLogs: number, response: ServerResponse): void {
  const text = params.get('query') ?? '';
  const limit = Number(params.get('limit') ?? NaN);
  const asked = inRange(params, held);
  if (asked.length > maxLogs && Number.isNaN(limit)) {
    response
      .writeHead(503)
      .end(
        "the request couldn't be executed in 30.000 seconds; possible solutions: to increase -search.maxQueryDuration=30s; to pass bigger value to 'timeout' query arg"
      );
    return;
  }
  try {
    // In no order of time, as its blocks come.
    const rows = runQuery(text, [...asked].reverse());
    const given = Number.isNaN(limit) ? rows : newest(rows, limit);
    response.writeHead(200, { 'Content-Type': 'application/stream+json' });
    response.end(given.map((row) => `${JSON.stringify(row)}\n`).join(''));
  } catch (error) {
    const message = error instanceof LogsqlError ? error.message : String(error);
    response.writeHead(400).end(`cannot parse \`query\` arg [${text}]: ${message}`);
  }
}

function newest<Row extends Readonly<Record<string, string>>>(rows: readonly Row[], limit: number): Row[] {
  return [...rows].sort((a, b) => Number(nanosecondsOf(b._time) - nanosecondsOf(a._time))).slice(0, limit);
}

function inRange(params: URLSearchParams, logs: readonly FakeLog[]): FakeLog[] {
  const [from, to] = ['start', 'end'].map((name) => nanosecondsOf(params.get(name) ?? ''));
  return logs.filter(({ time }) => time >= from && time < to);
}

function logsIn(body: string, params: URLSearchParams): FakeLog[] {
  const [timeField, msgField] = ['_time_field', '_msg_field'].map((name) => params.get(name) ?? '');
  return body
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => {
      const { [timeField]: time, [msgField]: message = '', ...fields } = jsonFields(line);
      return { time: nanosecondsOf(time), fields: { ...fields, _msg: message } };
    });
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request as AsyncIterable<Buffer>) {
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString();
}

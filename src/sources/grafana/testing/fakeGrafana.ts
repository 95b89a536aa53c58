import { type IncomingMessage, type ServerResponse } from 'node:http';
import { arrayOf, type JsonObject, objectOf } from '../../../logs/json';
import { loopbackServer, type LoopbackServer, sendJson } from '../../http/testing/loopbackServer';

export interface FakeLine {
  timeMs: number;
  timeNs?: number;
  text: string;
}

export interface FakeGrafanaOptions {
  lines?: FakeLine[];
  /** The most lines that the data source gives at once. */
  limit?: number;
  oldestFirst?: boolean;
  /** Whether it gives lines of the end of a range, too. */
  takesEndIn?: boolean;
  /** Whether it gives the same whatever the range. */
  ignoresRange?: boolean;
  notices?: JsonObject[];
  /** The plugin of the data source. */
  type?: string;
  /** Answers a request in Grafana's place. @returns whether it did. */
  intercept?: (path: string, response: ServerResponse) => boolean;
}

export interface FakeGrafana extends LoopbackServer {
  /** The bodies of the queries so far. */
  queries: JsonObject[];
}

/** A Grafana as 12.3 was seen to answer, and a data source of it that gives log lines. */
export async function fakeGrafana(options: FakeGrafanaOptions = {}): Promise<FakeGrafana> {
  const queries: JsonObject[] = [];
  const server = await loopbackServer((request: IncomingMessage, response) => {
    const path = request.url ?? '';
    let text = '';
    request.on('data', (chunk: Buffer) => (text += chunk.toString()));
    request.on('end', () => {
      if (path === '/api/ds/query') {
        queries.push(objectOf(JSON.parse(text)));
      }
      if (!options.intercept?.(path, response)) {
        answer(path, queries, options, response);
      }
    });
  });
  return { ...server, queries };
}

function answer(path: string, queries: readonly JsonObject[], options: FakeGrafanaOptions, response: ServerResponse) {
  switch (path) {
    case '/api/health':
      return sendJson(response, { database: 'ok', version: '12.3.0' });
    case '/api/datasources/uid/logs':
      return sendJson(response, { uid: 'logs', name: 'My logs', type: options.type ?? 'some-logs-datasource' });
    case '/api/ds/query': {
      const query = queries[queries.length - 1];
      const frame = logsFrame(linesOf(query, options), options.notices);
      return sendJson(response, { results: { [refIdOf(query)]: { status: 200, frames: [frame] } } });
    }
    default:
      return sendJson(response, { message: 'Data source not found' }, 404);
  }
}

function refIdOf({ queries }: JsonObject): string {
  return String(objectOf(arrayOf(queries)[0]).refId);
}

function linesOf(query: JsonObject, options: FakeGrafanaOptions): FakeLine[] {
  const { lines = [], limit = Infinity, oldestFirst = false, takesEndIn = false, ignoresRange = false } = options;
  const [from, to] = [Number(query.from), Number(query.to)];
  const isIn = ({ timeMs }: FakeLine): boolean =>
    ignoresRange || (timeMs >= from && (timeMs < to || (takesEndIn && timeMs === to)));
  const found = lines.filter(isIn).sort((a, b) => a.timeMs - b.timeMs);
  const sorted = oldestFirst ? found : found.reverse();
  return sorted.slice(0, limit);
}

/** By the data plane's contract. */
export function logsFrame(lines: readonly FakeLine[], notices?: JsonObject[]): JsonObject {
  return frameOf(
    [
      ['timestamp', 'time', lines.map(({ timeMs }) => timeMs), lines.map(({ timeNs = 0 }) => timeNs)],
      ['body', 'string', lines.map(({ text }) => text)],
      ['severity', 'string', lines.map(() => 'warning')],
      ['id', 'string', lines.map((_, i) => `id-${i}`)],
      ['labels', 'other', lines.map(() => ({ service_name: 'pay', k8s: { pod: 'p-1' } }))],
    ],
    { type: 'log-lines', notices }
  );
}

type FakeField = readonly [name: string, type: string, values: unknown[], nanos?: number[], more?: JsonObject];

/** A frame as Grafana writes it in JSON. */
export function frameOf(fields: readonly FakeField[], meta: JsonObject = {}): JsonObject {
  const nanos = fields.map(([, , , own]) => own ?? null);
  return {
    schema: { refId: 'A', meta, fields: fields.map(([name, type, , , more]) => ({ name, type, ...more })) },
    data: { values: fields.map(([, , values]) => arrayOf(values)), ...(nanos.some(Boolean) && { nanos }) },
  };
}

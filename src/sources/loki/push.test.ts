import { type IncomingMessage, type ServerResponse } from 'node:http';
import { CancelledError } from '../../errors';
import { DEBUG, ERROR } from '../../logs/level';
import { emptyRecord } from '../../logs/lineParser';
import { type LogTable } from '../../logs/logTable';
import { LogTableBuilder } from '../../logs/logTableBuilder';
import { DAY } from '../../time/units';
import { toLine } from '../generated/formats';
import { generate } from '../generated/generate';
import { connectionTo } from '../http/testing/loopbackServer';
import { lokiSource } from './lokiSource';
import { pushToLoki } from './push';
import { fakeLoki, type FakeLoki } from './testing/fakeLoki';

const FROM = 1_795_000_000_000;
const never = new AbortController().signal;

let loki: FakeLoki;

afterEach(async () => {
  await loki.close();
});

function tableOf(count: number, message = ''): LogTable {
  const builder = new LogTableBuilder();
  for (let i = 0; i < count; i++) {
    const service = ['api', 'db', ''][i % 3];
    builder.append({ ...emptyRecord(), timeMs: FROM + i, timeNs: i % 5, service, message, level: DEBUG + (i % 5) });
  }
  return builder.finish();
}

const push = '/loki/api/v1/push';

it.each(['fields', 'ndjson', 'logfmt'] as const)('writes %s that are read back exactly', async (format) => {
  loki = await fakeLoki();
  const connection = connectionTo(loki.url);
  const { table } = generate({ seed: 3, logsPerDay: 2000 }, { fromMs: FROM, toMs: FROM + DAY / 4 });
  const result = await pushToLoki(connection, table, { format, signal: never });
  const request = { fromMs: FROM, toMs: FROM + DAY / 4, expr: '', lineLimit: 10_000 };
  const { table: read } = await lokiSource(connection, { mapping: {} }).read(request, { signal: never });

  const lines = Array.from({ length: read.length }, (_, row) => read.line.at(row));
  expect(result).toEqual({ lines: table.length, bytes: Buffer.byteLength(lines.join('')) });
  expect(valuesOf(read)).toEqual(valuesOf(table));
  expect(textsOf(read.service)).toEqual(textsOf(table.service));
  expect(textsOf(read.message)).toEqual(textsOf(table.message));
  expect(textsOf(read.traceId)).toEqual(textsOf(table.traceId));
  expect(lines).toEqual(
    Array.from(lines, (_, row) => (format === 'fields' ? textsOf(table.message)[row] : toLine(table, row, format)))
  );
});

function valuesOf({ timeMs, timeNs, level, responseTime, statusCode }: LogTable): unknown {
  return [timeMs, timeNs, level, responseTime, statusCode].map((values) => Array.from<number>(values));
}

function textsOf({ codes, values }: LogTable['message' | 'service']): Array<string | undefined> {
  return Array.from(codes, (code) => values.at(code));
}

it('writes lines in streams by service and level', async () => {
  loki = await fakeLoki();
  await pushToLoki(connectionTo(loki.url), tableOf(300), { format: 'logfmt', signal: never });
  const second = loki.lines.find(({ line }) => line.includes('level=info service=db'));
  expect(second?.labels).toEqual({ service_name: 'db', level: 'info' });
  expect(new Set(loki.lines.map(({ labels }) => labels.service_name))).toEqual(
    new Set(['api', 'db', 'unknown_service'])
  );
});

it('writes fields as structured metadata, in streams by service, named as those of OpenTelemetry', async () => {
  loki = await fakeLoki();
  const builder = new LogTableBuilder();
  const log = { message: 'lost', level: ERROR, responseTime: 12.5, statusCode: 503, traceId: 'a1' };
  builder.append({ ...emptyRecord(), timeMs: FROM, service: 'api', ...log });
  builder.append({ ...emptyRecord(), timeMs: FROM + 1, service: 'api', message: 'idle', level: DEBUG });
  await pushToLoki(connectionTo(loki.url), builder.finish(), { format: 'fields', signal: never });

  expect(loki.lines.map(({ labels, line, fields }) => ({ labels, line, ...fields }))).toEqual([
    {
      labels: { service_name: 'api' },
      line: 'lost',
      structuredMetadata: {
        severity_text: 'error',
        response_time_ms: '12.5',
        http_response_status_code: '503',
        trace_id: 'a1',
      },
    },
    { labels: { service_name: 'api' }, line: 'idle', structuredMetadata: { severity_text: 'debug' } },
  ]);
});

it('writes in requests of about a megabyte and reports its progress', async () => {
  loki = await fakeLoki();
  const progress: number[] = [];
  await pushToLoki(connectionTo(loki.url), tableOf(50, 'é'.repeat(50_000)), {
    format: 'fields',
    signal: never,
    onProgress: (lines) => progress.push(lines),
  });
  expect(progress).toEqual([10, 20, 30, 40, 50]);
  expect(loki.queries(push)).toHaveLength(5);
});

it('sends nothing for a table without logs', async () => {
  loki = await fakeLoki();
  const result = await pushToLoki(connectionTo(loki.url), tableOf(0), { format: 'ndjson', signal: never });
  expect(result).toEqual({ lines: 0, bytes: 0 });
  expect(loki.requests).toHaveLength(0);
});

it('waits and goes on where Loki limits ingestion', async () => {
  let turn = 0;
  const intercept = (_request: IncomingMessage, response: ServerResponse): boolean => {
    const limits = turn++ === 0;
    if (limits) {
      response.writeHead(429, { 'Retry-After': '0' }).end('ingestion rate limit exceeded');
    }
    return limits;
  };
  loki = await fakeLoki({ intercept });
  await pushToLoki(connectionTo(loki.url), tableOf(10), { format: 'ndjson', signal: never });
  expect(loki.lines).toHaveLength(10);
});

it('says what to do about lines that are too old for Loki', async () => {
  const intercept = (_request: IncomingMessage, response: ServerResponse): boolean => {
    response.writeHead(400).end('entry for stream has timestamp too old: 2020-01-01');
    return true;
  };
  loki = await fakeLoki({ intercept });
  const work = pushToLoki(connectionTo(loki.url), tableOf(10), { format: 'ndjson', signal: never });
  await expect(work).rejects.toThrow('Loki refuses lines of that age');
});

it('says what to do about lines that are too new for Loki', async () => {
  const intercept = (_request: IncomingMessage, response: ServerResponse): boolean => {
    response.writeHead(400).end(`entry for stream '{service_name="api"}' has timestamp too new: 2026-12-01T12:00:00Z`);
    return true;
  };
  loki = await fakeLoki({ intercept });
  const work = pushToLoki(connectionTo(loki.url), tableOf(10), { format: 'ndjson', signal: never });
  await expect(work).rejects.toThrow('raise creation_grace_period');
});

it('stops when it is cancelled', async () => {
  loki = await fakeLoki();
  const controller = new AbortController();
  const work = pushToLoki(connectionTo(loki.url), tableOf(50, 'x'.repeat(200_000)), {
    format: 'fields',
    signal: controller.signal,
    onProgress: () => controller.abort(),
  });
  await expect(work).rejects.toBeInstanceOf(CancelledError);
  expect(loki.queries(push)).toHaveLength(1);
});

import { type IncomingMessage, type ServerResponse } from 'node:http';
import { CancelledError } from '../../errors';
import { DEBUG } from '../../logs/level';
import { emptyRecord } from '../../logs/lineParser';
import { type LogTable } from '../../logs/logTable';
import { LogTableBuilder } from '../../logs/logTableBuilder';
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

function tableOf(count: number): LogTable {
  const builder = new LogTableBuilder();
  for (let i = 0; i < count; i++) {
    const service = ['api', 'db', ''][i % 3];
    builder.append({ ...emptyRecord(), timeMs: FROM + i, timeNs: i % 5, service, level: DEBUG + (i % 5) });
  }
  return builder.finish();
}

const push = '/loki/api/v1/push';

it('writes lines that are read back exactly, in streams by service and level', async () => {
  loki = await fakeLoki();
  const connection = connectionTo(loki.url);
  const toLine = (row: number): string => `msg="row ${row}" duration=${row}ms`;
  const result = await pushToLoki(connection, tableOf(300), { toLine, labels: { job: 'test' }, signal: never });
  const request = { fromMs: FROM, toMs: FROM + 1000, expr: '', lineLimit: 1000 };
  const { table } = await lokiSource(connection, { mapping: {} }).read(request, { signal: never });

  const lines = Array.from({ length: 300 }, (_, row) => toLine(row));
  expect(result).toEqual({ lines: 300, bytes: lines.join('').length });
  expect(Array.from(lines, (_, row) => table.line.at(row))).toEqual(lines);
  expect(Array.from(table.timeNs)).toEqual(lines.map((_, row) => row % 5));
  expect(Array.from(table.level)).toEqual(lines.map((_, row) => DEBUG + (row % 5)));
  expect(Array.from(table.responseTime)).toEqual(lines.map((_, row) => row));
  expect(loki.lines.find(({ line }) => line.includes('row 1"'))?.labels).toEqual({
    job: 'test',
    service_name: 'db',
    level: 'info',
  });
  expect(new Set(loki.lines.map(({ labels }) => labels.service_name))).toEqual(
    new Set(['api', 'db', 'unknown_service'])
  );
});

it('writes in requests of about a megabyte and reports its progress', async () => {
  loki = await fakeLoki();
  const progress: number[] = [];
  await pushToLoki(connectionTo(loki.url), tableOf(50), {
    toLine: (row) => `${row} ${'é'.repeat(50_000)}`,
    signal: never,
    onProgress: (lines) => progress.push(lines),
  });
  expect(progress).toEqual([10, 20, 30, 40, 50]);
  expect(loki.queries(push)).toHaveLength(5);
});

it('sends nothing for a table without logs', async () => {
  loki = await fakeLoki();
  const result = await pushToLoki(connectionTo(loki.url), tableOf(0), { toLine: () => '', signal: never });
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
  await pushToLoki(connectionTo(loki.url), tableOf(10), { toLine: String, signal: never });
  expect(loki.lines).toHaveLength(10);
});

it('says what to do about lines that are too old for Loki', async () => {
  const intercept = (_request: IncomingMessage, response: ServerResponse): boolean => {
    response.writeHead(400).end('entry for stream has timestamp too old: 2020-01-01');
    return true;
  };
  loki = await fakeLoki({ intercept });
  const work = pushToLoki(connectionTo(loki.url), tableOf(10), { toLine: String, signal: never });
  await expect(work).rejects.toThrow('Loki refuses lines of that age');
});

it('says what to do about lines that are too new for Loki', async () => {
  const intercept = (_request: IncomingMessage, response: ServerResponse): boolean => {
    response.writeHead(400).end(`entry for stream '{service_name="api"}' has timestamp too new: 2026-12-01T12:00:00Z`);
    return true;
  };
  loki = await fakeLoki({ intercept });
  const work = pushToLoki(connectionTo(loki.url), tableOf(10), { toLine: String, signal: never });
  await expect(work).rejects.toThrow('raise creation_grace_period');
});

it('stops when it is cancelled', async () => {
  loki = await fakeLoki();
  const controller = new AbortController();
  const work = pushToLoki(connectionTo(loki.url), tableOf(50), {
    toLine: () => 'x'.repeat(200_000),
    signal: controller.signal,
    onProgress: () => controller.abort(),
  });
  await expect(work).rejects.toBeInstanceOf(CancelledError);
  expect(loki.queries(push)).toHaveLength(1);
});

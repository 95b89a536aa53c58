import { type PushStore } from '../../src/report/pushStores';
import { MINUTE } from '../../src/time/units';

/** Where a log says its level, status and response time: in its line, beside it, or nowhere. */
export const SHAPES = ['json', 'logfmt', 'fields', 'text'] as const;

export type Shape = (typeof SHAPES)[number];

const LEVELS = ['info', 'warn', 'error'] as const;

export interface ShapedLog {
  readonly timeMs: number;
  /** Named after the shape of its logs. */
  readonly service: Shape;
  readonly line: string;
  /** What is said beside the line. */
  readonly fields: Readonly<Record<string, string>>;
}

/** As many logs of each shape: two of INFO, one of WARNING, one of ERROR in turns; those of text say none. */
export function shapedLogs(fromMs: number, ofEach: number): ShapedLog[] {
  return Array.from({ length: ofEach }, (_, i) =>
    SHAPES.map((service, at) => ({ timeMs: fromMs + i * (MINUTE / 4) + at, service, ...said(service, i) }))
  ).flat();
}

function said(shape: Shape, i: number): Pick<ShapedLog, 'line' | 'fields'> {
  const level = LEVELS[Math.max(0, (i % 4) - 1)];
  const status = level === 'error' ? 503 : 200;
  const took = 10 + (i % 50);
  const message = `order ${i} was placed`;
  switch (shape) {
    case 'json':
      return { line: JSON.stringify({ level, status, duration_ms: took, msg: message }), fields: {} };
    case 'logfmt':
      return { line: `level=${level} status=${status} duration_ms=${took} msg="${message}"`, fields: {} };
    case 'fields':
      return { line: message, fields: { level, status: String(status), duration_ms: String(took) } };
    case 'text':
      return { line: message, fields: {} };
  }
}

/** Writes logs as collectors do: into a Loki what is beside the line as structured metadata, elsewhere as fields. */
export async function pushShaped(url: string, store: PushStore, index: string, logs: readonly ShapedLog[]) {
  switch (store) {
    case 'loki':
      return post(`${url}/loki/api/v1/push`, 'application/json', JSON.stringify({ streams: streamsOf(logs) }));
    case 'victorialogs':
      return post(
        `${url}/insert/jsonline?_stream_fields=service&_time_field=time&_msg_field=line`,
        'application/stream+json',
        logs.map((log) => `${JSON.stringify(documentOf(log, 'time', 'line'))}\n`).join('')
      );
    case 'elasticsearch':
      return post(
        `${url}/${index}/_bulk?refresh=true`,
        'application/x-ndjson',
        logs.map((log) => `{"create":{}}\n${JSON.stringify(documentOf(log, '@timestamp', 'message'))}\n`).join('')
      );
  }
}

function streamsOf(logs: readonly ShapedLog[]): unknown[] {
  return SHAPES.map((shape) => ({
    stream: { service_name: shape },
    values: logs
      .filter(({ service }) => service === shape)
      .map(({ timeMs, line, fields }) => [`${timeMs}000000`, line, fields]),
  }));
}

function documentOf({ timeMs, service, line, fields }: ShapedLog, time: string, message: string) {
  const { status, duration_ms: took, ...texts } = fields;
  const numbers = status === undefined ? {} : { status: Number(status), duration_ms: Number(took) };
  return { [time]: new Date(timeMs).toISOString(), service, [message]: line, ...texts, ...numbers };
}

async function post(url: string, type: string, body: string): Promise<void> {
  const answer = await fetch(url, { method: 'POST', headers: { 'Content-Type': type }, body });
  const text = await answer.text();
  // A bulk of which logs were refused is answered by 200.
  if (!answer.ok || text.includes('"errors":true')) {
    throw new Error(text);
  }
}

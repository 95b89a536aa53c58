import { LEVELS } from '../../logs/level';
import { type DictionaryColumn, type LogTable, type TextColumn } from '../../logs/logTable';
import { type Draft } from './draft';
import { type Message, messageText } from './messages';
import { SERVICES } from './services';
import { MINUTE_MS } from './traffic';

/** Columns being filled, a minute at a time, in any order within the minute. */
export class Rows {
  length = 0;
  private minuteStart = 0;
  /** Microseconds since the epoch: whole, as 2^53 of them last until the year 2255. */
  private readonly timeUs: Float64Array;
  private readonly service: Uint32Array;
  private readonly level: Uint8Array;
  private readonly message: Uint32Array;
  private readonly responseTime: Float64Array;
  private readonly statusCode: Uint16Array;
  private readonly trace: Uint32Array;
  private readonly anomalous: Uint8Array;
  /** Row of the finished table to row as written. */
  private readonly order: Uint32Array;
  private keys = new Float64Array(64);
  private readonly messages: string[] = [];
  /** By message, then by variant. */
  private readonly messageCodes: Array<Map<number, number>> = [];
  private readonly traces: string[] = [''];

  constructor(capacity: number) {
    this.timeUs = new Float64Array(capacity);
    this.service = new Uint32Array(capacity);
    this.level = new Uint8Array(capacity);
    this.message = new Uint32Array(capacity);
    this.responseTime = new Float64Array(capacity);
    this.statusCode = new Uint16Array(capacity);
    this.trace = new Uint32Array(capacity);
    this.anomalous = new Uint8Array(capacity);
    this.order = new Uint32Array(capacity);
  }

  add(draft: Draft, trace: number, anomalous: boolean): void {
    const row = this.length++;
    this.timeUs[row] = Math.round(draft.timeMs * 1000);
    this.service[row] = draft.service;
    this.level[row] = draft.message.level;
    this.message[row] = this.messageCode(draft.message, draft.variant);
    this.responseTime[row] = Math.max(0.1, Math.round(draft.responseTime * 100) / 100);
    this.statusCode[row] = draft.message.status;
    this.trace[row] = trace;
    this.anomalous[row] = anomalous ? 1 : 0;
  }

  /** A code for a trace id, to be given to `add`. */
  addTrace(id: string): number {
    return this.traces.push(id) - 1;
  }

  /** Puts the rows since the last call, all of one minute, in order of time. */
  endMinute(minute: number): void {
    const { minuteStart, timeUs } = this;
    const count = this.length - minuteStart;
    if (count > this.keys.length) {
      this.keys = new Float64Array(2 * count);
    }
    const { keys } = this;
    const startUs = minute * MINUTE_MS * 1000;
    // Time and row in one number, which sorts as fast as numbers do: 26 bits each.
    for (let i = 0; i < count; i++) {
      keys[i] = ((timeUs[minuteStart + i] ?? 0) - startUs) * 67_108_864 + i;
    }
    keys.subarray(0, count).sort();
    for (let i = 0; i < count; i++) {
      this.order[minuteStart + i] = minuteStart + ((keys[i] ?? 0) % 67_108_864);
    }
    this.minuteStart = this.length;
  }

  /** The finished table without its first `skip` rows, and which of its rows are anomalous. */
  finish(skip = 0): { table: LogTable; anomalousRows: Uint32Array } {
    const order = this.order.subarray(skip, this.length);
    const { length } = order;
    const timeMs = new Float64Array(length);
    const timeNs = new Uint32Array(length);
    const anomalousRows = new Uint32Array(length);
    let anomalies = 0;
    for (let row = 0; row < length; row++) {
      const from = order[row] ?? 0;
      const us = this.timeUs[from] ?? 0;
      const ms = Math.floor(us / 1000);
      timeMs[row] = ms;
      timeNs[row] = (us - ms * 1000) * 1000;
      if (this.anomalous[from] === 1) {
        anomalousRows[anomalies++] = row;
      }
    }
    const columns = {
      length,
      timeMs,
      timeNs,
      service: used(SERVICES, gather(this.service, order, new Uint32Array(length))),
      level: gather(this.level, order, new Uint8Array(length)),
      message: used(this.messages, gather(this.message, order, new Uint32Array(length))),
      responseTime: gather(this.responseTime, order, new Float64Array(length)),
      statusCode: gather(this.statusCode, order, new Uint16Array(length)),
      traceId: used(this.traces, gather(this.trace, order, new Uint32Array(length))),
    };
    return { table: { ...columns, line: logfmtLines(columns) }, anomalousRows: anomalousRows.slice(0, anomalies) };
  }

  private messageCode(message: Message, variant: number): number {
    const codes = (this.messageCodes[message.id] ??= new Map<number, number>());
    let code = codes.get(variant);
    if (code === undefined) {
      code = this.messages.push(messageText(message, variant)) - 1;
      codes.set(variant, code);
    }
    return code;
  }
}

function gather<T extends Uint8Array | Uint16Array | Uint32Array | Float64Array>(
  from: T,
  order: Uint32Array,
  to: T
): T {
  for (let row = 0; row < order.length; row++) {
    to[row] = from[order[row] ?? 0] ?? 0;
  }
  return to;
}

/** A dictionary of just the values that occur, each once, in order of their first row. */
function used(values: readonly string[], codes: Uint32Array): DictionaryColumn {
  const renamed = new Int32Array(values.length).fill(-1);
  const kept: string[] = [];
  for (let row = 0; row < codes.length; row++) {
    const code = codes[row] ?? 0;
    if (renamed[code] === -1) {
      renamed[code] = kept.push(values[code] ?? '') - 1;
    }
    codes[row] = renamed[code] ?? 0;
  }
  return { values: kept, codes };
}

/** The lines are built when they are asked for: a million of them would take hundreds of megabytes. */
function logfmtLines(table: Omit<LogTable, 'line'>): TextColumn {
  return { length: table.length, at: (row) => logfmtLine(table, row) };
}

/** `level=error service=api-gateway msg="..." duration=12.5ms status=500 trace_id=...` */
export function logfmtLine(table: Omit<LogTable, 'line'>, row: number): string {
  const service = table.service.values[table.service.codes[row] ?? 0] ?? '';
  const message = table.message.values[table.message.codes[row] ?? 0] ?? '';
  const trace = table.traceId.values[table.traceId.codes[row] ?? 0] ?? '';
  const level = (LEVELS[table.level[row] ?? 0] ?? '').toLowerCase();
  const line = `level=${level} service=${service} msg=${JSON.stringify(message)}`;
  const measured = `${line} duration=${table.responseTime[row] ?? 0}ms status=${table.statusCode[row] ?? 0}`;
  return trace === '' ? measured : `${measured} trace_id=${trace}`;
}

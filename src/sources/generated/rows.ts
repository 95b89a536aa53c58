import { take } from '../../logs/take';
import { LEVELS } from '../../logs/level';
import { type DictionaryColumn, type LogTable } from '../../logs/logTable';
import { textDictionary } from '../../logs/textColumn';
import { type Draft } from './draft';
import { type Message, messageText } from './messages';
import { SERVICES } from './services';
import { MINUTE } from '../../time/units';

/** A time within a minute and a row of that minute in one number, which sorts as fast as numbers do: 26 bits each. */
const ROWS_A_MINUTE = 2 ** 26;

/** The columns of a LogTable being filled: a minute after the other, in any order within the minute. */
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

  /** @param trace a code that `addTrace` gave, or 0: none */
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
    const startUs = minute * MINUTE * 1000;
    for (let i = 0; i < count; i++) {
      keys[i] = (timeUs[minuteStart + i] - startUs) * ROWS_A_MINUTE + i;
    }
    keys.subarray(0, count).sort();
    for (let i = 0; i < count; i++) {
      this.order[minuteStart + i] = minuteStart + (keys[i] % ROWS_A_MINUTE);
    }
    this.minuteStart = this.length;
  }

  /** The finished table without its first `skip` rows, and which of its rows are anomalous. */
  finish(skip: number): { table: LogTable; anomalousRows: Uint32Array } {
    const order = this.order.subarray(skip, this.length);
    const { length } = order;
    const timeMs = take(this.timeUs, order, new Float64Array(length));
    const timeNs = new Uint32Array(length);
    const anomalousRows = new Uint32Array(length);
    let anomalies = 0;
    for (let row = 0; row < length; row++) {
      const us = timeMs[row];
      timeMs[row] = Math.floor(us / 1000);
      timeNs[row] = (us - timeMs[row] * 1000) * 1000;
      if (this.anomalous[order[row]] === 1) {
        anomalousRows[anomalies++] = row;
      }
    }
    const columns = {
      length,
      timeMs,
      timeNs,
      service: inUse(SERVICES, take(this.service, order, new Uint32Array(length))),
      level: take(this.level, order, new Uint8Array(length)),
      message: textDictionary(inUse(this.messages, take(this.message, order, new Uint32Array(length)))),
      responseTime: take(this.responseTime, order, new Float64Array(length)),
      statusCode: take(this.statusCode, order, new Uint16Array(length)),
      traceId: textDictionary(inUse(this.traces, take(this.trace, order, new Uint32Array(length)), [''])),
    };
    // The lines are built when they are asked for: a million of them would take hundreds of megabytes.
    const line = { length, at: (row: number) => logfmtLine(columns, row) };
    return { table: { ...columns, line }, anomalousRows: anomalousRows.slice(0, anomalies) };
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

/**
 * A dictionary of just the values that occur, in order of their first row. Takes the codes over.
 *
 * @param kept come first, whether they occur or not
 */
function inUse(values: readonly string[], codes: Uint32Array, kept: string[] = []): DictionaryColumn {
  const newCodes = new Int32Array(values.length).fill(-1);
  kept.forEach((value, code) => {
    newCodes[values.indexOf(value)] = code;
  });
  for (let row = 0; row < codes.length; row++) {
    const code = codes[row];
    if (newCodes[code] < 0) {
      newCodes[code] = kept.push(values[code]) - 1;
    }
    codes[row] = newCodes[code];
  }
  return { values: kept, codes };
}

/** `level=error service=api-gateway msg="..." duration=12.5ms status=500 trace_id=...` */
function logfmtLine(table: Omit<LogTable, 'line'>, row: number): string {
  const level = LEVELS[table.level[row]].toLowerCase();
  const service = table.service.values[table.service.codes[row]];
  const message = JSON.stringify(table.message.values.at(table.message.codes[row]));
  const trace = table.traceId.values.at(table.traceId.codes[row]);
  const measured = `duration=${table.responseTime[row]}ms status=${table.statusCode[row]}`;
  return `level=${level} service=${service} msg=${message} ${measured}${trace === '' ? '' : ` trace_id=${trace}`}`;
}

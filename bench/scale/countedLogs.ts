import { type LogTable } from '../../src/logs/logTable';
import { generate } from '../../src/sources/generated/generate';
import { MINUTE, DAY } from '../../src/time/units';

const BASE_LOGS = 1_000_000;

/** Logs of one kind: what a store groups by. */
export interface Kind {
  readonly service: number;
  readonly level: number;
  readonly statusCode: number;
  /** Each one's own: how many logs, and the response times' sum (ms), in each minute. */
  readonly counts: Uint32Array;
  readonly sums: Float64Array;
}

/**
 * A million generated logs, each of them `copies` times: copies lie in the same minute, spread evenly over it. So there
 * are 1, 10 or 30 million logs without holding them.
 */
export interface CountedLogs {
  readonly table: LogTable;
  readonly copies: number;
  readonly startMs: number;
  readonly minutes: number;
  readonly kinds: readonly Kind[];
  /** Rows of the table at which each minute begins; one more for the end. */
  readonly firstRow: Uint32Array;
  /** Logs in the last millisecond of each minute. */
  readonly atBorder: Uint32Array;
}

/** @param days ending at `toMs`, a whole minute */
export function countedLogs(lines: number, days: number, toMs: number): CountedLogs {
  const range = { fromMs: toMs - days * DAY, toMs };
  const { table } = generate({ seed: 42, logsPerDay: BASE_LOGS / days }, range);
  const copies = Math.round(lines / BASE_LOGS);
  const minutes = days * 1440;
  const kinds = new Map<number, Kind>();
  const firstRow = new Uint32Array(minutes + 1).fill(table.length);
  const atBorder = new Uint32Array(minutes);
  for (let row = table.length - 1; row >= 0; row--) {
    const minute = Math.floor((table.timeMs[row] - range.fromMs) / MINUTE);
    firstRow[minute] = row;
    const [service, level, statusCode] = [table.service.codes[row], table.level[row], table.statusCode[row]];
    const key = (service * 8 + level) * 1000 + statusCode;
    let kind = kinds.get(key);
    if (!kind) {
      kind = { service, level, statusCode, counts: new Uint32Array(minutes), sums: new Float64Array(minutes) };
      kinds.set(key, kind);
    }
    kind.counts[minute] += copies;
    kind.sums[minute] += copies * table.responseTime[row];
    for (let copy = 0; copy < copies; copy++) {
      atBorder[minute] += copyMs({ table, copies }, row, copy) % MINUTE === MINUTE - 1 ? 1 : 0;
    }
  }
  for (let minute = minutes - 1; minute >= 0; minute--) {
    firstRow[minute] = Math.min(firstRow[minute], firstRow[minute + 1]);
  }
  return { table, copies, startMs: range.fromMs, minutes, kinds: [...kinds.values()], firstRow, atBorder };
}

/** When a copy of a row lies, in whole milliseconds. */
export function copyMs({ table, copies }: Pick<CountedLogs, 'table' | 'copies'>, row: number, copy: number): number {
  const ms = table.timeMs[row];
  const minuteMs = Math.floor(ms / MINUTE) * MINUTE;
  return minuteMs + ((ms - minuteMs + Math.floor((copy * MINUTE) / copies)) % MINUTE);
}

/** The 95th percentile of a service's response times in some rows. */
export function p95Of(table: LogTable, service: number, from: number, to: number): number {
  const values: number[] = [];
  for (let row = from; row < to; row++) {
    if (table.service.codes[row] === service && !Number.isNaN(table.responseTime[row])) {
      values.push(table.responseTime[row]);
    }
  }
  values.sort((a, b) => a - b);
  return values.length > 0 ? values[Math.floor(0.95 * (values.length - 1))] : NaN;
}

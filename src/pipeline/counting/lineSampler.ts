import { type LineSample } from '../../logs/countedLogs';
import { complains } from '../../logs/complains';
import { LEVELS } from '../../logs/level';
import { type LogTable } from '../../logs/logTable';
import { LogTableBuilder } from '../../logs/logTableBuilder';
import { concatTables } from '../../logs/select';
import { take } from '../../logs/take';
import { timeOrder } from '../../logs/timeOrder';
import { copyOf } from './copyOf';
import { pickRows } from './pickRows';

/** Of the first tables so large a part of the sample is kept; as more come, of each half as many lines. */
const FIRST_PART = 1 / 8;

/** The share of the lines that may be such that complain. */
const COMPLAINTS_SHARE = 0.9;

interface Part {
  readonly table: LogTable;
  readonly weight: Float64Array;
  /** What each line stands for lines of: numbered within the part. */
  readonly strata: Uint32Array;
}

/**
 * Keeps some lines of each table: of each service, level and template at least one, each with the number of lines that
 * it stands for, so that these sum to what there is of each template, level and service.
 */
export class LineSampler {
  private parts: Part[] = [];
  private kept = 0;
  private perTable: number;
  private hasAllComplaints = true;

  /** @param most lines that are kept in all, about */
  constructor(private readonly most: number) {
    this.perTable = Math.max(1, Math.floor(most * FIRST_PART));
  }

  /** @param templateOf the template of each different message of the table */
  add(table: LogTable, templateOf: Int32Array): void {
    const strata = strataOf(table, templateOf, this.perTable);
    this.keep({ table, weight: new Float64Array(table.length).fill(1), strata }, this.perTable);
    if (this.kept > this.most) {
      this.perTable = Math.max(1, Math.floor(this.perTable / 2));
      const { parts } = this;
      [this.parts, this.kept] = [[], 0];
      parts.forEach((part) => this.keep(part, Math.ceil(part.table.length / 2)));
    }
  }

  /** @param shiftMs by which all times are moved */
  finish(shiftMs: number): LineSample {
    const { parts, kept, hasAllComplaints } = this;
    const tables = parts.map((part) => part.table);
    const weight = join(parts, (part) => part.weight, new Float64Array(kept));
    const order = timeOrder(
      join(tables, ({ timeMs }) => timeMs, new Float64Array(kept)),
      join(tables, ({ timeNs }) => timeNs, new Uint32Array(kept))
    );
    const table = concatTables(tables);
    return {
      table: shiftMs === 0 ? table : { ...table, timeMs: table.timeMs.map((time) => time + shiftMs) },
      weight: order ? take(weight, order, new Float64Array(kept)) : weight,
      hasAllComplaints,
    };
  }

  private keep(part: Part, most: number): void {
    const { level, statusCode } = part.table;
    const isComplaint = (row: number) => complains(level[row], statusCode[row]);
    const { rows, weight, isAll } = pickRows(part, most, COMPLAINTS_SHARE, isComplaint);
    this.hasAllComplaints &&= isAll;
    this.parts.push({ table: ownCopy(part.table, rows), weight, strata: rows.map((row) => part.strata[row]) });
    this.kept += rows.length;
  }
}

/**
 * The stratum of each line: its service, level and template; where these are too many, fewer of them.
 */
function strataOf(table: LogTable, templateOf: Int32Array, most: number): Uint32Array {
  const { level, statusCode, message, service, length } = table;
  const templates = templateOf.reduce((largest, template) => Math.max(largest, template), 0) + 2;
  const kinds = [
    (row: number, kind: number) =>
      (service.codes[row] * templates + templateOf[message.codes[row]] + 1) * 2 * LEVELS.length + kind,
    (row: number, kind: number) => (templateOf[message.codes[row]] + 1) * 2 * LEVELS.length + kind,
  ];
  for (const keyOf of [...kinds, (_: number, kind: number) => kind]) {
    const numbers = new Map<number, number>();
    const strata = new Uint32Array(length);
    let row = 0;
    for (; row < length && numbers.size <= most / 2; row++) {
      const key = keyOf(row, 2 * level[row] + (complains(level[row], statusCode[row]) ? 1 : 0));
      const number = numbers.get(key) ?? numbers.size;
      numbers.set(key, number);
      strata[row] = number;
    }
    if (row === length) {
      return strata;
    }
  }
  return new Uint32Array(length);
}

/** Some lines of a table, with strings of their own. */
function ownCopy(table: LogTable, rows: Uint32Array): LogTable {
  const builder = new LogTableBuilder(rows.length);
  const { timeMs, timeNs, service, level, message, responseTime, statusCode, traceId, line } = table;
  for (const row of rows) {
    builder.append({
      timeMs: timeMs[row],
      timeNs: timeNs[row],
      service: copyOf(service.values[service.codes[row]]),
      level: level[row],
      message: copyOf(message.values.at(message.codes[row])),
      responseTime: responseTime[row],
      statusCode: statusCode[row],
      traceId: copyOf(traceId.values.at(traceId.codes[row])),
      line: copyOf(line.at(row)),
    });
  }
  return builder.finish();
}

function join<Column extends Float64Array | Uint32Array, T>(
  parts: readonly T[],
  columnOf: (part: T) => Column,
  into: Column
): Column {
  let at = 0;
  for (const part of parts) {
    const column = columnOf(part);
    into.set(column, at);
    at += column.length;
  }
  return into;
}

import { windowGrid, WIDTHS, type TimeRange } from '../../analysis/windows/grid';
import { quantilePerCell } from '../../analysis/windows/countLogs';
import { ERROR, LEVELS } from '../../logs/level';
import { type LogTable } from '../../logs/logTable';
import { grow } from '../../logs/take';
import { type WindowGrid, type WindowTable } from '../../logs/windowTable';
import { copyOf } from './copyOf';

/** Names of services that are distinguished; logs choose them. */
const MAX_NAMES = 100_000;
const MORE_NAMES = `services beyond the first ${MAX_NAMES}`;

/** Windows of services with logs that are held: above these, windows become wider. A cell takes about 120 bytes. */
const MAX_CELLS = 1_000_000;

/** Windows since 1970 of the narrowest width are fewer until 2097. */
const WINDOWS = 2 ** 26;

/** Counts logs by service and window as they come, table by table, whatever the range will be in the end. */
export class WindowCounter {
  /** In the order in which they turned up. */
  readonly names: string[] = [];
  fromMs = Infinity;
  toMs = -Infinity;
  logs = 0;
  private readonly indexOf = new Map<string, number>();
  private width = 0;
  private cellOf = new Map<number, number>();
  private byLevel = LEVELS.map(() => new Uint32Array(1024));
  private failures = new Uint32Array(1024);
  private responses = new Uint32Array(1024);
  private responseSum = new Float64Array(1024);
  private responseP95 = new Float64Array(1024);

  /** @param maxCells windows of services with logs that are held */
  constructor(private readonly maxCells = MAX_CELLS) {}

  /** @returns the index of each name in the table's dictionary; -1: no log has it */
  add(table: LogTable): Int32Array {
    const { timeMs, level, statusCode, responseTime, service, length } = table;
    const serviceOf = new Int32Array(service.values.length).fill(-1);
    const local = new Map<number, number>();
    const cells: number[] = [];
    const localOf = new Int32Array(length);
    const responses: number[] = [];
    for (let row = 0; row < length; row++) {
      const code = service.codes[row];
      serviceOf[code] = serviceOf[code] < 0 ? this.nameOf(service.values[code]) : serviceOf[code];
      const cell = this.cell(serviceOf[code], timeMs[row]);
      this.byLevel[level[row]][cell]++;
      if (level[row] >= ERROR || statusCode[row] >= 500) {
        this.failures[cell]++;
      }
      localOf[row] = -1;
      if (responseTime[row] === responseTime[row]) {
        let own = local.get(cell);
        if (own === undefined) {
          own = cells.push(cell) - 1;
          local.set(cell, own);
          responses.push(0);
        }
        responses[own]++;
        localOf[row] = own;
        this.responseSum[cell] += responseTime[row];
      }
    }
    const p95 = quantilePerCell(localOf, Uint32Array.from(responses), responseTime, 0.95);
    cells.forEach((cell, own) => this.addResponses(cell, responses[own], p95[own]));
    this.logs += length;
    this.fromMs = length > 0 ? Math.min(this.fromMs, timeMs[0]) : this.fromMs;
    this.toMs = length > 0 ? Math.max(this.toMs, timeMs[length - 1] + 1) : this.toMs;
    while (this.cellOf.size > this.maxCells && this.width < WIDTHS.length - 1) {
      this.widen(this.width + 1);
    }
    return serviceOf;
  }

  /** Logs of each name. */
  logsOfNames(): Map<string, number> {
    const logs = new Float64Array(this.names.length);
    for (const [key, cell] of this.cellOf) {
      logs[Math.floor(key / WINDOWS)] += this.logsIn(cell);
    }
    return new Map(this.names.map((name, index) => [name, logs[index]]));
  }

  /**
   * All windows of a range.
   * @param services by name @param into the index among these of each name
   */
  finish(range: TimeRange, shiftMs: number, services: readonly string[], into: ArrayLike<number>): WindowTable {
    const grid = this.gridOf(range, services.length);
    const cells = services.length * grid.windowCount;
    const columns = {
      byLevel: LEVELS.map(() => new Uint32Array(cells)),
      failures: new Uint32Array(cells),
      responses: new Uint32Array(cells),
      responseSum: new Float64Array(cells),
      responseP95: new Float64Array(cells).fill(NaN),
    };
    for (const [key, from] of this.cellOf) {
      const timeMs = (key % WINDOWS) * WIDTHS[this.width] + shiftMs;
      const window = Math.min(grid.windowCount - 1, Math.max(0, Math.floor((timeMs - grid.startMs) / grid.windowMs)));
      const to = into[Math.floor(key / WINDOWS)] * grid.windowCount + window;
      columns.byLevel.forEach((column, level) => (column[to] += this.byLevel[level][from]));
      columns.failures[to] += this.failures[from];
      columns.responseSum[to] += this.responseSum[from];
      const [before, more] = [columns.responses[to], this.responses[from]];
      if (more > 0) {
        columns.responses[to] += more;
        columns.responseP95[to] = meanOf(columns.responseP95[to], before, this.responseP95[from], more);
      }
    }
    return { ...grid, services, ...columns };
  }

  /** The grid of the range, or a wider one where windows had to be. */
  private gridOf(range: TimeRange, services: number): WindowGrid {
    return windowGrid(range, services, WIDTHS[this.width]);
  }

  private nameOf(name: string): number {
    const known = this.indexOf.get(name);
    if (known !== undefined) {
      return known;
    }
    if (this.names.length >= MAX_NAMES) {
      return this.names.length > MAX_NAMES ? MAX_NAMES : this.addName(MORE_NAMES);
    }
    return this.addName(copyOf(name));
  }

  private addName(name: string): number {
    this.indexOf.set(name, this.names.length);
    return this.names.push(name) - 1;
  }

  private cell(name: number, timeMs: number): number {
    const key = name * WINDOWS + Math.max(0, Math.floor(timeMs / WIDTHS[this.width]));
    let cell = this.cellOf.get(key);
    if (cell === undefined) {
      cell = this.cellOf.size;
      this.cellOf.set(key, cell);
      if (cell >= this.failures.length) {
        this.resize(2 * this.failures.length);
      }
    }
    return cell;
  }

  private resize(size: number): void {
    this.byLevel = this.byLevel.map((column) => grow(column, new Uint32Array(size)));
    this.failures = grow(this.failures, new Uint32Array(size));
    this.responses = grow(this.responses, new Uint32Array(size));
    this.responseSum = grow(this.responseSum, new Float64Array(size));
    this.responseP95 = grow(this.responseP95, new Float64Array(size));
  }

  /** A percentile of values that come in parts lies between those of the parts: the mean, each by its values. */
  private addResponses(cell: number, count: number, p95: number): void {
    const before = this.responses[cell];
    this.responses[cell] += count;
    this.responseP95[cell] = meanOf(this.responseP95[cell], before, p95, count);
  }

  /** Goes over to wider windows; each of the new ones is some whole old ones. */
  private widen(width: number): void {
    const old = { ...this.columns(), cellOf: this.cellOf, widthMs: WIDTHS[this.width] };
    this.width = width;
    this.cellOf = new Map();
    this.byLevel = LEVELS.map(() => new Uint32Array(1024));
    [this.failures, this.responses] = [new Uint32Array(1024), new Uint32Array(1024)];
    [this.responseSum, this.responseP95] = [new Float64Array(1024), new Float64Array(1024)];
    for (const [key, from] of old.cellOf) {
      const to = this.cell(Math.floor(key / WINDOWS), (key % WINDOWS) * old.widthMs);
      this.byLevel.forEach((column, level) => (column[to] += old.byLevel[level][from]));
      this.failures[to] += old.failures[from];
      this.responseSum[to] += old.responseSum[from];
      if (old.responses[from] > 0) {
        this.addResponses(to, old.responses[from], old.responseP95[from]);
      }
    }
  }

  private columns() {
    const { byLevel, failures, responses, responseSum, responseP95 } = this;
    return { byLevel, failures, responses, responseSum, responseP95 };
  }

  private logsIn(cell: number): number {
    return this.byLevel.reduce((sum, column) => sum + column[cell], 0);
  }
}

function meanOf(a: number, ofA: number, b: number, ofB: number): number {
  return ofA === 0 ? b : (a * ofA + b * ofB) / (ofA + ofB);
}

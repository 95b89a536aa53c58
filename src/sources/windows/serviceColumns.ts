import { StoreError } from '../../errors';
import { complains } from '../../logs/complains';
import { dropImpossibleSums } from '../../logs/possibleTimes';
import { ERROR, levelOfStatus, LEVELS, UNKNOWN, WARNING } from '../../logs/level';
import { type WindowGrid, type WindowTable } from '../../logs/windowTable';

/** What is counted of one service: a cell per window. */
export class ServiceColumns {
  readonly byLevel: Uint32Array[];
  readonly failures: Uint32Array;
  readonly responses: Uint32Array;
  readonly responseSum: Float64Array;
  readonly responseP95: Float64Array;
  /** By level: logs of WARNING or worse, and those of lower levels with a status of 400 and above. */
  readonly complaints: Uint32Array[];
  /** Those complaints that only their status makes one. */
  readonly complaintsByStatus: Uint32Array;

  constructor(windows: number) {
    this.byLevel = LEVELS.map(() => new Uint32Array(windows));
    this.failures = new Uint32Array(windows);
    this.responses = new Uint32Array(windows);
    this.responseSum = new Float64Array(windows);
    this.responseP95 = new Float64Array(windows).fill(NaN);
    this.complaints = LEVELS.map(() => new Uint32Array(windows));
    this.complaintsByStatus = new Uint32Array(windows);
  }

  /** @param named the level that the logs name; UNKNOWN: none, and that of their status counts */
  addLogs(window: number, named: number, statusCode: number, count: number): void {
    const level = named === UNKNOWN ? levelOfStatus(statusCode) : named;
    add(this.byLevel[level], window, count);
    if (level >= ERROR || statusCode >= 500) {
      add(this.failures, window, count);
    }
    if (complains(level, statusCode)) {
      add(this.complaints[level], window, count);
      add(this.complaintsByStatus, window, named < WARNING ? count : 0);
    }
  }

  addResponses(window: number, count: number): void {
    add(this.responses, window, count);
  }

  /** Where a service has its response times in several places, the larger percentile speaks for both. */
  addP95(window: number, p95: number): void {
    if (!(p95 <= this.responseP95[window])) {
      this.responseP95[window] = p95;
    }
  }
}

/** @throws StoreError for more than a window can have, which would begin at 0 again */
function add(column: Uint32Array, window: number, count: number): void {
  if (count > MOST - column[window]) {
    throw new StoreError(
      `The store counts more than ${MOST} logs of a service in one window, which cannot be. Check whether a proxy between changes its answers.`
    );
  }
  column[window] += count;
}

const MOST = 2 ** 32 - 1;

/** The services' columns, made as services turn up. */
export class AllColumns {
  private readonly columns = new Map<string, ServiceColumns>();

  constructor(readonly grid: WindowGrid) {}

  of(service: string): ServiceColumns {
    let columns = this.columns.get(service);
    if (!columns) {
      columns = new ServiceColumns(this.grid.windowCount);
      this.columns.set(service, columns);
    }
    return columns;
  }

  complaints(): number {
    return this.total(({ complaints }) => complaints);
  }

  /** Complaints that only their status makes one. */
  complaintsByStatus(): number {
    return this.total(({ complaintsByStatus }) => [complaintsByStatus]);
  }

  /** All logs. */
  logs(): number {
    return this.total(({ byLevel }) => byLevel);
  }

  /** Forgets services without a log. */
  dropSilent(): void {
    for (const [service, { byLevel }] of this.columns) {
      if (byLevel.every((column) => column.every((count) => count === 0))) {
        this.columns.delete(service);
      }
    }
  }

  /** By name. */
  get services(): string[] {
    return [...this.columns.keys()].sort();
  }

  private total(columnsOf: (own: ServiceColumns) => readonly Uint32Array[]): number {
    let total = 0;
    for (const own of this.columns.values()) {
      for (const column of columnsOf(own)) {
        total += column.reduce((sum, count) => sum + count, 0);
      }
    }
    return total;
  }
}

/** The table of the services by name. Sums of response times that cannot be are left out, and counted. */
export function windowTableOf(columns: AllColumns): WindowTable {
  const { grid, services } = columns;
  const cells = services.length * grid.windowCount;
  const join = <Column extends Uint32Array | Float64Array>(
    into: Column,
    of: (own: ServiceColumns) => Column
  ): Column => {
    services.forEach((service, index) => into.set(of(columns.of(service)), index * grid.windowCount));
    return into;
  };
  const sums = {
    responses: join(new Uint32Array(cells), (own) => own.responses),
    responseSum: join(new Float64Array(cells), (own) => own.responseSum),
    responseP95: join(new Float64Array(cells), (own) => own.responseP95),
  };
  const droppedResponses = dropImpossibleSums(sums);
  return {
    ...grid,
    services,
    byLevel: LEVELS.map((_, level) => join(new Uint32Array(cells), (own) => own.byLevel[level])),
    failures: join(new Uint32Array(cells), (own) => own.failures),
    ...sums,
    ...(droppedResponses > 0 && { droppedResponses }),
  };
}

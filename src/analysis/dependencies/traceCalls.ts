import { type LogTable } from '../../logs/logTable';

/** What traces tell of who called whom, before it is decided. Services are indexes. */
export interface TraceCalls {
  /** Traces that each service is in. */
  readonly traces: Uint32Array;
  /** Traces in which the caller surely called, at `caller * services + called`. */
  readonly certain: Float64Array;
  /** Calls that any of several may have made. */
  readonly possible: readonly PossibleCall[];
}

export interface PossibleCall {
  readonly called: number;
  readonly callers: readonly number[];
  readonly count: number;
}

/** Different sets of possible callers that are told apart; calls of further ones are left out. */
const MAX_POSSIBLE = 20_000;

/** Of lines that have no neighbour of the same service, and of lines with a response time. */
const MOSTLY = 0.8;

/**
 * Reads calls from the order of the lines in each trace: a service that speaks for the first time was called by one that waits, and one that
 * speaks again has its answer, so that those who spoke in between were called by it or by each other. Where services write one line
 * a request that tells how long it took, they write it when they are done, and the trace is read backwards. Linear in the logs.
 *
 * @param services their names; others are left out
 */
export function traceCalls(table: LogTable, services: readonly string[]): TraceCalls {
  const { order, ends } = rowsByTrace(table);
  const size = services.length;
  const indexOf = new Map(services.map((name, index) => [name, index]));
  const serviceOf = Int32Array.from(table.service.values, (name) => indexOf.get(name) ?? -1);
  const { codes } = table.service;
  const backwards = writtenWhenDone(table, order, ends);

  const traces = new Uint32Array(size);
  const certain = new Float64Array(size * size);
  const seenIn = new Int32Array(size).fill(-1);
  const calledIn = new Int32Array(size * size).fill(-1);
  const possible = new Map<string, number>();
  const waiting: number[] = [];

  /** Those above `place` have answered: the lowest was called by the one there, the others by it or by each other. */
  const close = (place: number, trace: number) => {
    for (let above = place + 1; above < waiting.length; above++) {
      if (above === place + 1) {
        const pair = waiting[place] * size + waiting[above];
        certain[pair] += calledIn[pair] === trace ? 0 : 1;
        calledIn[pair] = trace;
      } else {
        const key = waiting.slice(place, above + 1).join(' ');
        const count = possible.get(key);
        if (count !== undefined || possible.size < MAX_POSSIBLE) {
          possible.set(key, (count ?? 0) + 1);
        }
      }
    }
    waiting.length = Math.min(waiting.length, place + 1);
  };

  let from = 0;
  for (let trace = 0; trace < ends.length; trace++) {
    const to = ends[trace];
    waiting.length = 0;
    for (let i = from; i < to; i++) {
      const service = serviceOf[codes[order[backwards ? from + to - 1 - i : i]]];
      if (service < 0) {
        continue;
      }
      if (seenIn[service] !== trace) {
        seenIn[service] = trace;
        traces[service]++;
      }
      const place = waiting.lastIndexOf(service);
      if (place >= 0) {
        close(place, trace);
      } else {
        waiting.push(service);
      }
    }
    close(0, trace);
    from = to;
  }
  return { traces, certain, possible: Array.from(possible, ([key, count]) => possibleCall(key, count)) };
}

function possibleCall(key: string, count: number): PossibleCall {
  const callers = key.split(' ').map(Number);
  const called = callers.pop() ?? 0;
  return { called, callers, count };
}

/** Rows side by side by trace, in the order of time, and where each trace's end; rows without a trace are left out. */
function rowsByTrace({ length, traceId }: LogTable): { order: Uint32Array; ends: Uint32Array } {
  const { values, codes } = traceId;
  const next = new Uint32Array(values.length + 1);
  for (let row = 0; row < length; row++) {
    next[codes[row] + 1] += codes[row] === 0 ? 0 : 1;
  }
  for (let trace = 0; trace < values.length; trace++) {
    next[trace + 1] += next[trace];
  }
  const order = new Uint32Array(next[values.length]);
  for (let row = 0; row < length; row++) {
    if (codes[row] !== 0) {
      order[next[codes[row]]++] = row;
    }
  }
  return { order, ends: next.subarray(0, values.length) };
}

function writtenWhenDone({ service, responseTime }: LogTable, order: Uint32Array, ends: Uint32Array): boolean {
  let lines = 0;
  let single = 0;
  let timed = 0;
  let from = 0;
  for (const to of ends) {
    for (let i = from; i < to && to - from > 1; i++) {
      const code = service.codes[order[i]];
      const before = i > from && service.codes[order[i - 1]] === code;
      const after = i + 1 < to && service.codes[order[i + 1]] === code;
      lines++;
      single += before || after ? 0 : 1;
      timed += Number.isNaN(responseTime[order[i]]) ? 0 : 1;
    }
    from = to;
  }
  return single >= MOSTLY * lines && timed >= MOSTLY * lines;
}

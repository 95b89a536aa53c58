import { type LogTable } from '../../logs/logTable';

/** What traces show of who called whom, before it is decided. Services are indexes. */
export interface TraceCalls {
  /** Traces that each service is in. */
  readonly traces: Uint32Array;
  /** Traces in which the caller surely called, at `caller * services + called`; left out: none. */
  readonly certain: ReadonlyMap<number, number>;
  /** Calls that any of several may have made. */
  readonly possible: readonly PossibleCall[];
}

interface PossibleCall {
  readonly called: number;
  readonly callers: readonly number[];
  readonly count: number;
}

/** Different sets of possible callers that are distinguished; calls of further ones are left out. */
const MAX_POSSIBLE = 20_000;

/** Of lines that have no neighbour of the same service, and of lines with a response time. */
const MIN_SHARE_OF_LINES = 0.8;

/**
 * Reads calls from the order of the lines in each trace: a service that logs for the first time was called by one that
 * waits, and one that logs again has its answer, so that those who spoke in between were called by it or by each other.
 * Where services write one line a request that says how long it took, they write it when they are done, and the trace
 * is read backwards. Linear in the logs.
 *
 * @param services their names; others are left out
 */
export function traceCalls(table: LogTable, services: readonly string[]): TraceCalls {
  const lines = linesByTrace(table);
  const { speakers, ends } = lines;
  const size = services.length;
  const indexOf = new Map(services.map((name, index) => [name, index]));
  const serviceOf = Int32Array.from(table.service.values, (name) => indexOf.get(name) ?? -1);
  const backwards = writtenWhenDone(lines);

  const traces = new Uint32Array(size);
  lines.alone.forEach((count, code) => {
    if (serviceOf[code] >= 0) {
      traces[serviceOf[code]] += count;
    }
  });
  // Of pairs that there are: the square of many services would not fit.
  const certain = new Map<number, number>();
  const seenIn = new Int32Array(size).fill(-1);
  const calledIn = new Map<number, number>();
  const possible = new Map<string, number>();
  const waiting: number[] = [];

  /** Those above `place` have answered: the lowest was called by the one there, the others by it or by each other. */
  const close = (place: number, trace: number) => {
    for (let above = place + 1; above < waiting.length; above++) {
      if (above === place + 1) {
        const pair = waiting[place] * size + waiting[above];
        if (calledIn.get(pair) !== trace) {
          certain.set(pair, (certain.get(pair) ?? 0) + 1);
          calledIn.set(pair, trace);
        }
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
      const service = serviceOf[speakers[backwards ? from + to - 1 - i : i]];
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

/** The lines of traces of two and more; codes of services stand for those who speak. */
interface TraceLines {
  /** Who speaks in each line: side by side by trace, in the order of time. */
  readonly speakers: Uint32Array;
  /** Where the lines of each trace end. */
  readonly ends: Uint32Array;
  /** How many of them have a response time. */
  readonly timed: number;
  /** Traces of a single line, by who speaks in it. */
  readonly alone: Uint32Array;
}

/** A counting sort by trace; lines without a trace are left out. */
function linesByTrace({ length, traceId, service, responseTime }: LogTable): TraceLines {
  const traceOf = traceId.codes;
  const sizes = new Uint32Array(traceId.values.length);
  for (let row = 0; row < length; row++) {
    sizes[traceOf[row]]++;
  }
  sizes[0] = 0;
  const next = new Uint32Array(sizes.length);
  let total = 0;
  for (let trace = 0; trace < sizes.length; trace++) {
    next[trace] = total;
    total += sizes[trace] > 1 ? sizes[trace] : 0;
  }
  const speakers = new Uint32Array(total);
  const alone = new Uint32Array(service.values.length);
  let timed = 0;
  for (let row = 0; row < length; row++) {
    const trace = traceOf[row];
    if (sizes[trace] > 1) {
      speakers[next[trace]++] = service.codes[row];
      timed += Number.isNaN(responseTime[row]) ? 0 : 1;
    } else if (sizes[trace] === 1) {
      alone[service.codes[row]]++;
    }
  }
  return { speakers, ends: next, timed, alone };
}

function writtenWhenDone({ speakers, ends, timed }: TraceLines): boolean {
  let single = 0;
  let from = 0;
  for (let trace = 0; trace < ends.length; trace++) {
    const to = ends[trace];
    for (let i = from; i < to; i++) {
      const before = i > from && speakers[i - 1] === speakers[i];
      const after = i + 1 < to && speakers[i + 1] === speakers[i];
      single += before || after ? 0 : 1;
    }
    from = to;
  }
  const lines = speakers.length;
  return single >= MIN_SHARE_OF_LINES * lines && timed >= MIN_SHARE_OF_LINES * lines;
}

import { type LogTable } from '../../logs/logTable';
import { lowerBound } from '../../logs/lowerBound';
import { evenly } from '../statistics/evenly';

/** Ids of a span and of its parent, as fields of an object or as `key=value`: `"parent_span_id": "00f067aa0ba902b7"`. */
const ID = String.raw`["']?\s{0,3}[:=]\s{0,3}["']?([\w-]{1,64})`;
const PARENT = new RegExp(String.raw`\bparent[_.-]?(?:span[_.-]?)?id${ID}`, 'i');
const SPAN = new RegExp(String.raw`(?<!parent[_.-]?)\bspan[_.-]?id${ID}`, 'i');

/** What stands where there is no parent. */
const NONE = /^(?:0+|null|none|undefined|-)$/i;

/** So many lines of traces are looked at, and this share of them has to name a span and its parent. */
const LOOKED_AT = 200;
const LEAST_SHARE = 0.3;

/** A span, by its lines that say how long it took: the last one when it was done. */
interface Span {
  readonly rows: number[];
  readonly parent: string;
  /** What it waited for: from and to, ms, two values each. */
  readonly children: number[];
}

/**
 * How long each log's own work took, ms: a span less the time in which its children ran, where lines name the ids of
 * their span and of its parent and say when it was done how long it took. Who waits for a slow service is not slow by
 * itself. Of spans without a child in the logs it is all of their time; NaN as in the table.
 *
 * @returns undefined where lines name no parents
 */
export function ownTimes(table: LogTable): Float64Array | undefined {
  const { length, timeMs, timeNs, traceId, responseTime } = table;
  const rows: number[] = [];
  for (let row = 0; row < length; row++) {
    if (traceId.codes[row] !== 0 && responseTime[row] > 0) {
      rows.push(row);
    }
  }
  if (!namesParents(table, rows)) {
    return undefined;
  }
  const spans = new Map<string, Span>();
  for (const row of rows) {
    const line = table.line.at(row);
    const id = SPAN.exec(line)?.[1];
    if (id !== undefined) {
      const parent = PARENT.exec(line)?.[1] ?? '';
      const trace = traceId.codes[row];
      const key = `${trace} ${id}`;
      const span = spans.get(key) ?? {
        rows: [],
        parent: NONE.test(parent) ? '' : `${trace} ${parent}`,
        children: [],
      };
      span.rows.push(row);
      spans.set(key, span);
    }
  }
  const endOf = ({ rows }: Span) => {
    const last = rows[rows.length - 1];
    return timeMs[last] + timeNs[last] / 1e6;
  };
  for (const span of spans.values()) {
    const end = endOf(span);
    spans.get(span.parent)?.children.push(end - responseTime[span.rows[span.rows.length - 1]], end);
  }
  const own = responseTime.slice();
  for (const span of spans.values()) {
    const end = endOf(span);
    const ran = timeCovered(span.children, end);
    for (const row of span.rows) {
      own[row] -= ran(end - responseTime[row]);
    }
  }
  return own;
}

function namesParents({ line }: LogTable, rows: readonly number[]): boolean {
  const looked = evenly(rows, LOOKED_AT);
  const named = looked.filter((row) => PARENT.test(line.at(row)) && SPAN.test(line.at(row)));
  return named.length > 0 && named.length >= LEAST_SHARE * looked.length;
}

/**
 * How much of the time from an instant to `end` intervals cover, however they overlap: they are sorted once for all
 * instants that are asked for.
 */
function timeCovered(intervals: readonly number[], end: number): (from: number) => number {
  const pairs = Array.from({ length: intervals.length / 2 }, (_, i) => [intervals[2 * i], intervals[2 * i + 1]]);
  const apart: Array<[from: number, to: number]> = [];
  for (const [from, to] of pairs.sort((a, b) => a[0] - b[0])) {
    const last = apart.at(-1);
    const until = Math.min(to, end);
    if (last && from <= last[1]) {
      last[1] = Math.max(last[1], until);
    } else if (until > from) {
      apart.push([from, until]);
    }
  }
  const ends = Float64Array.from(apart, ([, to]) => to);
  // How much those from each on cover.
  const after = new Float64Array(apart.length + 1);
  for (let i = apart.length - 1; i >= 0; i--) {
    after[i] = after[i + 1] + apart[i][1] - apart[i][0];
  }
  return (from) => {
    const first = lowerBound(ends, from);
    return first === apart.length ? 0 : after[first] - Math.max(0, from - apart[first][0]);
  };
}

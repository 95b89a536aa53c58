import { type LogTable } from '../../logs/logTable';

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
    for (const row of span.rows) {
      own[row] -= covered(span.children, end - responseTime[row], end);
    }
  }
  return own;
}

function namesParents({ line }: LogTable, rows: readonly number[]): boolean {
  const step = Math.max(1, rows.length / LOOKED_AT);
  const looked = Array.from({ length: Math.min(rows.length, LOOKED_AT) }, (_, i) => rows[Math.floor(i * step)]);
  const named = looked.filter((row) => PARENT.test(line.at(row)) && SPAN.test(line.at(row)));
  return named.length > 0 && named.length >= LEAST_SHARE * looked.length;
}

/** How much of the time between `from` and `to` intervals cover, however they overlap. */
function covered(intervals: readonly number[], from: number, to: number): number {
  const pairs = Array.from({ length: intervals.length / 2 }, (_, i) => [intervals[2 * i], intervals[2 * i + 1]]);
  let sum = 0;
  let until = from;
  for (const [start, end] of pairs.sort((a, b) => a[0] - b[0])) {
    const first = Math.max(start, until);
    const last = Math.min(end, to);
    if (last > first) {
      sum += last - first;
      until = last;
    }
  }
  return sum;
}

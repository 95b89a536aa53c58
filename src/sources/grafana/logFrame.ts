import { StoreError } from '../../errors';
import { arrayOf, type JsonObject, jsonOf, numberOf, objectOf, textOf } from '../../logs/json';
import { type KnownFields } from '../../logs/lineParser';
import { isObject } from '../../objects';

/** Log lines of one frame, as columns. */
export interface LogFrame {
  readonly length: number;
  /** Whole milliseconds since the epoch; NaN where the line has no time. */
  timeMs(row: number): number;
  /** Nanoseconds within that millisecond. */
  timeNs(row: number): number;
  line(row: number): string;
  /** What the frame knows of a line: labels, severity, any other column. */
  known(row: number): KnownFields;
}

interface Column {
  readonly name: string;
  readonly type: string;
  readonly labels: JsonObject;
  readonly values: readonly unknown[];
  readonly nanos: readonly unknown[];
  readonly isHidden: boolean;
}

/** What the column of lines is called, by the data plane's contract and before it; otherwise it is the first text. */
const LINE_NAMES = ['body', 'line', 'message', '@message', 'msg', 'log', 'content', '_source'];
/** Columns that say nothing of what was logged. */
const NO_FIELDS = new Set(['id', 'tsns', 'labeltypes']);
const MAX_DEPTH = 4;
const NS_PER_MS = 1e6;

/**
 * Reads a frame of Grafana's JSON as log lines: by the data plane's contract (timestamp, body, severity, id, labels),
 * or as data sources gave them before it (a time, a text, labels on the field or in a column).
 *
 * @returns undefined for a frame without fields or rows.
 * @throws StoreError for one that holds something other than lines.
 */
export function logFrameOf(json: unknown): LogFrame | undefined {
  const columns = columnsOf(json);
  const length = lengthOf(columns);
  if (length === 0) {
    return undefined;
  }
  const time = columns.find(({ type }) => type === 'time');
  const line = lineColumn(columns);
  if (!time || !line) {
    const names = columns.map(({ name, type }) => `${name} (${type})`).join(', ');
    throw new StoreError(
      `The data source answered with something other than log lines: ${names}. Give a query that selects lines, with a time and a text.`,
      400
    );
  }
  const labels = Object.fromEntries(columns.flatMap((column) => pairsOf(column.labels)));
  const others = columns.filter(
    (column) => column !== time && column !== line && !column.isHidden && !NO_FIELDS.has(column.name.toLowerCase())
  );
  return {
    length,
    timeMs: (row) => Math.floor(numberOf(time.values[row])),
    timeNs: (row) => nanosOf(time.nanos[row]),
    line: (row) => anyText(line.values[row]),
    known: others.length === 0 ? () => labels : (row) => knownOf(others, row, labels),
  };
}

function columnsOf(json: unknown): Column[] {
  const { schema, data } = objectOf(json);
  const { fields = [] } = objectOf(schema);
  const { values = [], nanos } = objectOf(data);
  if (!isObject(json) || !Array.isArray(fields) || !Array.isArray(values)) {
    throw new StoreError('Grafana answered a query with what is no frame. Check the URL, and any proxy between.');
  }
  return fields.map((field: unknown, i) => {
    const { name, type, labels, config } = objectOf(field);
    return {
      name: textOf(name),
      type: textOf(type),
      labels: objectOf(labels),
      values: arrayOf(values[i]),
      nanos: arrayOf(arrayOf(nanos)[i]),
      isHidden: objectOf(objectOf(config).custom).hidden === true,
    };
  });
}

/** @throws StoreError where columns are of different lengths: what belongs to what is not known then */
function lengthOf(columns: readonly Column[]): number {
  const lengths = columns.map(({ values }) => values.length);
  const [length = 0] = lengths;
  if (lengths.some((own) => own !== length)) {
    const said = columns.map(({ name, values }) => `${name}: ${values.length}`).join(', ');
    throw new StoreError(
      `The data source answered with a frame that contradicts itself: its columns are of different lengths (${said.slice(0, 300)}).`
    );
  }
  return length;
}

function lineColumn(columns: readonly Column[]): Column | undefined {
  const named = LINE_NAMES.map((wanted) =>
    columns.find(({ name, type }) => name.toLowerCase() === wanted && type !== 'number' && type !== 'time')
  );
  return (
    named.find((column) => column !== undefined) ??
    columns.find(({ name, type }) => type === 'string' && !NO_FIELDS.has(name.toLowerCase()))
  );
}

function knownOf(columns: readonly Column[], row: number, labels: KnownFields): KnownFields {
  const known: Record<string, string> = { ...labels };
  for (const { name, values } of columns) {
    const value = values[row];
    if (isObject(value)) {
      addPairs(value, '', known);
    } else if (value !== null && value !== undefined) {
      known[name] = anyText(value);
    }
  }
  return known;
}

function pairsOf(fields: JsonObject): Array<[string, string]> {
  const known: Record<string, string> = {};
  addPairs(fields, '', known);
  return Object.entries(known);
}

/** An object's values by their paths: `{ a: { b: 1 } }` is `a.b`. */
function addPairs(fields: JsonObject, prefix: string, into: Record<string, string>, depth = 0): void {
  for (const name in fields) {
    const value = fields[name];
    if (isObject(value) && depth < MAX_DEPTH) {
      addPairs(value, `${prefix}${name}.`, into, depth + 1);
    } else if (value !== null && value !== undefined) {
      into[prefix + name] = anyText(value);
    }
  }
}

function nanosOf(value: unknown): number {
  return Number.isInteger(value) && Number(value) >= 0 && Number(value) < NS_PER_MS ? Number(value) : 0;
}

function anyText(value: unknown): string {
  return typeof value === 'string' ? value : value === null || value === undefined ? '' : jsonOf(value);
}

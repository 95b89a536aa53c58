import { durationIn, mayHoldDuration } from '../../logs/durations/durationIn';
import { parseLevel } from '../../logs/levels/parseLevel';
import { type Field, recogniseField, type Role } from '../../logs/fieldNames';
import { withValues } from '../../logs/fieldTree';
import { type JsonObject } from '../../logs/json';
import { isLogfmt } from '../../logs/logfmt';
import { type LearnedOrder, learnOrder } from '../../logs/form/learnOrder';
import { readStamp } from '../../logs/time/readStamp';
import { Stamp } from '../../logs/time/stamp';
import { type TimeKind, TimeReader } from '../../logs/time/timeReader';
import { type LearnedValues } from '../../logs/values/learnedValues';
import { type FieldMapping } from '../../query/settings';
import { learnColumns, needParser } from './columnValues';
import { type Row, splitRows, withDoubledQuotes } from './tableRows';
import { isByComma, w3cFields } from './w3cFields';

export interface TableColumn {
  name: string;
  field: Field | undefined;
}

/** What was learned of a table from its first rows. */
export interface TableForm {
  columns: TableColumn[];
  /** The columns that rows have from here on: `#Fields:` may name others anywhere. Shared by the pieces of a file. */
  header: { columns: TableColumn[] };
  /** The byte between columns. */
  separator: number;
  /** Where the first row begins. */
  end: number;
  /** The mapping, completed by what only the values show. */
  mapping: FieldMapping;
  /** In which unit bare numbers are. */
  values: LearnedValues;
  order: LearnedOrder | undefined;
  /** A time of its first row. */
  example: string;
  /** The bytes to read: those of the file, but for its dialect of quotes. */
  bytes: Uint8Array;
  /** Quotes within cells follow a backslash: they are doubled in `bytes`. */
  isEscaped: boolean;
  /** A column is what its name says, all by itself: no text or object has to be looked into. */
  isPlain: boolean;
  /** Its first line names the columns. */
  hasHeader: boolean;
  /** Most rows have as many cells as there are columns. */
  isEven: boolean;
  /** A line that begins with # is a remark. */
  hasRemarks: boolean;
}

/** How much of a file is looked at. */
const SAMPLE = 65_536;
const ROWS = 200;
const SEPARATORS = [',', ';', '\t', '|'];
/** So many of a column's values are looked at to find what it is. */
const MIN_SHARE = 0.8;

/**
 * Learns the columns of a table.
 * @param least so many columns must be there where no header names them
 * @returns undefined where the text is none, as far as its beginning shows
 */
export function learnTable(bytes: Uint8Array, mapping: FieldMapping, nearMs: number, least = 2): TableForm | undefined {
  const decoded = new TextDecoder().decode(bytes.subarray(0, SAMPLE));
  const cut = bytes.length > SAMPLE ? decoded.lastIndexOf('\n') + 1 : 0;
  const whole = cut > 0 ? decoded.slice(0, cut) : decoded;
  const isEscaped = whole.includes('\\"') && !whole.includes('""') && /[,;\t|]"/.test(whole);
  const text = isEscaped ? whole.replaceAll('\\"', '""') : whole;
  const head = readHead(text);
  const rows = rowsUnder(head, text);
  const widths = rows.map(({ cells }) => cells.length);
  const width = mostUsual(widths) ?? head.names.length;
  const isEven = widths.filter((count) => count === width).length >= widths.length * MIN_SHARE;
  // Quick: this is asked of all text.
  if (!head.hasHeader && (!isEven || Math.max(width, rows[0]?.cells.length ?? 0) < least)) {
    return undefined;
  }
  const names = head.hasHeader ? head.names : namesByValues(rows);
  if (!names || names.length < 2) {
    return undefined;
  }
  const columns = withoutName(names, Math.max(names.length, isEven ? width : 0));
  const even = rows.filter(({ cells }) => cells.length === columns.length);
  const learned = byValues(columns, even, mapping, head.hasHeader);
  const values = learnColumns(columns, even, learned);
  const fields = columnsOf(columns, learned, values);
  return {
    columns: fields,
    header: { columns: fields },
    separator: head.separator.charCodeAt(0),
    end: Buffer.byteLength(text.slice(0, head.rowsAt)),
    mapping: learned,
    values,
    order: orderOf(fields, even, nearMs),
    example:
      even[0]?.cells[
        bestOf(
          fields.map(({ field }) => field),
          'time'
        )
      ] ?? '',
    bytes: isEscaped ? withDoubledQuotes(bytes) : bytes,
    isEscaped,
    isPlain: !head.isW3c && isPlain(fields, even, learned) && !needParser(columns, even, learned),
    hasHeader: head.hasHeader,
    isEven,
    hasRemarks: head.hasRemarks,
  };
}

/** Takes the columns that a remark names, where it names any. */
export function nameColumns({ header, mapping, values }: TableForm, remark: string): void {
  const names = w3cFields(remark);
  if (names && names.join(' ') !== header.columns.map(({ name }) => name).join(' ')) {
    header.columns = columnsOf(names, mapping, values);
  }
}

function columnsOf(names: readonly string[], mapping: FieldMapping, values: LearnedValues): TableColumn[] {
  return names.map((name) => ({ name, field: withValues(recogniseField(name.split('.'), mapping), values) }));
}

/** The first rows that the header is of: not the remarks, nor what is under another `#Fields:`. */
function rowsUnder({ separator, rowsAt, hasRemarks, isW3c }: Head, text: string): Row[] {
  const rows = splitRows(text, separator, rowsAt, ROWS);
  const next = isW3c ? rows.findIndex(({ cells }) => w3cFields(cells.join(' ')) !== undefined) : -1;
  return (next < 0 ? rows : rows.slice(0, next)).filter(({ cells }) => !(hasRemarks && cells[0].startsWith('#')));
}

interface Head {
  names: string[];
  separator: string;
  rowsAt: number;
  hasHeader: boolean;
  hasRemarks: boolean;
  /** Its columns are named by `#Fields:`, as IIS and CloudFront do, maybe more than once. */
  isW3c?: boolean;
}

/** What stands before the rows: `sep=,`, remarks, the names of the columns. */
function readHead(text: string): Head {
  let separator: string | undefined;
  let hasRemarks = false;
  for (let at = 0; at < text.length;) {
    const newline = text.indexOf('\n', at);
    const next = newline < 0 ? text.length : newline + 1;
    const line = text.slice(at, next).trimEnd();
    const fields = w3cFields(line);
    const declared = /^"?sep=(.)"?$/i.exec(line);
    if (declared) {
      separator = declared[1];
    } else if (fields) {
      const row = text
        .slice(next)
        .split('\n', 50)
        .find((one) => !one.startsWith('#'));
      const sign = isByComma(line.replace(/^\S+\s+/, '')) ? ',' : row?.includes('\t') ? '\t' : ' ';
      return { names: fields, separator: sign, rowsAt: next, hasHeader: true, hasRemarks: true, isW3c: true };
    } else if (line.startsWith('#') && !isHeading(line.slice(1), text.slice(next))) {
      hasRemarks = true;
    } else if (line.trim() !== '') {
      const start = line.startsWith('#') ? at + 1 : at;
      separator ??= separatorOf(text, start);
      const row = splitRows(text, separator, start, 1).at(0);
      if (!row) {
        // A quote that never ends, with nothing behind it.
        break;
      }
      const names = row.cells.map((cell) => cell.trim());
      const hasHeader = !names.some(isValue);
      return { names, separator, rowsAt: hasHeader ? row.end : start, hasHeader, hasRemarks };
    }
    at = next;
  }
  return { names: [], separator: ',', rowsAt: text.length, hasHeader: false, hasRemarks };
}

/** Whether a line that begins as a remark has as many columns as the rows behind it. */
function isHeading(line: string, rest: string): boolean {
  return SEPARATORS.some((separator) => {
    const count = line.split(separator).length;
    const [row] = splitRows(rest, separator, 0, 1);
    return count > 1 && row !== undefined && !row.cells[0].startsWith('#') && row.cells.length === count;
  });
}

function separatorOf(text: string, from: number): string {
  const counts = [...SEPARATORS, ...(isSpaced(text.slice(from)) ? [' '] : [])].map((separator) => ({
    separator,
    count: splitRows(text, separator, from, 1)[0]?.cells.length ?? 0,
  }));
  return counts.reduce((most, one) => (one.count > most.count ? one : most)).separator;
}

/**
 * Columns between spaces, as the flow logs of AWS have them: only where the first line is names and each line has as
 * many words.
 */
function isSpaced(text: string): boolean {
  const lines = text.split('\n', 20).filter((line) => line.trim() !== '');
  const [names, ...rows] = lines.slice(0, -1).map((line) => line.trimEnd().split(' '));
  return (
    names !== undefined &&
    names.length >= 6 &&
    rows.length > 0 &&
    names.every((name) => /^[a-z][a-z0-9_-]*$/.test(name)) &&
    rows.every((row) => row.length === names.length)
  );
}

/** A cell that no column is called by. */
function isValue(cell: string): boolean {
  return /^-?[\d.,]+$/.test(cell) || times.readField(cell, parts) !== undefined;
}

/** Columns that the header leaves out: a cell more, as the event viewer of Windows writes it, is the message. */
function withoutName(names: readonly string[], width: number): string[] {
  return Array.from({ length: width }, (_, i) => names[i] ?? (i === names.length ? 'message' : `column ${i + 1}`));
}

/** Columns without a header: a number each, but for a day and a time of day in two of them, which belong together. */
function namesByValues(rows: readonly Row[]): string[] | undefined {
  const kinds = rows[0]?.cells.map((_, column) => {
    const [kind, ...others] = new Set(rows.map(({ cells }) => kindOf(cells[column] ?? '')));
    return others.length === 0 ? kind : undefined;
  });
  const date = kinds?.indexOf('date') ?? -1;
  const clock = kinds?.indexOf('clock') ?? -1;
  const isInTwo = date >= 0 && clock >= 0 && !kinds?.includes('time');
  return kinds?.map((_, i) => (isInTwo && i === date ? 'date' : isInTwo && i === clock ? 'time' : `column ${i + 1}`));
}

const times = new TimeReader({ anchor: { nearMs: 0, nowMs: NaN } });
const parts = { timeMs: 0, timeNs: 0 };

/**
 * What the columns' values show where their names don't: which is the time, and without a header the level and the
 * message.
 */
function byValues(
  names: readonly string[],
  rows: readonly Row[],
  mapping: FieldMapping,
  hasHeader: boolean
): FieldMapping {
  const recognised = (role: Role): number =>
    bestOf(
      names.map((name) => recogniseField(name.split('.'), mapping)),
      role
    );
  const valuesOf = (column: number): string[] => rows.map(({ cells }) => cells[column]).filter((cell) => cell !== '');
  const share = (column: number, is: (cell: string) => boolean): number => {
    const values = valuesOf(column);
    return values.length === 0 ? 0 : values.filter(is).length / values.length;
  };
  const first = (is: (cell: string) => boolean): number =>
    names.findIndex((_, column) => share(column, is) >= MIN_SHARE);
  const learned = { ...mapping };
  const take = (role: 'time' | 'level' | 'message' | 'statusCode', column: number): void => {
    if (learned[role] === undefined && column >= 0) {
      learned[role] = names[column];
    }
  };
  const time = recognised('time');
  if (time < 0 || (rows.length > 0 && share(time, (cell) => kindOf(cell) !== undefined) === 0)) {
    const isTime = (cell: string): boolean => kindOf(cell) === 'time';
    const words = first((cell) => isTime(cell) && !/^\d+$/.test(cell));
    take('time', words >= 0 ? words : first(isTime));
  }
  if (recognised('level') < 0) {
    const service = recognised('service');
    const levels = names.findIndex(
      (_, column) =>
        column !== service &&
        share(column, isLevel) >= MIN_SHARE &&
        valuesOf(column).some((cell) => !MAYBE_LEVEL.test(cell))
    );
    take('level', levels);
  }
  if (!hasHeader) {
    // Most rows have words there; of several such columns the one with the longest.
    const words = names.map((_, column) => valuesOf(column).filter((cell) => cell.includes(' ') && !kindOf(cell)));
    const weights = words.map((cells) => cells.length * WORDS_WEIGHT + cells.join('').length / rows.length);
    take('message', weights.indexOf(Math.max(...weights)));
    take(
      'statusCode',
      first((cell) => USUAL_STATUSES.has(cell))
    );
  }
  return learned;
}

function isLevel(cell: string): boolean {
  return /^[a-z]{3,}$/i.test(cell) && parseLevel(cell) !== undefined;
}

/** Words that are a level to some loggers, and anything else to others: a protocol, how something ended. */
const MAYBE_LEVEL = /^(?:http|success|ok|config|mark|audit|normal|default|log|fine|note|information)$/i;

/** So many characters on average are as good as one more row with words. */
const WORDS_WEIGHT = 100;

/** Other numbers of three digits may be anything. */
const USUAL_STATUSES = new Set(
  '200 201 202 204 206 301 302 303 304 307 308 400 401 403 404 405 409 410 413 422 429 499 500 502 503 504'.split(' ')
);

function kindOf(cell: string): TimeKind | undefined {
  return times.readField(cell, parts);
}

/** The column that is a role, of several the most specific; -1 for none. */
export function bestColumn({ columns }: { columns: readonly TableColumn[] }, role: Role): number {
  return bestOf(
    columns.map(({ field }) => field),
    role
  );
}

function bestOf(fields: ReadonlyArray<Field | undefined>, role: Role): number {
  return fields.reduce<number>(
    (best, field, column) => (field?.role === role && field.rank < (fields[best]?.rank ?? Infinity) ? column : best),
    -1
  );
}

function orderOf(columns: readonly TableColumn[], rows: readonly Row[], nearMs: number): LearnedOrder | undefined {
  const column = columns.map(({ field }, i) => (field?.role === 'time' ? i : -1)).filter((i) => i >= 0);
  const stamps = column.flatMap((i) =>
    rows.flatMap(({ cells }) => {
      const stamp = new Stamp();
      return readStamp(cells[i].trim(), 0, stamp, undefined, true) ? [stamp] : [];
    })
  );
  return learnOrder(stamps, nearMs);
}

/** Whether nothing has to be looked into but single cells. */
function isPlain(columns: readonly TableColumn[], rows: readonly Row[], mapping: FieldMapping): boolean {
  const time = bestColumn({ columns }, 'time');
  const message = bestColumn({ columns }, 'message');
  const isWhole = rows.every(({ cells }) => time < 0 || kindOf(cells[time]) !== 'clock');
  const hasResponseTime = bestColumn({ columns }, 'responseTime') >= 0;
  const saysMore = (cell: string): boolean =>
    isLogfmt(cell) ||
    cell.includes(' HTTP/') ||
    (!hasResponseTime && mayHoldDuration(cell) && !Number.isNaN(durationIn(cell)));
  const isSimple = rows.every(({ cells }) =>
    cells.every((cell, i) => !cell.startsWith('{') && (i !== message || !saysMore(cell)))
  );
  return isWhole && isSimple && mapping.pattern === undefined && message >= 0;
}

/** The cells of a row by their names; those that hold an object as such. */
export function fieldsOfRow(
  columns: readonly TableColumn[],
  cell: (column: number) => string,
  parse: (text: string) => JsonObject | undefined
): JsonObject {
  const fields: Record<string, unknown> = {};
  columns.forEach(({ name, field }, column) => {
    const text = cell(column);
    if (text === '' || text === '-' || Object.hasOwn(fields, name)) {
      return; // of two columns of one name the first counts
    }
    const isObject = text.startsWith('{') && text.endsWith('}') && field?.role !== 'message';
    fields[name] = isObject ? (parse(text) ?? labelsOf(text)) : text;
  });
  return fields;
}

/** `{app="cart", level="error"}`, as Loki and VictoriaLogs write labels. */
function labelsOf(text: string): JsonObject {
  return Object.fromEntries(
    [...text.matchAll(/\b(\w{1,100})="((?:[^"\\]|\\.)*)"/g)].map(([, name, value]) => [name, value])
  );
}

function mostUsual(counts: readonly number[]): number | undefined {
  const seen = new Map<number, number>();
  counts.forEach((count) => seen.set(count, (seen.get(count) ?? 0) + 1));
  return [...seen].reduce<[number, number] | undefined>(
    (most, one) => (!most || one[1] > most[1] ? one : most),
    undefined
  )?.[0];
}

/** The same form for a piece of the table. @param isFirst it begins with the header */
export function ofPiece(table: TableForm, bytes: Uint8Array, isFirst: boolean): TableForm {
  return {
    ...table,
    end: isFirst ? table.end : 0,
    bytes: table.isEscaped ? withDoubledQuotes(bytes) : bytes,
  };
}

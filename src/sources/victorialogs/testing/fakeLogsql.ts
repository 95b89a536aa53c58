import { forEachPair, isLogfmt } from '../../../logs/logfmt';
import { numberIn, readFilter } from './fakeFilter';
import { type FakeLog, nanosecondsOf, timeText } from './fakeLog';
import { readStats } from './fakeStats';
import { LogsqlError, Tokens } from './tokens';

type Fields = Readonly<Record<string, string>>;
type Pipe = (rows: readonly Fields[]) => Fields[];

/**
 * What a query gives of logs, as far as it is written of what Seismolog itself writes: filters by word, text and
 * number, and some pipes.
 *
 * @throws LogsqlError for anything else
 */
export function runQuery(query: string, logs: readonly FakeLog[]): Fields[] {
  const tokens = new Tokens(query);
  const filter = readFilter(tokens);
  let rows: Fields[] = logs
    .map(({ time, fields }) => ({ ...fields, _time: timeText(time), _stream: '{}', _stream_id: '0' }))
    .filter(filter);
  while (!tokens.isEnd) {
    tokens.expect('|');
    rows = readPipe(tokens)(rows);
  }
  return rows.map((row) => Object.fromEntries(Object.entries(row).filter(([, text]) => text !== '')));
}

function readPipe(tokens: Tokens): Pipe {
  const name = tokens.word();
  switch (name) {
    case 'filter': {
      const filter = readFilter(tokens);
      return (rows) => rows.filter(filter);
    }
    case 'stats':
      return readStats(tokens);
    case 'delete': {
      const names = [tokens.word()];
      while (tokens.take(',')) {
        names.push(tokens.word());
      }
      return (rows) => rows.map((row) => ({ ...row, ...Object.fromEntries(names.map((each) => [each, ''])) }));
    }
    case 'fields': {
      const kept = tokens.word();
      return (rows) => rows.map((row) => ({ [kept]: row[kept] ?? '' }));
    }
    case 'math':
      return readMath(tokens);
    case 'format': {
      const form = tokens.word();
      tokens.expect('as');
      const into = tokens.word();
      return (rows) =>
        rows.map((row) => ({ ...row, [into]: form.replace(/<([\w.]+)>/g, (_, name: string) => row[name] ?? '') }));
    }
    case 'unpack_json':
      return readUnpack(tokens, jsonFields);
    case 'unpack_logfmt':
      return readUnpack(tokens, logfmtFields);
    default:
      throw new LogsqlError(`unexpected pipe name "${name}"`);
  }
}

/** A field as a number, rounded to two digits, or divided and rounded. */
function readMath(tokens: Tokens): Pipe {
  const isRounded = tokens.take('round');
  if (isRounded) {
    tokens.expect('(');
  }
  const from = tokens.word();
  const divisor = tokens.take('/') ? Number(tokens.word()) : undefined;
  while (isRounded && tokens.peek() !== 'as') {
    tokens.take(tokens.peek());
  }
  tokens.expect('as');
  const into = tokens.word();
  const valueOf = (value: number) => {
    if (divisor !== undefined) {
      return Math.round(value / divisor);
    }
    return isRounded ? (value > 0 ? Number(value.toPrecision(2)) : NaN) : value;
  };
  return (rows) => rows.map((row) => ({ ...row, [into]: String(valueOf(numberAt(row, from))) }));
}

/** A time in nanoseconds since the epoch. */
function numberAt(row: Fields, name: string): number {
  const text = row[name] ?? '';
  return name === '_time' ? Number(nanosecondsOf(text)) : numberIn(text);
}

function readUnpack(tokens: Tokens, parse: (text: string) => Record<string, string>): Pipe {
  tokens.expect('from');
  const from = tokens.word();
  tokens.expect('fields');
  tokens.expect('(');
  const names = tokens.list(')', () => tokens.word());
  tokens.expect('result_prefix');
  const prefix = tokens.word();
  return (rows) =>
    rows.map((row) => {
      const found = parse(row[from] ?? '');
      return { ...row, ...Object.fromEntries(names.map((name) => [prefix + name, found[name] ?? ''])) };
    });
}

function logfmtFields(text: string): Record<string, string> {
  const fields: Record<string, string> = {};
  if (isLogfmt(text)) {
    forEachPair(text, (name, value) => {
      fields[name] ??= value;
    });
  }
  return fields;
}

/** As VictoriaLogs makes fields of JSON: with dots between the names. */
export function jsonFields(text: string): Record<string, string> {
  const fields: Record<string, string> = {};
  const visit = (value: unknown, path: string): void => {
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) {
      Object.entries(value).forEach(([name, inner]) => visit(inner, path === '' ? name : `${path}.${name}`));
    } else if (value !== null && path !== '') {
      fields[path] = typeof value === 'string' ? value : JSON.stringify(value);
    }
  };
  if (text.startsWith('{')) {
    visit(JSON.parse(text), '');
  }
  return fields;
}

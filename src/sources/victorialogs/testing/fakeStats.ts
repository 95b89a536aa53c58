import { numberIn } from './fakeFilter';
import { nanosecondsOf, timeText } from './fakeLog';
import { LogsqlError, type Tokens } from './tokens';

type Fields = Readonly<Record<string, string>>;

interface Group {
  readonly name: string;
  readonly of: (fields: Fields) => string;
}

interface Column {
  readonly name: string;
  readonly of: (rows: readonly Fields[]) => string;
}

/** Reads what follows `stats`. */
export function readStats(tokens: Tokens): (rows: readonly Fields[]) => Fields[] {
  const groups = tokens.take('by') && tokens.take('(') ? tokens.list(')', () => readGroup(tokens)) : [];
  const columns = [readColumn(tokens)];
  while (tokens.take(',')) {
    columns.push(readColumn(tokens));
  }
  return (rows) => {
    const byKey = new Map<string, { fields: Fields; rows: Fields[] }>();
    if (groups.length === 0) {
      byKey.set('', { fields: {}, rows: [] });
    }
    for (const row of rows) {
      const fields = Object.fromEntries(groups.map(({ name, of }) => [name, of(row)]));
      const key = groups.length === 0 ? '' : JSON.stringify(fields);
      const group = byKey.get(key) ?? { fields, rows: [] };
      byKey.set(key, group);
      group.rows.push(row);
    }
    return [...byKey.values()].map((group) => ({
      ...group.fields,
      ...Object.fromEntries(columns.map(({ name, of }) => [name, of(group.rows)])),
    }));
  };
}

function readGroup(tokens: Tokens): Group {
  const name = tokens.word();
  const step = tokens.take(':') ? tokens.word() : undefined;
  if (step === undefined) {
    return { name, of: (fields) => fields[name] ?? '' };
  }
  if (name === '_time') {
    const ns = BigInt(numberIn(step));
    return {
      name,
      of: (fields) => {
        const time = fields._time === undefined ? undefined : nanosecondsOf(fields._time);
        return time === undefined ? '' : timeText(time - (time % ns));
      },
    };
  }
  return {
    name,
    of: (fields) => {
      const value = numberIn(fields[name] ?? '');
      return Number.isNaN(value) ? (fields[name] ?? '') : String(Math.floor(value / Number(step)) * Number(step));
    },
  };
}

function readColumn(tokens: Tokens): Column {
  const kind = tokens.word();
  tokens.expect('(');
  const args = tokens.take(')') ? [] : tokens.list(')', () => tokens.word());
  tokens.expect('as');
  const name = tokens.word();
  return { name, of: (rows) => columnOf(kind, args, rows) };
}

function columnOf(kind: string, args: readonly string[], rows: readonly Fields[]): string {
  const texts = rows.map((row) => row[args[args.length - 1]] ?? '').filter((text) => text !== '');
  const numbers = texts.map(numberIn).sort((a, b) => a - b);
  switch (kind) {
    case 'count':
      return String(rows.length);
    case 'count_uniq':
      return String(new Set(texts).size);
    case 'sum':
      return String(numbers.reduce((sum, value) => sum + value, 0));
    case 'values':
      return JSON.stringify(texts);
    case 'quantile':
      return String(numbers[Math.min(numbers.length - 1, Math.floor(Number(args[0]) * numbers.length))]);
    default:
      throw new LogsqlError(`unknown stats function ${kind}`);
  }
}

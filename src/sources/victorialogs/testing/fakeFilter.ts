import { parseDuration } from '../../../logs/durations/parseDuration';
import { type Tokens } from './tokens';

type Fields = Readonly<Record<string, string>>;
export type Filter = (fields: Fields) => boolean;

/** Reads a filter up to a pipe, a bracket or the end. */
export function readFilter(tokens: Tokens): Filter {
  const either = [readAll(tokens)];
  while (tokens.take('or')) {
    either.push(readAll(tokens));
  }
  return (fields) => either.some((filter) => filter(fields));
}

function readAll(tokens: Tokens): Filter {
  const all = [readOne(tokens)];
  while (!tokens.isEnd && !['|', ')', 'or'].includes(tokens.peek())) {
    tokens.take('and');
    all.push(readOne(tokens));
  }
  return (fields) => all.every((filter) => filter(fields));
}

function readOne(tokens: Tokens): Filter {
  if (tokens.take('!')) {
    const filter = readOne(tokens);
    return (fields) => !filter(fields);
  }
  if (tokens.take('(')) {
    const filter = readFilter(tokens);
    tokens.expect(')');
    return filter;
  }
  if (tokens.take('*')) {
    return () => true;
  }
  const word = tokens.word();
  return tokens.take(':') ? readCondition(tokens, word) : holding('_msg', word);
}

function readCondition(tokens: Tokens, name: string): Filter {
  if (tokens.take('=')) {
    const value = tokens.word();
    return (fields) => (fields[name] ?? '') === value;
  }
  const word = tokens.word();
  if (word === 'in' && tokens.take('(')) {
    const values = tokens.list(')', () => tokens.word());
    return (fields) => values.includes(fields[name] ?? '');
  }
  if (word === 'range' && tokens.take('[')) {
    const from = Number(tokens.word());
    tokens.expect(',');
    const to = Number(tokens.word().replace('+Inf', 'Infinity'));
    tokens.expect(')');
    return (fields) => {
      const value = numberIn(fields[name] ?? '');
      return value >= from && value < to;
    };
  }
  return word === '' ? (fields) => (fields[name] ?? '') === '' : holding(name, word);
}

function holding(name: string, word: string): Filter {
  return (fields) => (fields[name] ?? '').split(/\W+/).includes(word);
}

/** A number as it stands, a duration in nanoseconds; NaN for what is neither. */
export function numberIn(text: string): number {
  if (text.trim() !== '' && !Number.isNaN(Number(text))) {
    return Number(text);
  }
  return /^\d/.test(text) ? parseDuration(text, NaN) * 1e6 : NaN;
}

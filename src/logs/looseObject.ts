import { type JsonObject, parseObject as parseJson } from './json';
import { isObject } from '../objects';

/**
 * The object that a text is in JSON, or as Python and Ruby write one of their own: `{'level': 'info', 'ok': True}`,
 * `{"log"=>"added", :ok=>nil}`.
 */
export function parseObject(text: string): JsonObject | undefined {
  return parseJson(text) ?? (LOOSE.test(text) ? parseLoose(text) : undefined);
}

/** How such an object begins; JSON that is cut off does not. */
const LOOSE = /^\{\s*(?:'|"[^"\\]{0,200}"\s*=>|:\w+\s*=>)/;

/** A token: a string in either quotes, a sign, or a word. */
const TOKEN = /\s*(?:'((?:[^'\\]|\\.)*)'|"((?:[^"\\]|\\.)*)"|(=>|[{}[\](),:])|([^\s'"{}[\](),:=]+))/y;

const WORDS = new Map<string, unknown>([
  ['True', true],
  ['true', true],
  ['False', false],
  ['false', false],
  ['None', null],
  ['nil', null],
  ['null', null],
]);

const FAIL = Symbol('no value');

class Reader {
  private token: RegExpExecArray | null = null;

  constructor(private readonly text: string) {
    TOKEN.lastIndex = 0;
    this.next();
  }

  object(): JsonObject | undefined {
    const value = this.value(0);
    return isObject(value) && !/\S/.test(this.text.slice(this.end)) ? value : undefined;
  }

  private end = 0;

  private next(): void {
    TOKEN.lastIndex = this.end;
    this.token = TOKEN.exec(this.text);
    this.end = this.token ? TOKEN.lastIndex : this.end;
  }

  private value(depth: number): unknown {
    const { token } = this;
    if (!token || depth > 20) {
      return FAIL;
    }
    const [, single, double, sign, word] = token;
    if (sign === '{') {
      return this.pairs(depth);
    }
    if (sign === '[' || sign === '(') {
      return this.list(depth, sign === '[' ? ']' : ')');
    }
    const text = single ?? double;
    if (text !== undefined) {
      this.next();
      return text.replace(/\\(.)/g, (_, char: string) => ESCAPES.get(char) ?? char);
    }
    if (word === undefined && sign !== ':') {
      return FAIL;
    }
    // Ruby's symbols begin with a colon.
    if (sign === ':') {
      this.next();
      const symbol = this.token?.[4] ?? this.token?.[2];
      this.next();
      return symbol ?? FAIL;
    }
    this.next();
    return WORDS.has(word) ? WORDS.get(word) : /^-?\d{1,15}(?:\.\d{1,15})?$/.test(word) ? Number(word) : word;
  }

  private pairs(depth: number): unknown {
    const object: Record<string, unknown> = {};
    this.next();
    while (this.token && this.token[3] !== '}') {
      const key = this.value(depth + 1);
      const sign = this.sign();
      if (typeof key !== 'string' || (sign !== ':' && sign !== '=>')) {
        return FAIL;
      }
      this.next();
      const value = this.value(depth + 1);
      if (value === FAIL) {
        return FAIL;
      }
      object[key] = value;
      if (this.sign() === ',') {
        this.next();
      }
    }
    return this.close(object);
  }

  private list(depth: number, close: string): unknown {
    const values: unknown[] = [];
    this.next();
    while (this.token && this.token[3] !== close) {
      const value = this.value(depth + 1);
      if (value === FAIL) {
        return FAIL;
      }
      values.push(value);
      if (this.sign() === ',') {
        this.next();
      }
    }
    return this.close(values);
  }

  private sign(): string | undefined {
    return this.token?.[3];
  }

  private close(value: unknown): unknown {
    if (!this.token) {
      return FAIL;
    }
    const { end } = this;
    this.next();
    // Behind the outermost object there is nothing more to read.
    if (!this.token) {
      this.end = end;
    }
    return value;
  }
}

const ESCAPES = new Map([
  ['n', '\n'],
  ['t', '\t'],
  ['r', '\r'],
]);

function parseLoose(text: string): JsonObject | undefined {
  return new Reader(text).object();
}

import { type SourceType } from '../../query/sources';
import { inString, luceneName, quoted } from '../../query/storeText';

/** What can stand at the end of a text: the name of a field, or a value of one. */
export interface Place {
  /** Of which the values are wanted; left out: names are. */
  readonly key?: string;
  /** What is there of it already. */
  readonly typed: string;
  /** Within quotes. */
  readonly isQuoted: boolean;
}

interface Language {
  /** Where the text between a field's name and its value begins, which ends at `end`; undefined: there is none. */
  readonly operatorBefore: (text: string, end: number) => number | undefined;
  /** What no value has in it, as it is typed. */
  readonly endsValue: string;
  /** What a name stands behind; '' is the beginning. */
  readonly beforeKey: readonly string[];
  readonly writeKey: (name: string) => string;
  readonly writeValue: (value: string) => string;
}

const LANGUAGES: Readonly<Partial<Record<SourceType, Language>>> = {
  loki: {
    operatorBefore: (text, end) => {
      const from = startOfRun(text, end, (char) => '=~!'.includes(char));
      return from < end ? startOfRun(text, from, isSpace) : undefined;
    },
    endsValue: '"`{}|,=~!<>\n',
    beforeKey: ['{', ',', '|'],
    writeKey: (name) => name.replace(/[^A-Za-z0-9_]/g, '_'),
    writeValue: quoted,
  },
  elasticsearch: {
    operatorBefore: (text, end) => before(text, end, [':', ':(']),
    endsValue: '"(): \n',
    beforeKey: ['', ' ', '\n', '('],
    writeKey: (name) => `${luceneName(name)}:`,
    writeValue: (value) => (/^\w+$/.test(value) ? value : quoted(value)),
  },
  victorialogs: {
    operatorBefore: (text, end) => before(text, end, [':', ':=', ':in(']),
    endsValue: '"():=, \n',
    beforeKey: ['', ' ', '\n', '(', '!'],
    writeKey: (name) => `${/^[\w@.-]+$/.test(name) ? name : quoted(name)}:`,
    writeValue: quoted,
  },
};

/** What can be completed at the end of a text of a store's language; undefined where nothing is known to fit. */
export function placeAt(source: SourceType, text: string): Place | undefined {
  const language = LANGUAGES[source];
  return language && (valueAt(language, text) ?? keyAt(language, text));
}

/** A name or a value as the language has it at that place. */
export function written(source: SourceType, { key, isQuoted }: Place, text: string): string {
  const language = LANGUAGES[source];
  if (key === undefined) {
    return language?.writeKey(text) ?? text;
  }
  return isQuoted ? inString(text) : (language?.writeValue(text) ?? text);
}

function valueAt({ endsValue, operatorBefore }: Language, text: string): Place | undefined {
  const from = startOfRun(text, text.length, (char) => !endsValue.includes(char));
  const isQuoted = from > 0 && '"`'.includes(text[from - 1]);
  const operator = operatorBefore(text, isQuoted ? from - 1 : from);
  const key = operator === undefined ? '' : text.slice(startOfRun(text, operator, isOfName), operator);
  return key === '' ? undefined : { key, typed: text.slice(from), isQuoted };
}

function keyAt({ beforeKey }: Language, text: string): Place | undefined {
  const from = startOfRun(text, text.length, isOfName);
  const places = [from, startOfRun(text, from, isSpace)].map((at) => text.slice(Math.max(0, at - 1), at));
  return places.some((place) => beforeKey.includes(place)) ? { typed: text.slice(from), isQuoted: false } : undefined;
}

/** Where the characters begin that reach up to `end` and are all of that kind. */
function startOfRun(text: string, end: number, isPart: (char: string) => boolean): number {
  let from = end;
  while (from > 0 && isPart(text[from - 1])) {
    from--;
  }
  return from;
}

/** Where the longest of some texts begins that ends at `end`. */
function before(text: string, end: number, texts: readonly string[]): number | undefined {
  const found = texts.findLast((each) => text.endsWith(each, end));
  return found === undefined ? undefined : end - found.length;
}

function isOfName(char: string): boolean {
  return /[\w@.-]/.test(char);
}

function isSpace(char: string): boolean {
  return /\s/.test(char);
}

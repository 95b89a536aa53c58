import { withoutSecretValues } from '../../logs/secrets';

/** Of a secret that was cut off somewhere, so many of its first characters are taken for it. */
const BEGINNING = 8;

/** Likewise of any other part of it: words of a language are shorter. */
const PART = 12;

/** How often a text may have been escaped: JSON within JSON, within an address. */
const LEVELS = 3;

/** More of a text is not looked at, nor shown. */
const MAX_TEXT = 20_000;

/** Stands for a secret. */
const HIDDEN = '***';

/** What to look for: texts of bytes, each in small letters, as secrets may be written. */
const formsOfSecrets = new WeakMap<readonly string[], readonly Form[]>();

/**
 * Replaces each secret, in letters of any case, escaped as in a URL, JSON, HTML or several of them, in base64 or
 * hexadecimal, whole or cut off, and whatever looks like one: logins in addresses and headers, tokens of usual forms.
 * What is beyond 20,000 characters is left out.
 */
export function redact(text: string, secrets: readonly string[]): string {
  const shown = text.slice(0, MAX_TEXT);
  return withoutSecretValues(secrets.length > 0 ? withoutForms(shown, formsOf(secrets)) : shown);
}

interface Form {
  readonly text: string;
  /** All of its parts, of which each is hidden. */
  readonly parts: ReadonlySet<string>;
}

/** From one place in a text, inclusive, to another. */
type Place = readonly [from: number, to: number];

/** A text of bytes, and where each of them stood at first; at the end where that ended. */
interface Unescaped {
  readonly text: string;
  readonly places: readonly number[];
}

function formsOf(secrets: readonly string[]): readonly Form[] {
  let forms = formsOfSecrets.get(secrets);
  if (!forms) {
    const texts = new Set(secrets.filter(Boolean).flatMap(writtenAs));
    forms = [...texts].map((text) => ({ text, parts: partsOf(text) }));
    formsOfSecrets.set(secrets, forms);
  }
  return forms;
}

/** A secret as itself and encoded; each also as what is escaped in it is read. */
function writtenAs(secret: string): string[] {
  const bytes = Buffer.from(secret);
  const encoded = [
    bytes.toString('hex'),
    ...['base64', 'base64url'].flatMap((encoding) =>
      // Behind what else stands there it may begin with any of the three bytes that are written together.
      [0, 1, 2].map((before) => {
        const text = Buffer.concat([Buffer.alloc(before), bytes]).toString(encoding as BufferEncoding);
        return text
          .replace(/={1,2}$/, '')
          .slice(before === 0 ? 0 : before + 1, (bytes.length + before) % 3 === 0 ? undefined : -1);
      })
    ),
  ].filter(({ length }) => length >= BEGINNING);
  return [bytes.toString('latin1'), ...encoded].flatMap((text) => levelsOf(text).map((level) => level.text));
}

function partsOf(text: string): Set<string> {
  const parts = new Set<string>();
  for (let from = 0; from + PART <= text.length; from++) {
    parts.add(text.slice(from, from + PART));
  }
  return parts;
}

function withoutForms(text: string, forms: readonly Form[]): string {
  // Bytes, so that one that is escaped by itself is one like any other.
  const bytes = Buffer.from(text).toString('latin1');
  const places = levelsOf(bytes).flatMap((level) =>
    forms
      .flatMap((form) => placesOf(form, level.text))
      .map(([from, to]): Place => [level.places[from], level.places[to]])
  );
  return places.length === 0 ? text : Buffer.from(without(bytes, places), 'latin1').toString();
}

function placesOf({ text: form, parts }: Form, text: string): Place[] {
  const places: Place[] = [];
  const beginning = form.slice(0, BEGINNING);
  for (let at = text.indexOf(beginning); at >= 0; at = text.indexOf(beginning, at + 1)) {
    let to = at + beginning.length;
    while (to - at < form.length && text[to] === form[to - at]) {
      to++;
    }
    places.push([at, to]);
  }
  for (let at = 0; parts.size > 0 && at + PART <= text.length; at++) {
    if (parts.has(text.slice(at, at + PART))) {
      places.push([at, at + PART]);
    }
  }
  return places;
}

/** The bytes without those at some places, and without the rest of a character of which one is left out. */
function without(bytes: string, places: readonly Place[]): string {
  const isWithin = (at: number) => (bytes.charCodeAt(at) & 0xc0) === 0x80;
  let result = '';
  let done = 0;
  for (const [from, to] of [...places].sort((a, b) => a[0] - b[0])) {
    let [start, end] = [from, to];
    while (isWithin(start)) {
      start--;
    }
    while (isWithin(end)) {
      end++;
    }
    if (start > done || done === 0) {
      result += bytes.slice(done, start) + HIDDEN;
    }
    done = Math.max(done, end);
  }
  return result + bytes.slice(done);
}

/** A text as it is, and as it is read once, twice, ... */
function levelsOf(text: string): Unescaped[] {
  const levels = [asRead(text)];
  for (let level = 0; level < LEVELS; level++) {
    const last = levels[level];
    const next = unescapedOnce(last);
    if (next.text === last.text) {
      break;
    }
    levels.push(next);
  }
  return levels;
}

function asRead(text: string): Unescaped {
  return { text: small(text), places: Array.from({ length: text.length + 1 }, (_, i) => i) };
}

const ESCAPED =
  /%([0-9a-f]{2})|\\x([0-9a-f]{2})|((?:\\u[0-9a-f]{4})+)|\\([^\w\s])|&#(\d{1,7});|&#x([0-9a-f]{1,6});|&(amp|lt|gt|quot|apos);/g;

const NAMED: ReadonlyMap<string, string> = new Map([
  ['amp', '&'],
  ['lt', '<'],
  ['gt', '>'],
  ['quot', '"'],
  ['apos', "'"],
]);

/** Percent signs, backslashes of JSON and of programs, entities of HTML. */
function unescapedOnce({ text, places }: Unescaped): Unescaped {
  let result = '';
  const own: number[] = [];
  let done = 0;
  const take = (bytes: string, placeOf: (i: number) => number) => {
    result += bytes;
    for (let i = 0; i < bytes.length; i++) {
      own.push(placeOf(i));
    }
  };
  for (const match of text.matchAll(ESCAPED)) {
    const { index } = match;
    take(text.slice(done, index), (i) => places[done + i]);
    take(meant(match), () => places[index]);
    done = index + match[0].length;
  }
  take(text.slice(done), (i) => places[done + i]);
  own.push(places[text.length]);
  return { text: result, places: own };
}

function meant([, percent, hex, unicode, itself, decimal, hexadecimal, name]: RegExpExecArray): string {
  if (percent !== undefined || hex !== undefined) {
    return small(String.fromCharCode(parseInt(percent ?? hex, 16)));
  }
  if (unicode !== undefined) {
    return inBytes(
      unicode
        .split('\\u')
        .slice(1)
        .map((code) => String.fromCharCode(parseInt(code, 16)))
        .join('')
    );
  }
  if (decimal !== undefined || hexadecimal !== undefined) {
    const code = decimal !== undefined ? Number(decimal) : parseInt(hexadecimal, 16);
    return code <= 0x10ffff ? inBytes(String.fromCodePoint(code)) : ' ';
  }
  return small(itself ?? NAMED.get(name) ?? '');
}

function inBytes(text: string): string {
  return small(Buffer.from(text).toString('latin1'));
}

/** Letters of ASCII in small; and a plus is the space that it stands for in forms. */
function small(bytes: string): string {
  return bytes.replace(/[A-Z]+/g, (letters) => letters.toLowerCase()).replace(/\+/g, ' ');
}

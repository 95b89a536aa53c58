import { type JsonObject, noFields } from './json';

/** A tag, CDATA, a remark or a declaration, or text. */
const PIECE =
  /<(\/?)([A-Za-z_][\w:.-]*)((?:\s+[\w:.-]+\s*=\s*(?:"[^"]*"|'[^']*'))*)\s*(\/?)>|<!\[CDATA\[([\s\S]*?)\]\]>|<[!?][^>]*>|([^<]+)/y;
const ATTRIBUTE = /(?<![\w:.-])([\w:.-]+)\s*=\s*(?:"([^"]*)"|'([^']*)')/g;
const BEGINS = /^<[A-Za-z_][\w:.-]*[\s/>]/;
const MAX_DEPTH = 16;

interface Element {
  name: string;
  attributes: ReadonlyArray<readonly [name: string, value: string]>;
  fields: Record<string, unknown>;
  text: string;
}

/**
 * The fields of a text that is one element of XML, as Windows, log4j and java.util.logging write events: attributes and
 * elements by their names without a prefix, those that come again as a list. Text beside a `Name` is "name: text".
 * @returns undefined where it is no such text
 */
export function parseElement(text: string): JsonObject | undefined {
  if (!BEGINS.test(text) || !text.trimEnd().endsWith('>')) {
    return undefined;
  }
  const open: Element[] = [{ name: '', attributes: [], fields: noFields(), text: '' }];
  PIECE.lastIndex = 0;
  for (let at = 0; at < text.length; at = PIECE.lastIndex) {
    const piece = PIECE.exec(text);
    if (!piece || open.length > MAX_DEPTH) {
      return undefined;
    }
    const [, close, name, attributes, isEmpty, data, words] = piece as Array<string | undefined>;
    if (data !== undefined || words !== undefined) {
      open[open.length - 1].text += data ?? plain(words ?? '');
    } else if (name !== undefined && !close) {
      open.push({ name, attributes: attributesOf(attributes ?? ''), fields: noFields(), text: '' });
    }
    if (name !== undefined && (close || isEmpty)) {
      const element = open.pop();
      if (element?.name !== name || open.length === 0) {
        return undefined;
      }
      add(open[open.length - 1].fields, nameOf(name), valueOf(element));
    }
  }
  const [root] = Object.values(open[0].fields);
  return open.length === 1 && typeof root === 'object' && root !== null ? (root as JsonObject) : undefined;
}

function valueOf({ attributes, fields, text }: Element): unknown {
  const words = text.trim();
  const name = attributes.length === 1 && attributes[0][0] === 'Name' ? attributes[0][1] : undefined;
  if (words !== '' && Object.keys(fields).length === 0) {
    return name === undefined ? words : `${name}: ${words}`;
  }
  for (const [key, value] of attributes) {
    fields[nameOf(key)] ??= value;
  }
  return Object.keys(fields).length === 0 ? '' : fields;
}

function add(fields: Record<string, unknown>, name: string, value: unknown): void {
  const before = fields[name];
  if (Array.isArray(before)) {
    before.push(value);
  } else {
    fields[name] = before === undefined ? value : [before, value];
  }
}

function attributesOf(text: string): Array<readonly [string, string]> {
  return [...text.matchAll(ATTRIBUTE)].map(
    ([, name, double, single]: Array<string | undefined>) => [name ?? '', plain(double ?? single ?? '')] as const
  );
}

function nameOf(name: string): string {
  return name.slice(name.indexOf(':') + 1);
}

const ENTITIES: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

function plain(text: string): string {
  return text.replace(/&(?:#(\d{1,7})|#x([\da-f]{1,6})|(amp|lt|gt|quot|apos));/gi, (whole, decimal, hex, name) => {
    const code = decimal === undefined ? parseInt(String(hex), 16) : Number(decimal);
    return name === undefined
      ? code <= 0x10ffff
        ? String.fromCodePoint(code)
        : whole
      : ENTITIES[String(name).toLowerCase()];
  });
}

import { type JsonObject } from './json';
import { CRITICAL, ERROR, INFO, LEVELS, WARNING } from './level';
import { parseLevel } from './levels/parseLevel';

/** `CEF:0|vendor|product|version|class|name|severity|`, of which a bar or a backslash is escaped. */
const CEF = /^CEF: ?\d\|((?:[^|\\]|\\.){0,1024}(?:\|(?:[^|\\]|\\.){0,1024}){5})(?:\||$)/;

/** `LEEF:1.0|vendor|product|version|event|`, in version 2 with what parts the attributes; a tab otherwise. */
const LEEF = /^LEEF:([12])\.\d\|([^|]{0,1024})\|([^|]{0,1024})\|[^|]{0,1024}\|([^|]{0,1024})\|/;

/** A key of CEF, before `=`: values may hold spaces. */
const KEY = /(?:^|\s)([\w.-]{1,64})=/g;

const SEPARATOR = /^(?:(0?x[\da-f]{1,4})|([^|\s\w]))?\|/i;

/** Attributes in which a time may stand, the best first. */
const TIMES = ['rt', 'devTime', 'end', 'start'];

/**
 * The event of a security device in the Common Event Format (ArcSight) or Log Event Extended Format (QRadar), as
 * fields: the product as the service, the name with its message, and the severity of 0 to 10 as a level.
 * @returns undefined where the text is no such event
 */
export function parseCef(text: string): JsonObject | undefined {
  return readCef(text) ?? readLeef(text);
}

function readCef(text: string): JsonObject | undefined {
  const head = CEF.exec(text);
  if (!head) {
    return undefined;
  }
  const [, product, , , name, severity] = head[1].split(/(?<!\\)\|/).map(unescape);
  return fieldsOf(product, name, severity, attributesOf(text.slice(head[0].length)));
}

function readLeef(text: string): JsonObject | undefined {
  const head = LEEF.exec(text);
  if (!head) {
    return undefined;
  }
  const [whole, version, , product, event] = head;
  const rest = text.slice(whole.length);
  const given = version === '2' ? SEPARATOR.exec(rest) : null;
  const code = given?.[1]?.replace(/^0?x/i, '');
  const separator = code !== undefined ? String.fromCharCode(parseInt(code, 16)) : (given?.[2] ?? '\t');
  const pairs = rest.slice(given?.[0].length ?? 0).split(separator);
  const attributes = new Map(
    pairs.flatMap((pair) =>
      pair.includes('=') ? [[pair.slice(0, pair.indexOf('=')), pair.slice(pair.indexOf('=') + 1)]] : []
    )
  );
  return fieldsOf(product, event, attributes.get('sev') ?? '', attributes);
}

function fieldsOf(
  product: string,
  name: string,
  severity: string,
  attributes: ReadonlyMap<string, string>
): JsonObject {
  const level = levelOf(severity);
  const words = attributes.get('msg');
  const time = TIMES.map((key) => attributes.get(key)).find((value) => value !== undefined);
  return {
    service: product,
    message: words === undefined || words === name ? name : `${name}: ${words}`,
    ...(level !== undefined && { level: LEVELS[level] }),
    ...(time !== undefined && { time }),
  };
}

/** Up to 3 is low, up to 6 medium, up to 8 high, beyond very high; or in these words. */
function levelOf(severity: string): number | undefined {
  const value = severity.trim() === '' ? NaN : Number(severity);
  if (Number.isNaN(value)) {
    return WORDS.get(severity.trim().toLowerCase()) ?? parseLevel(severity);
  }
  return value < 0 || value > 10 ? undefined : value <= 3 ? INFO : value <= 6 ? WARNING : value <= 8 ? ERROR : CRITICAL;
}

const WORDS = new Map([
  ['low', INFO],
  ['medium', WARNING],
  ['high', ERROR],
  ['very-high', CRITICAL],
]);

function attributesOf(text: string): Map<string, string> {
  const keys = [...text.matchAll(KEY)];
  return new Map(
    keys.map((key, i) => [
      key[1],
      unescape(text.slice(key.index + key[0].length, keys[i + 1]?.index ?? text.length)).trim(),
    ])
  );
}

function unescape(text: string): string {
  return text.replace(/\\([|=\\])/g, '$1');
}

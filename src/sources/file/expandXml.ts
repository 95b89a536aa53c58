import { asBuffer } from './cells';

/** The elements that are logs: of Windows, log4j and log4net, java.util.logging. */
const RECORDS = ['Event', 'record', 'log4j:event', 'log4net:event', 'nlog:event'];

/**
 * Makes a line of each log of a file of XML.
 * @returns undefined where it is none, or its logs are no elements that are known
 */
export function expandXml(bytes: Uint8Array): Uint8Array | undefined {
  if (bytes[0] !== 60 /* < */) {
    return undefined;
  }
  const text = asBuffer(bytes).toString('utf8');
  const name = RECORDS.find((one) => new RegExp(`<${one}[\\s>]`).test(text.slice(0, HEAD)));
  if (name === undefined) {
    return undefined;
  }
  const begins = new RegExp(`<${name}[\\s>]`, 'g');
  const close = `</${name}>`;
  const lines: string[] = [];
  for (let found = begins.exec(text); found; found = begins.exec(text)) {
    EMPTY.lastIndex = found.index;
    const empty = EMPTY.exec(text);
    const end = empty ? EMPTY.lastIndex : endOf(text, close, found.index);
    if (end < 0) {
      break;
    }
    begins.lastIndex = end;
    lines.push(text.slice(found.index, end).replace(/[\r\n]+/g, ' '));
  }
  return Buffer.from(lines.join('\n'));
}

/** An element that has attributes and nothing within. */
const EMPTY = /<[\w:]+(?:\s+[\w:.-]+\s*=\s*(?:"[^"]*"|'[^']*'))*\s*\/>/y;

function endOf(text: string, close: string, from: number): number {
  const at = text.indexOf(close, from);
  return at < 0 ? -1 : at + close.length;
}

/** The first log begins within so many characters. */
const HEAD = 4096;

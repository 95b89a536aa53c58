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
    const end = text.indexOf(close, found.index);
    if (end < 0) {
      break;
    }
    begins.lastIndex = end + close.length;
    lines.push(text.slice(found.index, begins.lastIndex).replace(/[\r\n]+/g, ' '));
  }
  return Buffer.from(lines.join('\n'));
}

/** The first log begins within so many characters. */
const HEAD = 4096;

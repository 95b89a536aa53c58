import { isUtf8 } from 'node:buffer';
import { InputError } from '../../errors';

/** How much of a file is looked at to find its encoding. */
const SAMPLE = 65_536;
const NEWLINE = 10;
const RETURN = 13;
/** Bytes that are decoded at a time. */
const BLOCK = 1 << 24;

/** Bytes as UTF-8 with a newline behind each line, whatever else logs are written in. */
export interface Decoded {
  bytes: Uint8Array;
  /** What was done, for the notices: "converted from Windows-1252". */
  steps: string[];
}

/**
 * Finds by its bytes how text is encoded, and makes UTF-8 of it: without byte order mark, without the zero bytes that a
 * log rotation leaves behind, with newlines for the carriage returns of old systems.
 * @throws InputError for what is no text, and for UTF-16, which says how to convert it
 */
export function decodeText(given: Uint8Array, name: string): Decoded {
  const steps: string[] = [];
  let bytes = withoutMark(given, name);
  const sample = bytes.subarray(0, SAMPLE);
  if (sample.includes(0)) {
    bytes = withoutZeros(bytes, name);
    steps.push('zero bytes were left out');
  }
  if (!isUtf8(bytes.subarray(0, endOfSample(bytes))) && isWestern(bytes.subarray(0, SAMPLE))) {
    bytes = fromWestern(bytes);
    steps.push('it was converted from Windows-1252 (Latin-1)');
  }
  if (
    !bytes.subarray(0, SAMPLE).includes(NEWLINE) &&
    bytes.subarray(0, SAMPLE).includes(RETURN) &&
    !bytes.includes(NEWLINE)
  ) {
    bytes = bytes.map((byte) => (byte === RETURN ? NEWLINE : byte));
    steps.push('its lines end with carriage returns');
  }
  return { bytes, steps };
}

function withoutMark(bytes: Uint8Array, name: string): Uint8Array {
  const isLittle = (bytes[0] === 0xff && bytes[1] === 0xfe) || isSixteenBit(bytes, 1);
  const isBig = (bytes[0] === 0xfe && bytes[1] === 0xff) || isSixteenBit(bytes, 0);
  if (isLittle || isBig) {
    throw new InputError(
      `${name} is in UTF-16. Convert it to UTF-8, for example with iconv -f utf-16${isLittle ? 'le' : 'be'} -t utf-8.`
    );
  }
  return bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? bytes.subarray(3) : bytes;
}

/** Whether every other byte is zero, as in UTF-16 that has no byte order mark, and the others are not. */
function isSixteenBit(bytes: Uint8Array, parity: 0 | 1): boolean {
  const count = Math.min(bytes.length, 512) & ~1;
  let zeros = 0;
  let others = 0;
  for (let at = 0; at < count; at += 2) {
    zeros += bytes[at + parity] === 0 ? 1 : 0;
    others += bytes[at + 1 - parity] === 0 ? 1 : 0;
  }
  return count >= 8 && zeros > count * 0.4 && others === 0;
}

/** A log that was truncated while its writer went on begins with zero bytes, as many as it had bytes before. */
function withoutZeros(bytes: Uint8Array, name: string): Uint8Array {
  const text = bytes.filter((byte) => byte !== 0);
  const sample = text.subarray(0, SAMPLE);
  const controls = sample.filter(
    (byte) => byte < 32 && byte !== NEWLINE && byte !== RETURN && byte !== 9 && byte !== 27
  );
  if (text.length === 0 || controls.length > sample.length / 100) {
    throw new InputError(
      `${name} is not text. Give logs as NDJSON, a JSON array, logfmt, CSV or plain text in UTF-8, gzipped or not.`
    );
  }
  return text;
}

/** Where the sample ends without cutting a character in two. */
function endOfSample(bytes: Uint8Array): number {
  let end = Math.min(bytes.length, SAMPLE);
  while (end < bytes.length && end > 0 && (bytes[end] & 0xc0) === 0x80) {
    end--;
  }
  return end;
}

/** Whether bytes that are not UTF-8 are in an encoding of one byte a character: few of those are UTF-8 by chance. */
function isWestern(sample: Uint8Array): boolean {
  const text = new TextDecoder().decode(sample);
  let wrong = 0;
  let right = 0;
  for (const char of text) {
    wrong += char === '\ufffd' ? 1 : 0;
    right += char > '\x7f' && char !== '\ufffd' ? 1 : 0;
  }
  return wrong > right;
}

function fromWestern(bytes: Uint8Array): Uint8Array {
  const decoder = new TextDecoder('windows-1252');
  const blocks: Buffer[] = [];
  for (let at = 0; at < bytes.length; at += BLOCK) {
    blocks.push(Buffer.from(decoder.decode(bytes.subarray(at, at + BLOCK))));
  }
  return Buffer.concat(blocks);
}

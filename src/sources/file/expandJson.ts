import { openEnvelope } from '../../logs/form/envelopes';
import { type JsonObject } from '../../logs/json';
import { parseObject } from '../../logs/looseObject';
import { asBuffer } from './cells';
import { endOfObject, startOfObject } from './jsonSpans';

/** No log is this large: such an object holds many. */
const LARGE = 1 << 20;
/** Objects that are looked at to decide. */
const PROBE = 5;

/**
 * Makes NDJSON of a file whose objects each hold many logs.
 * @returns undefined where its objects are the logs
 */
export function expandJson(bytes: Uint8Array): Uint8Array | undefined {
  return isEnvelopes(bytes) ? Buffer.concat([...objectsOf(bytes)].flatMap(linesOf)) : undefined;
}

function isEnvelopes(bytes: Uint8Array): boolean {
  let seen = 0;
  for (const text of objectsOf(bytes)) {
    const object = text.length < LARGE || seen === 0 ? parse(text) : undefined;
    if (object && openEnvelope(object)) {
      return true;
    }
    if (++seen === PROBE) {
      break;
    }
  }
  return false;
}

function* objectsOf(bytes: Uint8Array): Generator<string> {
  const text = asBuffer(bytes);
  for (let start = startOfObject(bytes, 0); start >= 0;) {
    const end = endOfObject(bytes, start);
    if (end < 0) {
      return;
    }
    yield text.toString('utf8', start, end);
    start = startOfObject(bytes, end);
  }
}

/** The logs of an object, a line each; an object that is no envelope stays as it is. */
function linesOf(text: string): Buffer[] {
  const object = parse(text);
  const logs = object && (openEnvelope(object) ?? [object]);
  return logs
    ? logs.map((log) => Buffer.from(`${JSON.stringify(log)}\n`))
    : [Buffer.from(`${text.replace(/\n/g, ' ')}\n`)];
}

/** Times in nanoseconds have more digits than a number of JavaScript keeps: they stay texts. */
function parse(text: string): JsonObject | undefined {
  return parseObject(text.replace(/([:[,]\s?)(\d{16,20})(?=\s*[,\]}])/g, '$1"$2"'));
}

import { ERROR } from '../../logs/level';
import { type LogTable } from '../../logs/logTable';

const UNREAD = 0;
const MATCHES = 1;
const DIFFERS = 2;

/**
 * The rows, ascending, of lines that may show something that is no error yet: messages of one template share their
 * words, so that the first of each answers for all.
 *
 * @param templateOf the template of each different message, as a number; messages below 0 are of none, and not looked
 *   at
 */
export function matchingRows({ message, level, length }: LogTable, templateOf: Int32Array, words: RegExp): number[] {
  const matches = matchingMessages(message.values, templateOf, words);
  const rows: number[] = [];
  if (matches) {
    const { codes } = message;
    for (let row = 0; row < length; row++) {
      if (matches[codes[row]] === MATCHES && level[row] < ERROR) {
        rows.push(row);
      }
    }
  }
  return rows;
}

/** By message. Undefined: none matches. */
function matchingMessages(
  messages: LogTable['message']['values'],
  templateOf: Int32Array,
  words: RegExp
): Uint8Array | undefined {
  let templates = 0;
  for (let code = 0; code < templateOf.length; code++) {
    templates = Math.max(templates, templateOf[code] + 1);
  }
  const ofTemplate = new Uint8Array(templates);
  const matches = new Uint8Array(templateOf.length);
  for (let code = 0; code < templateOf.length; code++) {
    const template = templateOf[code];
    if (template >= 0) {
      if (ofTemplate[template] === UNREAD) {
        ofTemplate[template] = words.test(messages.at(code)) ? MATCHES : DIFFERS;
      }
      matches[code] = ofTemplate[template];
    }
  }
  return ofTemplate.includes(MATCHES) ? matches : undefined;
}

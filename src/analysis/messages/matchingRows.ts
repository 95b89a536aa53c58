import { ERROR } from '../../logs/level';
import { type LogTable } from '../../logs/logTable';

const UNREAD = 0;
const TELLS = 1;
const TELLS_NOTHING = 2;

/**
 * The rows, ascending, of lines that may show something that is no error yet: messages of one template share their
 * words, so that the first of each answers for all.
 *
 * @param templateOf the template of each different message, as a number; messages below 0 are of none, and not looked
 *   at
 */
export function matchingRows({ message, level, length }: LogTable, templateOf: Int32Array, words: RegExp): number[] {
  const telling = tellingMessages(message.values, templateOf, words);
  const rows: number[] = [];
  if (telling) {
    const { codes } = message;
    for (let row = 0; row < length; row++) {
      if (telling[codes[row]] === TELLS && level[row] < ERROR) {
        rows.push(row);
      }
    }
  }
  return rows;
}

/** By message. Undefined: none tells. */
function tellingMessages(
  messages: LogTable['message']['values'],
  templateOf: Int32Array,
  words: RegExp
): Uint8Array | undefined {
  let templates = 0;
  for (let code = 0; code < templateOf.length; code++) {
    templates = Math.max(templates, templateOf[code] + 1);
  }
  const ofTemplate = new Uint8Array(templates);
  const telling = new Uint8Array(templateOf.length);
  for (let code = 0; code < templateOf.length; code++) {
    const template = templateOf[code];
    if (template >= 0) {
      if (ofTemplate[template] === UNREAD) {
        ofTemplate[template] = words.test(messages.at(code)) ? TELLS : TELLS_NOTHING;
      }
      telling[code] = ofTemplate[template];
    }
  }
  return ofTemplate.includes(TELLS) ? telling : undefined;
}

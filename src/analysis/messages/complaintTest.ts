import { complains } from '../../logs/complains';
import { type LogTable } from '../../logs/logTable';
import { PLAIN_WORDS } from './complaints';

const UNREAD = 0;
const COMPLAINT = 1;
const NONE = 2;

/**
 * Whether a row's log complains: by its level or its status, or by words that are a complaint whatever these say.
 * Messages of one template share their words: the first of each answers for all.
 *
 * @param templateOf the template of each different message, as a number; messages below 0 are each read
 */
export function complaintTest(
  { message, level, statusCode }: Pick<LogTable, 'message' | 'level' | 'statusCode'>,
  templateOf: Int32Array
): (row: number) => boolean {
  const ofTemplate: number[] = [];
  const ofMessage = new Uint8Array(message.values.length);
  const read = (code: number) => (PLAIN_WORDS.test(message.values.at(code)) ? COMPLAINT : NONE);
  return (row) => {
    if (complains(level[row], statusCode[row])) {
      return true;
    }
    const code = message.codes[row];
    if (ofMessage[code] === UNREAD) {
      const template = templateOf[code];
      ofMessage[code] = template < 0 ? read(code) : (ofTemplate[template] ??= read(code));
    }
    return ofMessage[code] === COMPLAINT;
  };
}

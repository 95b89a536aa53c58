import { ERROR, UNKNOWN } from '../../logs/level';
import { type LogTable } from '../../logs/logTable';
import { learnHeader } from './templates/header';

/** A row of a table of which dots lead to the value: `machine check: i-fetch......................0`. */
const LEADER = /(?<!\.)\.{3,}\s*(?:0x)?\d[\da-f]*$/i;

/** One register or more, each with its value: `instruction address: 0x00004ed8`, `RAX: 00000000 RBX: ffff8800`. */
const REGISTERS = /^(?:[A-Za-z][\w/ ]{0,40}[:=] ?(?:0x[\da-f]+|[\da-f]{8,16})(?:[\s,;]+|$))+$/i;

/** What bears the number of an error says what is wrong. */
const NAMES_ERROR = /error|fail|code|status|reason|result/i;

/** Whether the text of a message, without its header, only shows a value, as lines of a dump do: of registers, flags or a processor's state. */
export function isDumpLine(message: string): boolean {
  return LEADER.test(message) || (REGISTERS.test(message) && !NAMES_ERROR.test(message));
}

/**
 * The levels of the rows, those of dump lines as not known: they bear the level of the failure whose state they show,
 * which has a line of its own. Messages of one template are alike: the first of each answers for all.
 *
 * @param templateOf the template of each different message, as a number; messages below 0 are each read
 */
export function levelsWithoutDumps(
  { length, level, message }: Pick<LogTable, 'length' | 'level' | 'message'>,
  templateOf: Int32Array
): Uint8Array {
  const levels = level.slice();
  const headerEnd = learnHeader(message.values);
  const read = (code: number) => {
    const text = message.values.at(code);
    return isDumpLine(text.slice(headerEnd(text)));
  };
  const ofTemplate = new Map<number, boolean>();
  const ofMessage = new Map<number, boolean>();
  for (let row = 0; row < length; row++) {
    if (level[row] >= ERROR) {
      const code = message.codes[row];
      const template = templateOf[code];
      const [known, key] = template < 0 ? [ofMessage, code] : [ofTemplate, template];
      const isDump = known.get(key) ?? read(code);
      known.set(key, isDump);
      levels[row] = isDump ? UNKNOWN : level[row];
    }
  }
  return levels;
}

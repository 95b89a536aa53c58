import { PLAIN_WORDS } from '../analysis/messages/complaints';
import { plural } from '../format/format';
import { syslog3164 } from '../logs/frames/syslog';
import { emptyFramed, withoutColours } from '../logs/frames';
import { INFO, UNKNOWN, WARNING } from '../logs/level';
import { type LogTable } from '../logs/logTable';

/** Where so many logs complain, a level or a complaint is nothing that only some lines are marked by. */
const MAX_MARKED = 0.5;

/** Levels as people are shown them, beside what is known. */
export interface AssumedLevels {
  /** By row: as the table has it, and where it is assumed INFO. */
  readonly levels: Uint8Array;
  /** How many were assumed: of syslog without a priority, and where only lines that complain are marked. */
  readonly unnamed: number;
  readonly unmarked: number;
}

/**
 * The level that a log is meant to have where it says none: a line of syslog without priority is a notice (RFC 3164,
 * 4.3.3), and where only lines that are bad are marked, as in the kernel's own log, the others are information. For
 * people to look at: the table stays as it is, and health and rates go by what is known.
 */
export function assumeLevels(table: LogTable): AssumedLevels {
  const levels = table.level.slice();
  const framed = emptyFramed();
  let unnamed = 0;
  for (let row = 0; row < table.length; row++) {
    if (levels[row] === UNKNOWN && syslog3164.read(withoutColours(table.line.at(row)), framed)) {
      levels[row] = INFO;
      unnamed++;
    }
  }
  const unmarked = isOnlyBadMarked(table) ? assumeUnmarked(table, levels) : 0;
  return { levels, unnamed, unmarked };
}

/** What was assumed, and why, in lines for people. */
export function reasonsOf({ unnamed, unmarked }: Pick<AssumedLevels, 'unnamed' | 'unmarked'>): string[] {
  return [
    ...(unnamed > 0 ? [`level: assumed INFO in ${plural(unnamed, 'line')} of syslog without a priority`] : []),
    ...(unmarked > 0
      ? [`level: assumed INFO in ${plural(unmarked, 'line')}, for only lines that complain are marked`]
      : []),
  ];
}

/** Whether some lines, and not most, say a level or complain, and each of these levels is a complaint. */
function isOnlyBadMarked(table: LogTable): boolean {
  const complains = complaintOf(table);
  let marked = 0;
  for (let row = 0; row < table.length; row++) {
    const level = table.level[row];
    if ((level !== UNKNOWN && level < WARNING) || table.statusCode[row] > 0) {
      return false;
    }
    marked += level !== UNKNOWN || complains(row) ? 1 : 0;
  }
  return marked > 0 && marked <= table.length * MAX_MARKED;
}

/** @returns how many levels were assumed */
function assumeUnmarked(table: LogTable, levels: Uint8Array): number {
  const complains = complaintOf(table);
  let count = 0;
  for (let row = 0; row < table.length; row++) {
    if (levels[row] === UNKNOWN && !complains(row)) {
      levels[row] = INFO;
      count++;
    }
  }
  return count;
}

/** Whether a row's message is a complaint by its words; each message is read once. */
function complaintOf({ message }: LogTable): (row: number) => boolean {
  const known: Array<boolean | undefined> = [];
  return (row) => {
    const code = message.codes[row];
    return (known[code] ??= PLAIN_WORDS.test(message.values.at(code)));
  };
}

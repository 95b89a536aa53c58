import { InputError } from '../errors';
import { whole } from '../format/format';
import { type LogTable } from '../logs/logTable';
import { sliceByTime } from '../logs/select';
import { type LogFilePieces } from '../sources/file/logFilePieces';
import { DAY } from '../time/units';
import { assumeLevels } from './assumedLevels';
import { ParseCounts } from './parseCounts';

export interface PiecesRequest {
  readonly limit?: number;
  /** Left out: all that there are. */
  readonly range?: { readonly fromMs?: number; readonly toMs?: number };
  /** By how much all times are to be moved. */
  readonly shiftMs?: number;
}

/**
 * Writes the logs of files that are too large to be held as a whole, a piece at a time. With a limit, reading ends with
 * the piece in which it is reached.
 * @returns the summary, in lines for people
 * @throws InputError as LogFilePieces does, and where no log is in the range
 */
export async function parsePieces(
  pieces: LogFilePieces,
  { limit = Infinity, range = {}, shiftMs = 0 }: PiecesRequest,
  write: (table: LogTable, levels: Uint8Array, count: number) => Promise<void>
): Promise<string[]> {
  const { fromMs = -Infinity, toMs = Infinity } = range;
  const isPart = fromMs !== -Infinity || toMs !== Infinity;
  const counts = new ParseCounts();
  for await (const read of pieces.tables()) {
    const table = sliceByTime(moved(read, shiftMs), fromMs, toMs);
    const assumed = assumeLevels(table);
    const before = counts.logs;
    counts.add(table, assumed);
    await write(table, assumed.levels, Math.min(table.length, limit - before));
    if (counts.logs >= limit) {
      break;
    }
  }
  if (counts.logs === 0) {
    throw new InputError('There are no logs in the range that is asked for. Choose another range.');
  }
  const isCut = counts.logs >= limit;
  return [
    ...pieces.form(),
    'Too large to be held as a whole: read in pieces, and logs are in order of time within each.',
    ...(isCut
      ? [
          `Reading ended with the piece in which --limit was reached: counts are of its first ${whole(counts.logs)} logs.`,
        ]
      : []),
    ...counts.summary(pieces.notices(), isPart ? 0 : pieces.withoutService()),
    ...(isCut ? [] : notMoved(pieces.shiftMs() - shiftMs)),
  ];
}

/**
 * By how much the times of files have to be moved, which is known when their last line is read: only times that all
 * lack a date or a year are ever moved, so that the first piece shows whether the others have to be read for it.
 */
export async function findShift(pieces: LogFilePieces): Promise<number> {
  for await (const table of pieces.tables()) {
    if (table.length > 0 && !pieces.hasPartialTimes()) {
      return 0;
    }
  }
  return pieces.shiftMs();
}

function moved(table: LogTable, byMs: number): LogTable {
  return byMs === 0 ? table : { ...table, timeMs: table.timeMs.map((timeMs) => timeMs + byMs) };
}

/** Of a pipe, which cannot be read twice. */
function notMoved(byMs: number): string[] {
  const days = Math.round(byMs / DAY);
  return days === 0
    ? []
    : [
        `warning: Times lack a full date, and which one is known at the end only: all are off by ${whole(Math.abs(days))} days, too ${days > 0 ? 'early' : 'late'}. Give a file instead of a pipe.`,
      ];
}

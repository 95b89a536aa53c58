import { complains } from '../../logs/complains';
import { WARNING } from '../../logs/level';
import { type LogTable } from '../../logs/logTable';
import { selectRows } from '../../logs/select';
import { type LineSample } from '../../logs/countedLogs';
import { type WindowTable } from '../../logs/windowTable';
import { type LineEvidence, type NewTemplate } from './lineEvidence';
import { messageGroups } from '../messages/messageGroups';
import { windowsOfRows } from '../messages/groupWindows';
import { newTemplates } from './newTemplates';
import { findQueues } from '../messages/queueLengths';
import { tableEvidence } from './tableEvidence';
import { sumBetween } from '../statistics/sum';

/** Windows that share one estimate of what complaints are about. */
const SLICES = 48;

/**
 * Evidence from a sample: what complaints say, exactly where all of them were read. Otherwise each signal has its share
 * of the complaints that were read in that part of the range, of as many as were counted. What takes every line - which
 * lines come together, what comes next in a trace, how many traces were slow - is not known.
 *
 * @param templateOf the template of each different message of the sample, as a number
 */
export function sampleEvidence(
  { table, hasAllComplaints }: LineSample,
  windows: WindowTable,
  templateOf: Int32Array
): LineEvidence {
  const { level, statusCode } = table;
  const rows = Uint32Array.from({ length: table.length }, (_, row) => row);
  const isCounted = (row: number) => complains(level[row], statusCode[row]);
  const complaints = selectRows(table, rows.filter(isCounted));
  const { signals, retries, failedLogins, recurringErrors, firstError, origin } = tableEvidence(
    complaints,
    windows,
    templateOf
  );
  const quiet = signalsOfQuiet(
    selectRows(
      table,
      rows.filter((row) => !isCounted(row))
    ),
    windows,
    templateOf
  );
  const read = { shapes: [], queues: findQueues(table, windows, templateOf), firstError, origin };
  const exact = hasAllComplaints
    ? signals
    : estimateSignals(signals, linesPerCell(complaints, windows), windows, (level) => level >= WARNING);
  const all = exact.map((counts, signal) => counts.map((count, cell) => count + quiet[signal][cell]));
  return hasAllComplaints
    ? {
        ...read,
        signals: all,
        retries,
        failedLogins,
        recurringErrors,
        newTemplates: newComplaints(complaints, windows, templateOf),
      }
    : { ...read, signals: all };
}

/**
 * What lines complain of by their words alone: a store counts them among those that do not, of which these are a
 * sample.
 */
function signalsOfQuiet(quiet: LogTable, windows: WindowTable, templateOf: Int32Array): Uint32Array[] {
  const { signals } = tableEvidence(quiet, windows, templateOf);
  return estimateSignals(signals, linesPerCell(quiet, windows), windows, (level) => level < WARNING, MIN_QUIET);
}

/**
 * One line of a sample may stand for hundreds: of fewer in a slice that complain by their words nothing is estimated.
 */
const MIN_QUIET = 5;

/** Complaints that were never read before; the windows say how many logs their service had before. */
function newComplaints(complaints: LogTable, windows: WindowTable, templateOf: Int32Array): NewTemplate[] {
  const { service, timeMs } = complaints;
  const groups = messageGroups(complaints, templateOf);
  const logsBefore = groups.firstRow.map((row) => {
    const index = windows.services.indexOf(service.values[service.codes[row]]);
    const window = Math.floor((timeMs[row] - windows.startMs) / windows.windowMs);
    const first = index * windows.windowCount;
    return index < 0
      ? 0
      : windows.byLevel.reduce((logs, column) => logs + sumBetween(column, first, first + window), 0);
  });
  const all = () => true;
  return newTemplates(complaints, windows, { ...groups, logsBefore }, windowsOfRows(complaints, windows), all);
}

/**
 * @param sampled lines that were read, cells as in the windows; the counted ones of the same levels are what they stand
 *   for
 * @param least lines of a signal in a slice; fewer estimate nothing
 */
function estimateSignals(
  signals: readonly Uint32Array[],
  sampled: Uint32Array,
  windows: WindowTable,
  isOfLevel: (level: number) => boolean,
  least = 1
): Uint32Array[] {
  const length = windows.windowCount;
  const width = Math.ceil(length / SLICES);
  const counted = (cell: number) =>
    windows.byLevel.reduce((sum, column, level) => sum + (isOfLevel(level) ? column[cell] : 0), 0);
  return signals.map((signal) => {
    const estimate = new Uint32Array(signal.length);
    for (let service = 0; service < windows.services.length; service++) {
      for (let from = 0; from < length; from += width) {
        const first = service * length + from;
        const end = service * length + Math.min(length, from + width);
        const found = sumBetween(signal, first, end);
        const share = found < least ? 0 : found / Math.max(1, sumBetween(sampled, first, end));
        for (let cell = first; share > 0 && cell < end; cell++) {
          estimate[cell] = Math.round(share * counted(cell));
        }
      }
    }
    return estimate;
  });
}

function linesPerCell({ timeMs, service, length }: LogTable, windows: WindowTable): Uint32Array {
  const counts = new Uint32Array(windows.services.length * windows.windowCount);
  const indexOf = new Map(windows.services.map((name, index) => [name, index]));
  for (let row = 0; row < length; row++) {
    const index = indexOf.get(service.values[service.codes[row]]);
    const window = Math.floor((timeMs[row] - windows.startMs) / windows.windowMs);
    if (index !== undefined && window >= 0 && window < windows.windowCount) {
      counts[index * windows.windowCount + window]++;
    }
  }
  return counts;
}

import { ERROR } from '../../logs/level';
import { type LogTable } from '../../logs/logTable';
import { complaintTest } from '../messages/complaintTest';
import { mineTemplates } from '../messages/templates/mineTemplates';
import { windowCounts } from '../windows/windowCounts';
import { type WindowTable } from '../../logs/windowTable';
import { type LineEvidence, type LineOrigin } from './lineEvidence';
import { findCrossings } from './crossings';
import { dataEnds } from '../windows/dataGaps';
import { frequentTemplates } from './frequentTemplates';
import { messageGroups } from '../messages/messageGroups';
import { windowsOfRows } from '../messages/groupWindows';
import { failedLogins } from './failedLogins';
import { newTemplates } from './newTemplates';
import { ownTimes } from './ownTimes';
import { originOf } from '../messages/origin';
import { textReader } from '../messages/readTexts';
import { findQueues } from '../messages/queueLengths';
import { recurringErrors } from './recurringErrors';
import { responseScores } from './responseScores';
import { countRetries } from '../messages/retryCounts';
import { traceSteps } from './traceSteps';
import { FAILURE_SIGNATURES, signatureOfMessage, signatureOfStatus } from '../messages/failureSignatures';
import { lowerBound } from '../../logs/lowerBound';

const signaturesOf = textReader(signatureOfMessage);

/**
 * Evidence from the lines of a table. Each different message is read once, and only if a log complains with it.
 *
 * @param templateOf the template of each different message, as a number, by which what is new is found
 */
export function tableEvidence(
  table: LogTable,
  windows: WindowTable,
  templateOf = mineTemplates(table.message.values, () => undefined).templateOf,
  counts = windowCounts(windows)
): LineEvidence {
  const { level, timeMs, statusCode, responseTime, traceId, message, service } = table;
  const signalOf = signaturesOf(message.values);
  const windowOfRow = windowsOfRows(table, windows);
  const indexOf = new Map(windows.services.map((name, index) => [name, index]));
  const serviceIndex = Int32Array.from(service.values, (name) => indexOf.get(name) ?? -1);
  const cells = windows.services.length * windows.windowCount;
  const signals = FAILURE_SIGNATURES.map(() => new Uint32Array(cells));
  const rowsOf: number[][] = FAILURE_SIGNATURES.map(() => []);
  const errors: number[] = [];
  const isComplaint = complaintTest(table, templateOf);

  for (let row = 0; row < table.length; row++) {
    if (windowOfRow[row] < 0 || !isComplaint(row)) {
      continue;
    }
    if (level[row] >= ERROR) {
      errors.push(row);
    }
    const said = signalOf(message.codes[row]);
    const signal = said >= 0 ? said : signatureOfStatus(statusCode[row]);
    const index = serviceIndex[service.codes[row]];
    if (signal >= 0 && index >= 0) {
      signals[signal][index * windows.windowCount + windowOfRow[row]]++;
      rowsOf[signal].push(row);
    }
  }

  const serviceAt = (row: number) => service.values[service.codes[row]];
  const groups = messageGroups(table);
  return {
    signals,
    shapes: frequentTemplates(table, windows, groups, windowOfRow),
    steps: traceSteps(table, windows, groups, windowOfRow, dataEnds(windows, counts)),
    crossings: findCrossings(table, windows, groups, windowOfRow),
    newTemplates: newTemplates(table, windows, messageGroups(table, templateOf), windowOfRow, isComplaint),
    failedLogins: failedLogins(table, windows, windowOfRow, templateOf),
    queues: findQueues(table, windows, templateOf),
    retries: countRetries(table, windows, templateOf),
    recurringErrors: recurringErrors(table, windows, counts.logs, templateOf, windowOfRow),
    responseScores: responseScores({ ...table, responseTime: ownTimes(table) ?? responseTime }, windows, windowOfRow),
    firstError(fromMs, toMs, services) {
      for (let i = firstAt(errors, timeMs, fromMs); i < errors.length && timeMs[errors[i]] <= toMs; i++) {
        const row = errors[i];
        if (!services || services.includes(serviceAt(row))) {
          const trace = traceId.values.at(traceId.codes[row]);
          const line = { timeMs: timeMs[row], service: serviceAt(row), message: message.values.at(message.codes[row]) };
          return trace ? { ...line, traceId: trace } : line;
        }
      }
      return undefined;
    },
    slowTraces(name, fromMs, toMs, limit) {
      const slow = new Set<number>();
      let untraced = false;
      for (let row = lowerBound(timeMs, fromMs); row < table.length && timeMs[row] < toMs; row++) {
        if (responseTime[row] > limit && serviceAt(row) === name) {
          slow.add(traceId.codes[row]);
          untraced ||= traceId.codes[row] === 0;
        }
      }
      return untraced ? undefined : slow.size;
    },
    origin(signal, name, fromMs, toMs) {
      const counts = new Map<string, number>();
      const rows = rowsOf[signal];
      for (let i = firstAt(rows, timeMs, fromMs); i < rows.length && timeMs[rows[i]] < toMs; i++) {
        const text = message.values.at(message.codes[rows[i]]);
        const origin = serviceAt(rows[i]) === name ? originOf(text) : undefined;
        if (origin !== undefined) {
          counts.set(origin, (counts.get(origin) ?? 0) + 1);
        }
      }
      return most(counts);
    },
  };
}

function most(counts: ReadonlyMap<string, number>): LineOrigin | undefined {
  let best: LineOrigin | undefined;
  for (const [name, count] of counts) {
    if (!best || count > best.count || (count === best.count && name < best.name)) {
      best = { name, count };
    }
  }
  return best;
}

/** The first place in `rows` whose time is not before `time`. */
function firstAt(rows: readonly number[], timeMs: Float64Array, time: number): number {
  return firstWhere(rows.length, (i) => timeMs[rows[i]] >= time);
}

/** The first index below `length` for which `holds`, which holds for all after it too; `length`: none. */
function firstWhere(length: number, holds: (index: number) => boolean): number {
  let low = 0;
  let high = length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (holds(middle)) {
      high = middle;
    } else {
      low = middle + 1;
    }
  }
  return low;
}

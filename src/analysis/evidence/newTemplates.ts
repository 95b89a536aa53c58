import { ERROR } from '../../logs/level';
import { type LogTable } from '../../logs/logTable';
import { complains } from '../../logs/complains';
import { type Novelty } from './lineEvidence';
import { type LineKinds } from '../messages/messageGroups';
import { windowsOfKinds } from '../messages/groupWindows';
import { type WindowTable } from '../../logs/windowTable';

/** Kinds of fewer lines are oddities. */
const LEAST_LINES = 10;

/** Kinds looked at, those of most lines first. */
const MAX_NOVELTIES = 200;

const HOUR = 3_600_000;

/**
 * What a service must have logged, and for how long, before a kind of line is new to it: complaints are rare, so that their absence says more
 * sooner, while what is said every night must have had a night to be said.
 */
const HISTORY = { complaint: { logs: 200, ms: HOUR }, other: { logs: 1000, ms: 24 * HOUR } };

/** Kinds of lines that a service began to write within the range after it long did not. Linear in the logs. */
export function novelties(
  { length, timeMs, level, statusCode, message, service }: LogTable,
  windows: WindowTable,
  kinds: LineKinds,
  windowOfRow: Int32Array
): Novelty[] {
  const { ofRow, totals, firstRow, logsBefore } = kinds;
  const since = new Map<number, number>();
  for (const row of firstRow) {
    const code = service.codes[row];
    since.set(code, since.get(code) ?? timeMs[row]);
  }
  const isNew = (kind: number, { logs, ms }: { logs: number; ms: number }) => {
    const row = firstRow[kind];
    return logsBefore[kind] >= logs && timeMs[row] - (since.get(service.codes[row]) ?? Infinity) >= ms;
  };
  const kept = Array.from(totals.keys())
    .filter((kind) => totals[kind] >= LEAST_LINES && isNew(kind, HISTORY.complaint))
    .sort((a, b) => totals[b] - totals[a] || a - b)
    .slice(0, MAX_NOVELTIES);
  if (kept.length === 0) {
    return [];
  }
  const isKept = new Uint8Array(totals.length);
  kept.forEach((kind) => (isKept[kind] = 1));
  const complaints = new Uint32Array(totals.length);
  const errors = new Uint32Array(totals.length);
  for (let row = 0; row < length; row++) {
    const kind = ofRow[row];
    if (isKept[kind] === 1 && windowOfRow[row] >= 0) {
      complaints[kind] += complains(level[row], statusCode[row]) ? 1 : 0;
      errors[kind] += level[row] >= ERROR ? 1 : 0;
    }
  }
  const lines = windowsOfKinds(kept, kinds, windowOfRow);
  return kept.flatMap((kind, place): Novelty[] => {
    const row = firstRow[kind];
    const index = windows.services.indexOf(service.values[service.codes[row]]);
    const mostly = (counts: Uint32Array) => 2 * counts[kind] >= totals[kind];
    const isComplaint = mostly(complaints);
    return index >= 0 && (isComplaint || isNew(kind, HISTORY.other))
      ? [
          {
            service: index,
            example: message.values.at(message.codes[row]),
            lines: lines[place],
            isComplaint,
            isError: mostly(errors),
            firstMs: timeMs[row],
            logsBefore: logsBefore[kind],
          },
        ]
      : [];
  });
}

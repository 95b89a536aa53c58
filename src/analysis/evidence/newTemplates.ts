import { ERROR } from '../../logs/level';
import { type LogTable } from '../../logs/logTable';
import { type NewTemplate } from './lineEvidence';
import { type MessageGroups } from '../messages/messageGroups';
import { windowsOfGroups } from '../messages/groupWindows';
import { type WindowTable } from '../../logs/windowTable';
import { HOUR, DAY } from '../../time/units';

/** Groups of fewer lines are oddities. */
const MIN_LINES = 10;

/** TextGroups looked at, those of most lines first. */
const MAX_NOVELTIES = 200;

/**
 * What a service must have logged, and for how long, before a group of line is new to it: complaints are rare, so that
 * their absence says more sooner, while what is said every night must have had a night to be said.
 */
const HISTORY = { complaint: { logs: 200, ms: HOUR }, other: { logs: 1000, ms: DAY } };

/** TextGroups of lines that a service began to write within the range after it long did not. Linear in the logs. */
export function newTemplates(
  { length, timeMs, level, message, service }: LogTable,
  windows: WindowTable,
  groups: MessageGroups,
  windowOfRow: Int32Array,
  isComplaint: (row: number) => boolean
): NewTemplate[] {
  const { ofRow, totals, firstRow, logsBefore } = groups;
  const since = new Map<number, number>();
  for (const row of firstRow) {
    const code = service.codes[row];
    since.set(code, since.get(code) ?? timeMs[row]);
  }
  const isNew = (group: number, { logs, ms }: { logs: number; ms: number }) => {
    const row = firstRow[group];
    return logsBefore[group] >= logs && timeMs[row] - (since.get(service.codes[row]) ?? Infinity) >= ms;
  };
  const kept = Array.from(totals.keys())
    .filter((group) => totals[group] >= MIN_LINES && isNew(group, HISTORY.complaint))
    .sort((a, b) => totals[b] - totals[a] || a - b)
    .slice(0, MAX_NOVELTIES);
  if (kept.length === 0) {
    return [];
  }
  const isKept = new Uint8Array(totals.length);
  kept.forEach((group) => (isKept[group] = 1));
  const complaints = new Uint32Array(totals.length);
  const errors = new Uint32Array(totals.length);
  for (let row = 0; row < length; row++) {
    const group = ofRow[row];
    if (isKept[group] === 1 && windowOfRow[row] >= 0) {
      complaints[group] += isComplaint(row) ? 1 : 0;
      errors[group] += level[row] >= ERROR ? 1 : 0;
    }
  }
  const lines = windowsOfGroups(kept, groups, windowOfRow);
  return kept.flatMap((group, place): NewTemplate[] => {
    const row = firstRow[group];
    const index = windows.services.indexOf(service.values[service.codes[row]]);
    const mostly = (counts: Uint32Array) => 2 * counts[group] >= totals[group];
    const complains = mostly(complaints);
    return index >= 0 && (complains || isNew(group, HISTORY.other))
      ? [
          {
            service: index,
            example: message.values.at(message.codes[row]),
            lines: lines[place],
            isComplaint: complains,
            isError: mostly(errors),
            firstMs: timeMs[row],
            logsBefore: logsBefore[group],
          },
        ]
      : [];
  });
}

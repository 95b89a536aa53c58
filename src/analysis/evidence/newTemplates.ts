import { ERROR } from '../../logs/level';
import { type LogTable } from '../../logs/logTable';
import { type NewTemplate } from './lineEvidence';
import { type MessageGroups } from '../messages/messageGroups';
import { windowsOfGroups } from '../messages/groupWindows';
import { type WindowTable } from '../../logs/windowTable';
import { HOUR, DAY } from '../../time/units';

/** Groups of fewer lines are oddities. */
export const MIN_NEW_LINES = 5;

/** TextGroups looked at, those of most lines first. */
const MAX_NOVELTIES = 200;

/**
 * What a service must have logged, and for how long, before a group of line is new to it. Complaints are rare, so that
 * their absence says more sooner, most of all that of an error that no service had, while what is said every night must
 * have had a night to be said.
 */
const HISTORY: Record<NewTemplate['novelty'], { readonly logs: number; readonly ms: number }> = {
  'new error': { logs: 200, ms: HOUR / 2 },
  complaint: { logs: 200, ms: HOUR },
  other: { logs: 1000, ms: DAY },
};

/** TextGroups of lines that a service began to write within the range after it long did not. Linear in the logs. */
export function newTemplates(
  { length, timeMs, level, message, service }: LogTable,
  windows: WindowTable,
  groups: MessageGroups,
  windowOfRow: Int32Array,
  isComplaint: (row: number) => boolean
): NewTemplate[] {
  const { ofRow, totals, firstRow, templates, logsBefore } = groups;
  const firstOf = new Map<number, number>();
  firstRow.forEach((row, group) =>
    firstOf.set(templates[group], Math.min(timeMs[row], firstOf.get(templates[group]) ?? Infinity))
  );
  const since = new Map<number, number>();
  for (const row of firstRow) {
    const code = service.codes[row];
    since.set(code, since.get(code) ?? timeMs[row]);
  }
  const isNew = (group: number, novelty: NewTemplate['novelty']) => {
    const { logs, ms } = HISTORY[novelty];
    const row = firstRow[group];
    return logsBefore[group] >= logs && timeMs[row] - (since.get(service.codes[row]) ?? Infinity) >= ms;
  };
  const kept = Array.from(totals.keys())
    .filter((group) => totals[group] >= MIN_NEW_LINES && isNew(group, 'new error'))
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
    const isError = mostly(errors);
    const isFirst = firstOf.get(templates[group]) === timeMs[row];
    const novelty = isError && isFirst ? 'new error' : mostly(complaints) ? 'complaint' : 'other';
    return index >= 0 && isNew(group, novelty)
      ? [
          {
            service: index,
            example: message.values.at(message.codes[row]),
            lines: lines[place],
            novelty,
            isError,
            firstMs: timeMs[row],
            logsBefore: logsBefore[group],
          },
        ]
      : [];
  });
}

import { type LogTable } from '../../logs/logTable';
import { type WindowTable } from '../../logs/windowTable';
import { type TemplateLines } from './lineEvidence';
import { type MessageGroups } from '../messages/messageGroups';
import { windowsOfGroups } from '../messages/groupWindows';

/** Groups of fewer lines are too rare to be missed. */
const MIN_LINES = 50;

/** The frequent groups of lines of each service, the most frequent first. */
export function frequentTemplates(
  { message, service }: LogTable,
  windows: WindowTable,
  groups: MessageGroups,
  windowOfRow: Int32Array
): TemplateLines[] {
  const { totals, firstRow } = groups;
  const serviceIndex = new Map(windows.services.map((name, index) => [name, index]));
  const kept = Array.from(totals.keys())
    .filter((group) => totals[group] >= MIN_LINES)
    .sort((a, b) => totals[b] - totals[a] || a - b);
  const lines = windowsOfGroups(kept, groups, windowOfRow);
  return kept.flatMap((group, place) => {
    const row = firstRow[group];
    const index = serviceIndex.get(service.values[service.codes[row]]);
    return index !== undefined
      ? [{ service: index, example: message.values.at(message.codes[row]), lines: lines[place] }]
      : [];
  });
}

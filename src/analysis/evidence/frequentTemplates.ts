import { type LogTable } from '../../logs/logTable';
import { type WindowTable } from '../../logs/windowTable';
import { type ShapeLines } from './lineEvidence';
import { type LineKinds } from '../messages/messageGroups';
import { windowsOfKinds } from '../messages/groupWindows';

/** Kinds of fewer lines are too rare to be missed. */
const LEAST_LINES = 50;

/** The frequent kinds of lines of each service, the most frequent first. */
export function frequentShapes(
  { message, service }: LogTable,
  windows: WindowTable,
  kinds: LineKinds,
  windowOfRow: Int32Array
): ShapeLines[] {
  const { totals, firstRow } = kinds;
  const serviceIndex = new Map(windows.services.map((name, index) => [name, index]));
  const kept = Array.from(totals.keys())
    .filter((kind) => totals[kind] >= LEAST_LINES)
    .sort((a, b) => totals[b] - totals[a] || a - b);
  const lines = windowsOfKinds(kept, kinds, windowOfRow);
  return kept.flatMap((kind, place) => {
    const row = firstRow[kind];
    const index = serviceIndex.get(service.values[service.codes[row]]);
    return index !== undefined
      ? [{ service: index, example: message.values.at(message.codes[row]), lines: lines[place] }]
      : [];
  });
}

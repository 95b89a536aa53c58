import { ERROR } from '../../logs/level';
import { type LogTable } from '../../logs/logTable';
import { complains } from '../../logs/complains';
import { type Novelty } from './lineEvidence';
import { type LineKinds } from './lineKinds';
import { type WindowTable } from '../windows';

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

/** Kinds of lines that a service began to write within the range after it long did not, counted per window. Linear in the logs. */
export function novelties(
  { length, timeMs, level, statusCode, message, service }: LogTable,
  windows: WindowTable,
  { ofRow, totals, firstRow, logsBefore }: LineKinds
): Novelty[] {
  const since = new Map<number, number>();
  for (let row = 0; row < length && since.size < service.values.length; row++) {
    if (!since.has(service.codes[row])) {
      since.set(service.codes[row], timeMs[row]);
    }
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
  const counts = new Map(kept.map((kind) => [kind, new Uint32Array(windows.windows)]));
  const complaints = new Map<number, number>();
  const errors = new Map<number, number>();
  for (let row = 0; row < length; row++) {
    const column = counts.get(ofRow[row]);
    const window = Math.floor((timeMs[row] - windows.startMs) / windows.windowMs);
    if (column && window >= 0 && window < windows.windows) {
      column[window]++;
      const kind = ofRow[row];
      if (complains(level[row], statusCode[row])) {
        complaints.set(kind, (complaints.get(kind) ?? 0) + 1);
      }
      if (level[row] >= ERROR) {
        errors.set(kind, (errors.get(kind) ?? 0) + 1);
      }
    }
  }
  return kept.flatMap((kind): Novelty[] => {
    const row = firstRow[kind];
    const index = windows.services.indexOf(service.values[service.codes[row]]);
    const column = counts.get(kind);
    const mostly = (counted: ReadonlyMap<number, number>) => 2 * (counted.get(kind) ?? 0) >= totals[kind];
    const isComplaint = mostly(complaints);
    return index >= 0 && column && (isComplaint || isNew(kind, HISTORY.other))
      ? [
          {
            service: index,
            example: message.values.at(message.codes[row]),
            counts: column,
            isComplaint,
            isError: mostly(errors),
            firstMs: timeMs[row],
            logsBefore: logsBefore[kind],
          },
        ]
      : [];
  });
}

import { type LogTable } from '../../logs/logTable';

/** Each log as text with its exact time, to be compared. */
export function timedLines(table: LogTable): string[] {
  return Array.from(
    { length: table.length },
    (_, row) => `${table.timeMs[row]}.${table.timeNs[row]} ${table.line.at(row)}`
  );
}

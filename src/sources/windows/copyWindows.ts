import { type AllColumns, type ServiceColumns } from './serviceColumns';

/**
 * Copies what `from` counted in the windows that begin from `fromMs`, inclusive, to `toMs`, exclusive, over what `into`
 * has there.
 */
export function copyWindows(from: AllColumns, into: AllColumns, fromMs: number, toMs: number): void {
  const { startMs, windowMs, windowCount } = from.grid;
  const shift = Math.round((startMs - into.grid.startMs) / windowMs);
  const first = Math.max(0, -shift, Math.ceil((fromMs - startMs) / windowMs));
  const end = Math.min(windowCount, into.grid.windowCount - shift, Math.ceil((toMs - startMs) / windowMs));
  if (first >= end) {
    return;
  }
  for (const service of from.services) {
    const target = columnsOf(into.of(service));
    columnsOf(from.of(service)).forEach((column, i) => target[i].set(column.subarray(first, end), first + shift));
  }
}

type Column = ServiceColumns['failures'] | ServiceColumns['responseSum'];

function columnsOf(own: ServiceColumns): Column[] {
  const { byLevel, complaints, complaintsByStatus, failures, responses, responseSum, responseP95 } = own;
  return [...byLevel, ...complaints, complaintsByStatus, failures, responses, responseSum, responseP95];
}

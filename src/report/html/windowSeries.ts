import { type WindowTable } from '../../logs/windowTable';
import { HOUR } from '../../time/units';

/** Points that a time axis of this size can show. */
const MAX_POINTS = 200;

/** Windows a point: hours in a week, fewer where the range is short. */
export function chartStep({ windowCount, windowMs }: WindowTable): number {
  const most = Math.ceil(windowCount / MAX_POINTS);
  const perHour = Math.max(1, Math.round(HOUR / windowMs));
  return most > perHour / 2 ? Math.ceil(most / perHour) * perHour : most;
}

/** [milliseconds, sum over all services] for each step. */
export function overTime(table: WindowTable, column: Uint32Array, step: number): Array<[number, number]> {
  const points: Array<[number, number]> = [];
  forEachWindow(table, (timeMs, window) => {
    if (window % step === 0) {
      points.push([timeMs, 0]);
    }
    points[points.length - 1][1] += atWindow(table, column, window);
  });
  return points;
}

function forEachWindow(table: WindowTable, visit: (timeMs: number, window: number) => void): void {
  for (let window = 0; window < table.windowCount; window++) {
    visit(table.startMs + window * table.windowMs, window);
  }
}

function atWindow({ services, windowCount }: WindowTable, column: Uint32Array, window: number): number {
  let sum = 0;
  for (let service = 0; service < services.length; service++) {
    sum += column[service * windowCount + window];
  }
  return sum;
}

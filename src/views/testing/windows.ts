import { type WindowTable } from '../../logs/windowTable';
import { LEVELS, UNKNOWN } from '../../logs/level';
import { MINUTE } from '../../time/units';

/** A Sunday, half past nine in the evening, UTC. */
export const START_MS = Date.UTC(2024, 9, 27, 21, 30);
export const WINDOWS = 6;
export const WINDOW_MS = 30 * MINUTE;
export const END_MS = START_MS + WINDOWS * WINDOW_MS;
export const OUTAGE_MS = START_MS + 3 * WINDOW_MS;

/** Logs of each service by level (UNKNOWN to CRITICAL), one column a window. */
export const LOGS: Record<string, number[][]> = {
  'api-gateway': [
    [0, 0, 0, 0, 0, 0],
    [0, 0, 0, 0, 0, 0],
    [40, 38, 0, 41, 39, 20],
    [2, 1, 0, 3, 0, 1],
    [1, 0, 0, 6, 0, 1],
    [0, 0, 0, 2, 0, 0],
  ],
  database: [
    [0, 0, 0, 0, 0, 0],
    [0, 0, 0, 0, 0, 0],
    [20, 22, 0, 5, 21, 9],
    [0, 2, 0, 4, 1, 0],
    [0, 0, 0, 9, 1, 0],
    [0, 0, 0, 7, 0, 0],
  ],
  'mail-worker': [
    [0, 0, 0, 0, 0, 0],
    [0, 0, 0, 0, 0, 0],
    [4, 5, 0, 4, 3, 2],
    [0, 0, 0, 0, 0, 0],
    [0, 0, 0, 0, 0, 0],
    [0, 0, 0, 0, 0, 0],
  ],
};

/** The same logs, of none of which the level is known. */
export function withoutLevels(logs: number[][]): number[][] {
  const perWindow = logs[0].map((_, window) => logs.reduce((sum, level) => sum + level[window], 0));
  return LEVELS.map((_, level) => (level === UNKNOWN ? perWindow : perWindow.map(() => 0)));
}

export function windowsOf(services: string[], logsOf = (service: string) => LOGS[service]): WindowTable {
  const cells = services.length * WINDOWS;
  const byLevel = LEVELS.map((_, level) => Uint32Array.from(services.flatMap((service) => logsOf(service)[level])));
  return {
    startMs: START_MS,
    windowMs: WINDOW_MS,
    windowCount: WINDOWS,
    services,
    byLevel,
    failures: new Uint32Array(cells),
    responses: new Uint32Array(cells),
    responseSum: new Float64Array(cells),
    responseP95: new Float64Array(cells).fill(NaN),
  };
}

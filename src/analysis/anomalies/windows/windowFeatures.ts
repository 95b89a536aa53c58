import { WARNING } from '../../../logs/level';
import { type RateBaseline, rateBaseline, responseBaseline, responseZ } from '../../series/baselines';
import { binomialZ, poissonZ } from '../../statistics/likelihood';
import { quantile } from '../../statistics/quantile';
import { medianDeviation, robustUpward } from '../../statistics/robust';
import { type WindowCounts } from '../../windows/windowCounts';
import { type WindowTable } from '../../../logs/windowTable';
import { cyclic } from '../../../time/cyclic';
import { HOUR, DAY } from '../../../time/units';

export const WINDOW_FEATURES = ['failures', 'warnings', 'response time', 'slowest responses', 'volume'] as const;

export type WindowFeature = (typeof WINDOW_FEATURES)[number];

/** One row per window of a service that has logs. */
export interface WindowMatrix {
  /** Of each row. */
  readonly cells: Uint32Array;
  /** How far each feature is from what is usual for the service, in standard deviations; 0: as usual, or not known. */
  readonly columns: Readonly<Record<WindowFeature, Float32Array>>;
  /** The value itself, and what is usual: shares, milliseconds, logs; NaN: none. */
  valueOf(feature: WindowFeature, row: number): { value: number; normal: number };
}

type Rate = Pick<RateBaseline, 'rate' | 'dispersion'>;

/** Beyond, one is as far as the other: a tree's thresholds are drawn evenly between the least and the largest. */
const MAX_VALUE = 30;

/** Fewer windows of an hour of the day are no history of that hour. */
const MIN_HISTORY = 20;
/** The share taken as usual while there is too little history. */
const UNKNOWN_RATE: Rate = { rate: 0.01, dispersion: 1 };

/**
 * The windows of each service against what is usual for it: failures, warnings, response times, and how much it logs at
 * that hour.
 */
export function windowFeatures(windows: WindowTable, counts: WindowCounts): WindowMatrix {
  const length = windows.windowCount;
  const cells = Uint32Array.from(counts.logs.keys()).filter((cell) => counts.logs[cell] > 0);
  const rowOf = new Int32Array(counts.logs.length).fill(-1);
  cells.forEach((cell, row) => (rowOf[cell] = row));
  const column = () => new Float32Array(cells.length);
  const columns: Record<WindowFeature, Float32Array> = {
    failures: column(),
    warnings: column(),
    'response time': column(),
    'slowest responses': column(),
    volume: column(),
  };
  const normals = windows.services.map((_, service) => {
    const offset = service * length;
    const put = (feature: WindowFeature, z: (cell: number) => number) => {
      for (let cell = offset; cell < offset + length; cell++) {
        const row = rowOf[cell];
        const value = row < 0 ? 0 : z(cell);
        if (row >= 0 && value === value) {
          columns[feature][row] = Math.max(-MAX_VALUE, Math.min(MAX_VALUE, value));
        }
      }
    };
    const rate = (part: Uint32Array): Rate => rateBaseline(part, counts.known, offset, length) ?? UNKNOWN_RATE;
    const rising =
      (part: Uint32Array, { rate, dispersion }: Rate) =>
      (cell: number) =>
        Math.max(0, binomialZ(part[cell], counts.known[cell], rate)) / Math.sqrt(dispersion);
    const warnings = windows.byLevel[WARNING];
    const failing = rate(windows.failures);
    const warning = rate(warnings);
    put('failures', rising(windows.failures, failing));
    put('warnings', rising(warnings, warning));

    const { responses, responseSum, responseP95 } = windows;
    const usual = responseBaseline(responseSum, responses, offset, length);
    put('response time', (cell) =>
      usual && responses[cell] > 0 ? Math.max(0, responseZ(responseSum[cell], responses[cell], usual)) : 0
    );
    const slowest = robustUpward(
      responseP95
        .subarray(offset, offset + length)
        .map(Math.log)
        .filter(Number.isFinite)
    );
    put('slowest responses', (cell) =>
      slowest.spread > 0 ? Math.max(0, (Math.log(responseP95[cell]) - slowest.median) / slowest.spread) : 0
    );
    const expected = expectedLogs(windows, counts.logs.subarray(offset, offset + length));
    const surprise = (cell: number) => poissonZ(counts.logs[cell], expected[cell - offset]);
    const scatter = medianDeviation(
      Float64Array.from(
        cells.filter((cell) => cell >= offset && cell < offset + length),
        surprise
      )
    );
    put('volume', (cell) => surprise(cell) / Math.max(1, scatter));
    return {
      failures: failing.rate,
      warnings: warning.rate,
      'response time': usual ? Math.exp(usual.logMean) : NaN,
      'slowest responses': Math.exp(slowest.median),
      expected,
    };
  });
  return {
    cells,
    columns,
    valueOf(feature, row) {
      const cell = cells[row];
      const own = normals[Math.floor(cell / length)];
      const share = (part: Uint32Array) => part[cell] / counts.known[cell];
      switch (feature) {
        case 'failures':
          return { value: share(windows.failures), normal: own.failures };
        case 'warnings':
          return { value: share(windows.byLevel[WARNING]), normal: own.warnings };
        case 'response time':
          return { value: windows.responseSum[cell] / windows.responses[cell], normal: own['response time'] };
        case 'slowest responses':
          return { value: windows.responseP95[cell], normal: own['slowest responses'] };
        case 'volume':
          return { value: counts.logs[cell], normal: own.expected[cell % length] };
      }
    },
  };
}

/** How many logs are usual at that hour of the day where there are enough days, else at any; above 0. */
function expectedLogs({ startMs, windowMs, windowCount }: WindowTable, logs: Uint32Array): Float64Array {
  const hourOf = (window: number) => cyclic(Math.floor((startMs + window * windowMs) / HOUR), 24);
  const byHour = Array.from({ length: 24 }, (): number[] => []);
  logs.forEach((count, window) => byHour[hourOf(window)].push(count));
  const median = (counts: ArrayLike<number>) => Math.max(0.5, quantile(Float64Array.from(counts), 0.5));
  const overall = median(logs);
  const days = (windowCount * windowMs) / DAY;
  const medians = byHour.map((counts) => (days >= 2 && counts.length >= MIN_HISTORY ? median(counts) : overall));
  return Float64Array.from(logs, (_, window) => medians[hourOf(window)]);
}

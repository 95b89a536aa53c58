import { type ResponseTimeCounts, type WindowTable } from '../../logs/windowTable';
import { logBin, normalScores, type ScoreOfBin } from '../statistics/normalScores';
import { slowCells } from './slowCells';

/** How many responses of each service are in each bin: weights by bin. */
type Histogram = ReadonlyMap<number, number>;

/**
 * As the evidence's responseScores, where only windows are known: each response has the score of its window's mean,
 * among the responses of its service as a store counted them, or else among the means of its windows.
 *
 * @param measured responses of the whole range
 */
export function meanScores(windows: WindowTable, measured?: ResponseTimeCounts): Float64Array {
  const { services, windowCount, responses, responseSum } = windows;
  const bins = Int16Array.from(responses, (count, cell) => logBin(responseSum[cell] / Math.max(1, count)));
  const weightOf = (cell: number) => (measured ? responses[cell] : Math.min(1, responses[cell]));
  const cellsOf = (service: number) =>
    Array.from({ length: windowCount }, (_, window) => service * windowCount + window);
  const usual = services.map((_, service): Histogram => {
    const binOfValue = measured && Array.from(measured.values, logBin);
    const from = service * (binOfValue?.length ?? 0);
    return binOfValue
      ? histogramOf(binOfValue, (i) => measured.counts[from + i])
      : histogramOf(
          cellsOf(service).map((cell) => bins[cell]),
          (window) => weightOf(service * windowCount + window)
        );
  });
  const all = scoreMeans(windows, bins, usual);
  const isSlow = slowCells(all, windows);
  if (!isSlow) {
    return all;
  }
  const rest = usual.map((histogram, service) => {
    const left = new Map(histogram);
    cellsOf(service)
      .filter((cell) => isSlow[cell] === 1)
      .forEach((cell) => left.set(bins[cell], Math.max(0, (left.get(bins[cell]) ?? 0) - weightOf(cell))));
    return left;
  });
  return scoreMeans(windows, bins, rest);
}

function histogramOf(bins: readonly number[], weightOf: (index: number) => number): Histogram {
  const weights = new Map<number, number>();
  bins.forEach((bin, i) => weights.set(bin, (weights.get(bin) ?? 0) + weightOf(i)));
  return weights;
}

function scoreMeans(
  { services, windowCount, responses }: WindowTable,
  bins: Int16Array,
  histograms: readonly Histogram[]
): Float64Array {
  const sums = new Float64Array(responses.length);
  services.forEach((_, service) => {
    const score = scoresAmong(histograms[service]);
    for (let cell = service * windowCount; score && cell < (service + 1) * windowCount; cell++) {
      sums[cell] = responses[cell] > 0 ? responses[cell] * score(bins[cell]) : 0;
    }
  });
  return sums;
}

/** Undefined: nothing is known of the responses. */
function scoresAmong(histogram: Histogram): ScoreOfBin | undefined {
  const known = [...histogram].filter(([, weight]) => weight > 0);
  if (known.length === 0) {
    return undefined;
  }
  const first = known.reduce((least, [bin]) => Math.min(least, bin), Infinity);
  const counts = new Uint32Array(known.reduce((most, [bin]) => Math.max(most, bin), first) - first + 1);
  known.forEach(([bin, weight]) => (counts[bin - first] = weight));
  return normalScores(counts, first);
}

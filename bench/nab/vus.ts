import { type Span } from './corpus';

/** As TSB-AD has them: the widest buffer around an anomaly, in values, and how many thresholds are looked at. */
const BUFFER = 100;
const THRESHOLDS = 250;

/**
 * VUS-PR, the volume under the surface of precision and recall over thresholds and buffers around the anomalies, 0 to
 * 1: no threshold has to be chosen, and an alarm shortly before or after counts in part. Paparrizos et al., Volume
 * Under the Surface (VLDB 2022), as TSB-AD computes it. NaN: there are no anomalies.
 *
 * @param anomalies in the order of time, no two of which touch
 */
export function vusPr(scores: Float64Array, anomalies: readonly Span[]): number {
  if (anomalies.length === 0) {
    return NaN;
  }
  const descending = scores.slice().sort().reverse();
  const thresholds = Array.from(
    { length: THRESHOLDS },
    (_, k) => descending[Math.floor((k * (scores.length - 1)) / (THRESHOLDS - 1))]
  );
  const firstOf = Uint32Array.from(scores, (score) => thresholds.findIndex((threshold) => score >= threshold));
  const alarms = countsUpTo(firstOf);
  const isAnomalous = new Uint8Array(scores.length);
  anomalies.forEach(({ first, last }) => isAnomalous.fill(1, first, last + 1));
  const hits = countsUpTo(firstOf.filter((_, i) => isAnomalous[i] === 1));
  const positives = hits[THRESHOLDS - 1];

  let volume = 0;
  for (let buffer = 0; buffer <= BUFFER; buffer++) {
    const near = weightsUpTo(firstOf, isAnomalous, anomalies, buffer);
    const found = countsUpTo(
      Uint32Array.from(joined(anomalies, scores.length, buffer), ({ first, last }) =>
        firstOf.subarray(first, last + 1).reduce((least, at) => Math.min(least, at))
      )
    );
    let recallBefore = 0;
    for (let k = 0; k < THRESHOLDS; k++) {
      const truePositives = hits[k] + near[k];
      const recall = Math.min(1, truePositives / (positives + near[k] / 2)) * (found[k] / found[THRESHOLDS - 1]);
      volume += (recall - recallBefore) * (truePositives / alarms[k]);
      recallBefore = recall;
    }
  }
  return volume / (BUFFER + 1);
}

/** How many have been reached by each threshold. */
function countsUpTo(firstOf: Uint32Array): Float64Array {
  const counts = new Float64Array(THRESHOLDS);
  firstOf.forEach((k) => counts[k]++);
  return accumulated(counts);
}

function accumulated(values: Float64Array): Float64Array {
  for (let k = 1; k < values.length; k++) {
    values[k] += values[k - 1];
  }
  return values;
}

/** By each threshold, how much of an anomaly the alarms in the buffers around anomalies are, all together. */
function weightsUpTo(
  firstOf: Uint32Array,
  isAnomalous: Uint8Array,
  anomalies: readonly Span[],
  buffer: number
): Float64Array {
  const half = buffer >> 1;
  const weight = new Map<number, number>();
  const add = (at: number, distance: number) => {
    if (at >= 0 && at < firstOf.length && isAnomalous[at] === 0) {
      weight.set(at, Math.min(1, (weight.get(at) ?? 0) + Math.sqrt(1 - distance / buffer)));
    }
  };
  for (const { first, last } of anomalies) {
    for (let distance = 1; distance <= half; distance++) {
      add(last + distance, distance);
      add(first - distance, distance);
    }
  }
  const weights = new Float64Array(THRESHOLDS);
  weight.forEach((value, at) => (weights[firstOf[at]] += value));
  return accumulated(weights);
}

/** The anomalies with half a buffer on both sides; those that touch then are one. */
function joined(anomalies: readonly Span[], length: number, buffer: number): Span[] {
  const half = buffer >> 1;
  const spans: Span[] = [];
  for (const anomaly of anomalies) {
    const span = { first: Math.max(0, anomaly.first - half), last: Math.min(length - 1, anomaly.last + half) };
    const before = spans.at(-1);
    if (before && before.last >= span.first) {
      spans[spans.length - 1] = { first: before.first, last: span.last };
    } else {
      spans.push(span);
    }
  }
  return spans;
}

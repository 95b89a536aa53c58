import { type Span } from './corpus';

/**
 * The scoring of the Numenta Anomaly Benchmark (Lavin and Ahmad 2015, "Evaluating Real-time Anomaly Detection
 * Algorithms", arXiv:1510.03336), standard profile: an anomaly found counts for up to 1, the more the earlier within
 * its window; one that is missed costs 1; each false alarm costs 0.11, less shortly after a window.
 */
const FOUND = 1;
const FALSE_ALARM = 0.11;
const MISSED = 1;

/** The share of a file, and the most values of it, in which a detector may learn and nothing is scored. */
const PROBATION = 0.15;
const MAX_PROBATION = 750;

/** A detector's scores of one file, where higher is more anomalous, and the file's anomalies. */
export interface ScoredSeries {
  readonly scores: ArrayLike<number>;
  readonly anomalies: readonly Span[];
}

export interface CorpusScore {
  /** 0: as one that never alarms; 100: each anomaly found at its window's start and no false alarm. May be below 0. */
  readonly score: number;
  /** Scores at or above are alarms. Infinity: it does best by never alarming. */
  readonly threshold: number;
  readonly found: number;
  readonly anomalies: number;
  readonly falseAlarms: number;
}

function probation(length: number): number {
  return Math.min(Math.floor(PROBATION * length), MAX_PROBATION);
}

/** Scored at the one threshold that is best for all of these series together, as NAB does. */
export function scoreCorpus(series: readonly ScoredSeries[]): CorpusScore {
  const points = series.flatMap((one, file) => pointsOf(one, file)).sort((a, b) => b.score - a.score);
  const best = new Map<string, number>();
  const windows = countWindows(series);
  let total = -MISSED * windows;
  let most = { total, threshold: Infinity };
  points.forEach(({ score, window, worth }, index) => {
    if (window === undefined) {
      total += worth;
    } else {
      const before = best.get(window) ?? -MISSED;
      const after = Math.max(before, worth);
      best.set(window, after);
      total += after - before;
    }
    // Equal scores are alarms together or not at all.
    const isLast = index + 1 === points.length || points[index + 1].score !== score;
    if (isLast && total > most.total) {
      most = { total, threshold: score };
    }
  });
  return scoreAt(series, most.threshold);
}

/** Scored at a given threshold. */
export function scoreAt(series: readonly ScoredSeries[], threshold: number): CorpusScore {
  const anomalies = countWindows(series);
  const best = new Map<string, number>();
  let falseAlarms = 0;
  let total = 0;
  for (const { score, window, worth } of series.flatMap((one, file) => pointsOf(one, file))) {
    if (score < threshold) {
      continue;
    }
    if (window === undefined) {
      falseAlarms++;
      total += worth;
    } else {
      best.set(window, Math.max(best.get(window) ?? -MISSED, worth));
    }
  }
  best.forEach((worth) => (total += worth));
  total -= MISSED * (anomalies - best.size);
  const least = -MISSED * anomalies;
  // A corpus without anomalies has nothing to be found: what is left of 100 are the false alarms' costs.
  const score = anomalies === 0 ? 100 + 100 * total : (100 * (total - least)) / (FOUND * anomalies - least);
  return { score, threshold, found: best.size, anomalies, falseAlarms };
}

interface Point {
  readonly score: number;
  /** Names the anomaly that the value lies in; undefined: in none. */
  readonly window: string | undefined;
  /** What an alarm here adds: for an anomaly the best of its alarms counts, for false alarms their sum. */
  readonly worth: number;
}

function pointsOf({ scores, anomalies }: ScoredSeries, file: number): Point[] {
  const points: Point[] = [];
  const spans = [...anomalies].sort((a, b) => a.first - b.first);
  let next = 0;
  for (let i = 0; i < scores.length; i++) {
    while (next < spans.length && i > spans[next].last) {
      next++;
    }
    if (i < probation(scores.length)) {
      continue;
    }
    const span = spans[next];
    points.push(
      span && i >= span.first
        ? { score: scores[i], window: `${file}:${next}`, worth: FOUND * earliness(span, i) }
        : { score: scores[i], window: undefined, worth: FALSE_ALARM * lateness(spans[next - 1], i) }
    );
  }
  return points;
}

/** 1 at the window's start, near 0 at its end. */
function earliness({ first, last }: Span, index: number): number {
  return sigmoid(-(last - index + 1) / (last - first + 1)) / sigmoid(-1);
}

/** Near 0 just after a window, -1 well after it or where none came before. */
function lateness(before: Span | undefined, index: number): number {
  if (!before) {
    return -1;
  }
  const position = (index - before.last) / Math.max(1, before.last - before.first);
  return position >= 3 ? -1 : sigmoid(position);
}

/** NAB's scaled sigmoid: falls from 1 to -1, 0 at a window's end. */
function sigmoid(position: number): number {
  return 2 / (1 + Math.exp(5 * position)) - 1;
}

/** Anomalies of which anything is scored. */
function countWindows(series: readonly ScoredSeries[]): number {
  return series.reduce(
    (sum, { scores, anomalies }) => sum + anomalies.filter(({ last }) => last >= probation(scores.length)).length,
    0
  );
}

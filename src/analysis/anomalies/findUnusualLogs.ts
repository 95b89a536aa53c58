import { type LogFigures } from '../features/logFigures';
import { type ForestOptions } from '../../query/options';
import { extractFeatures, type FeatureMatrix, isEvidence } from '../features/features';
import { type IsolationForest } from '../forest/forest';
import { fitForest } from '../forest/isolationForest';
import { pathLengths, scorer } from '../forest/scoreSamples';
import { findSparse } from '../forest/sparse';
import { anomalyThreshold, type Threshold } from '../forest/threshold';

/** The logs that a tree is grown from by default: with fewer there is no knowing what is usual. */
const MIN_LOGS = 256;

/** Contamination 'auto' takes the share of logs with evidence of any kind for that of anomalies, up to this. */
const MAX_SHARE = 0.5;

/** No log is below it. */
const NONE: Threshold = { score: -1, pathLength: 0 };

/** The logs that are unlike the others of their service, and what shows it. */
export interface UnusualLogs {
  /** Ascending. */
  readonly rows: Uint32Array;
  /** Of each of these rows. */
  readonly scores: Float64Array;
  /** They score strictly below it. */
  readonly threshold: number;
  readonly matrix: FeatureMatrix;
  /** Left out where all logs are alike. */
  readonly forest?: IsolationForest;
}

/**
 * Scores each log by an Isolation Forest over its features, and takes as anomalies the share that is expected.
 *
 * @param checkpoint called now and then; may throw to end the work
 * @returns undefined where there are too few logs to know what is usual
 */
export function findUnusualLogs(
  figures: LogFigures,
  options: ForestOptions,
  checkpoint: () => void
): UnusualLogs | undefined {
  if (figures.length < MIN_LOGS) {
    return undefined;
  }
  const matrix = extractFeatures(figures);
  checkpoint();
  if (matrix.columns.length === 0) {
    return { rows: new Uint32Array(), scores: new Float64Array(), threshold: -1, matrix };
  }
  const columns = matrix.columns.map(({ values }) => values);
  const evidence = evidenceOf(matrix);
  const forest = fitForest(columns, options, subspaces(columns.length, evidence));
  const sparse = findSparse(columns, evidence);
  const lengths = pathLengths(forest, columns, checkpoint, sparse);
  const share = Math.min(MAX_SHARE, sparse.rows.length / figures.length);
  const contamination = options.contamination === 'auto' ? share : options.contamination;
  const scoreOf = scorer(forest);
  const threshold = contamination > 0 ? anomalyThreshold(lengths, contamination, scoreOf) : NONE;
  const rows = rowsBelow(lengths, threshold.pathLength);
  const scores = Float64Array.from(rows, (row) => scoreOf(lengths[row]));
  return { rows, scores, threshold: threshold.score, matrix, forest };
}

/**
 * Three trees in four see the evidence alone: among so many plain features, most of which hold the time or the service,
 * it would rarely be asked for. The fourth sees all, and ranks those without evidence.
 */
function subspaces(columns: number, evidence: readonly number[]): Array<readonly number[]> {
  const all = Array.from({ length: columns }, (_, column) => column);
  return evidence.length > 0 ? [evidence, evidence, evidence, all] : [all];
}

/** The columns that hold evidence. */
function evidenceOf({ columns }: FeatureMatrix): number[] {
  return Array.from(columns.keys()).filter((column) => isEvidence(columns[column].name));
}

function rowsBelow(lengths: Float64Array, threshold: number): Uint32Array {
  const rows: number[] = [];
  for (let row = 0; row < lengths.length; row++) {
    if (lengths[row] < threshold) {
      rows.push(row);
    }
  }
  return Uint32Array.from(rows);
}

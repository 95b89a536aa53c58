import { type LogFigures } from '../features/logFigures';
import { type AnomalyReason } from '../model/analysis';
import { isEvidence, type FeatureMatrix } from '../features/features';
import { contributions } from '../forest/contributions';
import { type IsolationForest } from '../forest/forest';
import { createReasons, REASON_OF, type ReasonName } from './reasons';

const MAX_REASONS = 4;

/** A reason without evidence carries at least this share of what the strongest one does. */
const MIN_SHARE = 0.2;

export interface Explanation {
  /** The strongest first; at least one. */
  readonly names: readonly ReasonName[];
  /** The same in figures and words. */
  reasons(): AnomalyReason[];
}

/** A reason, how much its features shortened a log's path, and whether one of them is evidence. */
interface Candidate {
  readonly name: ReasonName;
  weight: number;
  evident: boolean;
}

/**
 * Says of logs what made each an anomaly: where there is evidence that its service's own normal does not account for
 * it, then the features that shortened its path, each by how much it did.
 */
export function createExplainer(
  figures: LogFigures,
  matrix: FeatureMatrix,
  forest: IsolationForest
): (rows: Uint32Array) => Explanation[] {
  const columns = matrix.columns.map(({ values }) => values);
  const isEvident = matrix.columns.map(({ name }) => isEvidence(name));
  const names = [...new Set(matrix.columns.map(({ name }) => REASON_OF[name]))];
  const placeOf = matrix.columns.map(({ name }) => names.indexOf(REASON_OF[name]));
  const reasons = createReasons(figures, matrix);

  /** @param changes the contributions of the row's features, from `at` on */
  function ranked(row: number, changes: Float64Array, at: number): Candidate[] {
    const candidates: Candidate[] = [];
    for (const name of names) {
      candidates.push({ name, weight: 0, evident: false });
    }
    for (let f = 0; f < columns.length; f++) {
      const candidate = candidates[placeOf[f]];
      candidate.weight -= changes[at + f];
      candidate.evident ||= isEvident[f] && columns[f][row] > 0;
    }
    return candidates.sort((a, b) => Number(b.evident) - Number(a.evident) || b.weight - a.weight);
  }

  /** Those of the reasons that are reported, the best first: what is far from normal, else what comes first. */
  function reasonsOf(row: number, candidates: readonly Candidate[]): ReasonName[] {
    const unusual: ReasonName[] = [];
    const bursts: number[] = [];
    let first: ReasonName | undefined;
    let strongest = 0;
    for (const { name, weight, evident } of candidates) {
      if (unusual.length === MAX_REASONS || (unusual.length > 0 && !evident && weight <= MIN_SHARE * strongest)) {
        break;
      }
      const reason = reasons[name];
      const value = reason.value(row);
      if (Number.isNaN(value)) {
        continue;
      }
      first ??= name;
      if (reason.unusual && !reason.unusual(value, reason.normal(row))) {
        continue;
      }
      strongest = Math.max(strongest, weight);
      // The same logs burst by their message, by their status and as failures: that is reported once.
      if (!reason.isBurst || !bursts.includes(value)) {
        unusual.push(name);
      }
      if (reason.isBurst) {
        bursts.push(value);
      }
    }
    return unusual.length > 0 || !first ? unusual : [first];
  }

  function reasonOf(name: ReasonName, row: number): AnomalyReason {
    const reason = reasons[name];
    const [value, normal] = [reason.value(row), reason.normal(row)];
    return { feature: name, value, normal, text: reason.text(value, normal, row) };
  }

  return (rows) => {
    const changes = contributions(forest, columns, rows);
    const explanations: Explanation[] = [];
    for (let i = 0; i < rows.length; i++) {
      const row = rows[i];
      const names = reasonsOf(row, ranked(row, changes, i * columns.length));
      explanations.push({ names, reasons: () => names.map((name) => reasonOf(name, row)) });
    }
    return explanations;
  };
}

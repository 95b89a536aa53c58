import { type LogFigures } from '../features/logFigures';
import { type AnomalyReason } from '../analysis';
import { isEvidence, type FeatureMatrix } from '../features/features';
import { contributions } from '../forest/contributions';
import { type IsolationForest } from '../forest/forest';
import { REASON_OF, type ReasonName, REASONS } from './reasons';
import { ServiceNormals } from './serviceNormals';

const MAX_REASONS = 4;

/** A reason without evidence carries at least this share of what the strongest one does. */
const LEAST_SHARE = 0.2;

export interface Explanation {
  /** The strongest first; at least one. */
  readonly names: readonly ReasonName[];
  /** The same in figures and words. */
  reasons(): readonly AnomalyReason[];
}

/**
 * Says of a log what made it an anomaly: where there is evidence that its service's own normal does not account for it, then
 * the features that shortened its path, each by how much it did.
 */
export function createExplainer(
  table: LogFigures,
  matrix: FeatureMatrix,
  forest: IsolationForest
): (row: number) => Explanation {
  const columns = matrix.columns.map(({ values }) => values);
  const normals = new ServiceNormals(table, matrix);

  /** By reason: how much its features shortened the path, and whether one of them is evidence. */
  function weigh(row: number) {
    const weights = new Map<ReasonName, { weight: number; evident: boolean }>();
    contributions(forest, columns, row).forEach((change, f) => {
      const { name, values } = matrix.columns[f];
      const known = weights.get(REASON_OF[name]) ?? { weight: 0, evident: false };
      const evident = known.evident || (isEvidence(name) && values[row] > 0);
      weights.set(REASON_OF[name], { weight: known.weight - change, evident });
    });
    return [...weights].sort(([, a], [, b]) => Number(b.evident) - Number(a.evident) || b.weight - a.weight);
  }

  return (row) => {
    const candidates = weigh(row).flatMap(([name, { weight, evident }]) => {
      const { value: valueAt, usual, unusual } = REASONS[name];
      const valueOf = (other: number) => valueAt(table, normals, other);
      const value = valueOf(row);
      if (value === undefined) {
        return [];
      }
      const normal = usual?.(normals, row) ?? normals.median(name, row, valueOf);
      return [{ name, weight, evident, value, normal, unusual: unusual(value, normal) }];
    });
    const unusual = candidates.filter((candidate) => candidate.unusual);
    const strongest = unusual.reduce((most, { weight }) => Math.max(most, weight), 0);
    const told = (unusual.length > 0 ? unusual : candidates)
      .filter(({ weight, evident }, index) => index === 0 || evident || weight > LEAST_SHARE * strongest)
      .filter(isNewBurst)
      .slice(0, unusual.length > 0 ? MAX_REASONS : 1);
    return {
      names: told.map(({ name }) => name),
      reasons: () =>
        told.map(({ name, value, normal }) => {
          return { feature: name, value, normal, text: REASONS[name].text(value, normal, normals, row) };
        }),
    };
  };
}

/** The same logs burst by their message, by their status and as failures: that is told once. */
function isNewBurst<Told extends { name: ReasonName; value: number }>(
  { name, value }: Told,
  i: number,
  all: Told[]
): boolean {
  const isBurst = (reason: ReasonName) => reason.startsWith('burst');
  return !isBurst(name) || all.findIndex((other) => isBurst(other.name) && other.value === value) === i;
}

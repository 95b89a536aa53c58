import { type LogTable } from '../../logs/logTable';
import { type AnomalyReason } from '../analysis';
import { type FeatureMatrix } from '../features/features';
import { contributions } from '../forest/contributions';
import { type IsolationForest } from '../forest/forest';
import { REASON_OF, type ReasonName, REASONS } from './reasons';
import { ServiceNormals } from './serviceNormals';

const MAX_REASONS = 4;

/** A reason carries at least this share of what the strongest one does. */
const LEAST_SHARE = 0.2;

export interface Explanation {
  /** The strongest first; at least one. */
  readonly reasons: readonly AnomalyReason[];
  readonly names: readonly ReasonName[];
}

/** Says of a log what made it one that is isolated early: the features that shortened its path, against its service's normal. */
export function createExplainer(
  table: LogTable,
  matrix: FeatureMatrix,
  forest: IsolationForest
): (row: number) => Explanation {
  const columns = matrix.columns.map(({ values }) => values);
  const reasonOfColumn = matrix.columns.map(({ name }) => REASON_OF[name]);
  const normals = new ServiceNormals(table, matrix);

  return (row) => {
    const shortened = new Map<ReasonName, number>();
    contributions(forest, columns, row).forEach((change, f) => {
      const name = reasonOfColumn[f];
      shortened.set(name, (shortened.get(name) ?? 0) - change);
    });
    const candidates = [...shortened]
      .sort((a, b) => b[1] - a[1])
      .flatMap(([name, weight]) => {
        const valueOf = (other: number) => REASONS[name].value(table, normals, other);
        const value = valueOf(row);
        if (value === undefined) {
          return [];
        }
        return [
          { name, weight, value, normal: REASONS[name].usual?.(normals, row) ?? normals.median(name, row, valueOf) },
        ];
      });
    const unusual = candidates.filter(({ name, value, normal }) => REASONS[name].unusual(value, normal));
    const strongest = unusual[0]?.weight ?? 0;
    const told = (unusual.length > 0 ? unusual : candidates.slice(0, 1))
      .filter(({ weight }, index) => index === 0 || (weight > 0 && weight >= LEAST_SHARE * strongest))
      .slice(0, MAX_REASONS);
    return {
      reasons: told.map(({ name, value, normal }) => {
        return { feature: name, value, normal, text: REASONS[name].text(value, normal, normals, row) };
      }),
      names: told.map(({ name }) => name),
    };
  };
}

import { extractFeatures } from '../../src/analysis/features/features';
import { figuresOf } from '../../src/analysis/features/logFigures';
import { type Scorer } from '../../src/analysis/forest/forest';
import { generalScorer } from '../../src/analysis/forest/generalScorer';
import { fitForest } from '../../src/analysis/forest/isolationForest';
import { simdScorer } from '../../src/analysis/forest/simdScorer';
import { type LogTable } from '../../src/logs/logTable';
import { type KernelCase, SEED } from './kernelCase';

/** All logs through a forest of 100 trees. */
export function pathLengthsCase(table: LogTable): KernelCase {
  const columns = extractFeatures(figuresOf(table)).columns.map(({ values }) => values);
  const forest = fitForest(columns, { nEstimators: 100, maxSamples: 'auto', seed: SEED });
  const score = (scorer: Scorer | undefined) => {
    const depths = new Float64Array(table.length);
    scorer?.(columns, depths, () => undefined);
    return [depths];
  };
  return { kernel: () => score(simdScorer(forest)), twin: () => score(generalScorer(forest)) };
}

import { type ForestOptions } from '../../query/options';
import { quantile } from '../statistics/quantile';

/** scikit-learn's offset for contamination 'auto': what the paper calls a score of 0.5. */
const AUTO_THRESHOLD = -0.5;

/**
 * The score that anomalies lie strictly below: the percentile of the training scores that leaves the expected share under
 * it (linear interpolation, as numpy has it).
 */
export function anomalyThreshold(scores: Float64Array, contamination: ForestOptions['contamination']): number {
  return contamination === 'auto' ? AUTO_THRESHOLD : quantile(scores, contamination);
}

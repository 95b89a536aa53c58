import { type AnomalyReason } from '../../model/analysis';
import { milliseconds, percent, plural, whole } from '../../../format/format';
import { type ReasonName } from '../reasons';
import { WINDOW_FEATURES, type WindowFeature, type WindowMatrix } from './windowFeatures';

const MAX_REASONS = 3;
/** Standard deviations from which on a feature is reported. */
const MIN_STRENGTH = 2;

/** What the type of an anomaly is recognised by. */
export const KIND_OF: Readonly<Record<WindowFeature, ReasonName>> = {
  failures: 'error rate (5 minutes)',
  warnings: 'burst of messages',
  'response time': 'response time (5 minutes)',
  'slowest responses': 'response time',
  volume: 'time',
};

/** What made a window one that is isolated early, the furthest from normal first; at least one. */
export function windowReasons(matrix: WindowMatrix, row: number): Array<AnomalyReason & { feature: WindowFeature }> {
  const strength = (feature: WindowFeature) => Math.abs(matrix.columns[feature][row]);
  const ranked = WINDOW_FEATURES.filter((feature) => !Number.isNaN(matrix.valueOf(feature, row).value)).sort(
    (a, b) => strength(b) - strength(a)
  );
  const strong = ranked.filter((feature) => strength(feature) >= MIN_STRENGTH).slice(0, MAX_REASONS);
  return (strong.length > 0 ? strong : ranked.slice(0, 1)).map((feature) => {
    const { value, normal } = matrix.valueOf(feature, row);
    return { feature, value, normal, text: textOf(feature, value, normal) };
  });
}

function textOf(feature: WindowFeature, value: number, normal: number): string {
  switch (feature) {
    case 'failures':
      return `${percent(value)} of the logs failed, normally ${percent(normal)}`;
    case 'warnings':
      return `${percent(value)} warnings, normally ${percent(normal)}`;
    case 'response time':
      return `mean response time ${milliseconds(value)}, normally ${milliseconds(normal)}`;
    case 'slowest responses':
      return `P95 of the response time ${milliseconds(value)}, normally ${milliseconds(normal)}`;
    case 'volume':
      return `${plural(value, 'log')}, normally ${whole(Math.round(normal))}`;
  }
}

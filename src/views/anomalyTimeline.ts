import { type Analysis } from '../analysis/model/analysis';
import { VIEWS } from '../query/views';
import { noData, seriesFrame } from './fields';
import { type Frame } from './frame';
import { metricOf } from './metric';
import { wantedIndices } from './services';
import { stepsOf, sumBySteps, sumTrailing } from './steps';
import { type ViewRequest } from './view';
import { MINUTE } from '../time/units';

const { label: NAME, metrics: METRICS } = VIEWS.anomalyTimeline;

/** A share is of the last half hour, and of at least so many logs: one odd line in a quiet time is no alarm. */
const SHARE_MS = 30 * MINUTE;
const MIN_LOGS = 10;

/**
 * Anomalous logs of each service over time, 0 where there are none. By the metric anomalyRate, at each step their share
 * (0 to 1) of the service's logs in the half hour before its end. That is what an alert rule should ask for: the share
 * over a whole range is given by the contamination, its course within the range is not. Nothing while what is unusual
 * is not known yet.
 */
export function anomalyTimeline(analysis: Analysis, request: ViewRequest): Frame[] {
  const metric = metricOf(request.metric, METRICS) ?? 'anomalies';
  const { windows, anomalies } = analysis;
  const services = wantedIndices(windows, request);
  const steps = stepsOf(windows, request.maxDataPoints);
  const frames = services.map((index) => {
    const labels = { service: windows.services[index] };
    const counts = sumBySteps(anomalies.perWindow, windows, [index], steps);
    if (metric === 'anomalies') {
      return seriesFrame(steps.timeMs, counts, { unit: 'short' }, labels);
    }
    const trailing = (cells: Uint32Array) => sumTrailing(cells, windows, index, steps, SHARE_MS);
    const byLevel = windows.byLevel.map(trailing);
    const logs = (step: number) => byLevel.reduce((sum, level) => sum + level[step], 0);
    const rates = trailing(anomalies.perWindow).map((count, step) => count / Math.max(logs(step), MIN_LOGS));
    return seriesFrame(steps.timeMs, rates, { unit: 'percentunit', min: 0, max: 1 }, labels);
  });
  if (frames.length > 0 && anomalies.status !== 'learning') {
    return frames;
  }
  const empty = seriesFrame(new Float64Array(), new Float64Array(), { unit: 'short' }, { service: '' });
  const reason =
    frames.length > 0
      ? 'Too few logs to know what is unusual: nothing is flagged yet.'
      : 'No service logged anything in this range.';
  return noData({ ...empty, name: NAME }, reason, request);
}

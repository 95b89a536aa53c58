import { type Analysis } from '../analysis/analysis';
import { type WindowTable } from '../analysis/windows';
import { ANOMALY_METRICS } from '../query/views';
import { type Notice } from '../sources/source';
import { noData, seriesFrame } from './fields';
import { type Frame } from './frame';
import { metricOf } from './metric';
import { wantedIndices } from './services';
import { stepsOf, sumBySteps } from './steps';
import { type ViewRequest } from './view';

const NAME = 'Anomaly timeline';

/** A share is taken of at least so many logs: one odd line in a quiet step is no alarm. */
const MIN_LOGS = 10;

/**
 * Anomalous logs of each service over time, 0 where there are none. By the metric anomalyRate, their share of the
 * service's logs (0 to 1), which is what an alert rule should ask for: the share over a whole range is given by the
 * contamination, its course within the range is not.
 */
export function anomalyTimeline(analysis: Analysis, request: ViewRequest): Frame[] {
  const metric = metricOf(request.metric, ANOMALY_METRICS) ?? 'anomalies';
  const { windows, anomalies } = analysis;
  const services = wantedIndices(windows, request);
  const steps = stepsOf(windows, request.maxDataPoints);
  const frames = services.map((index) => {
    const labels = { service: windows.services[index] };
    const counts = sumBySteps(anomalies.perWindow, windows, [index], steps);
    if (metric === 'anomalies') {
      return seriesFrame(steps.timeMs, counts, { unit: 'short' }, labels);
    }
    const logs = logsBySteps(windows, index, steps);
    const rates = counts.map((count, step) => count / Math.max(logs[step], MIN_LOGS));
    return seriesFrame(steps.timeMs, rates, { unit: 'percentunit', min: 0, max: 1 }, labels);
  });
  if (frames.length === 0) {
    return noData(NAME, 'timeseries-multi', 'No service logged anything in this range.');
  }
  if (anomalies.status === 'learning') {
    const text = 'Too few logs to tell what is unusual: nothing is flagged yet.';
    const notices: Notice[] = [{ severity: 'info', text }];
    frames[0] = { ...frames[0], meta: { ...frames[0].meta, notices } };
  }
  return frames;
}

function logsBySteps(windows: WindowTable, service: number, steps: ReturnType<typeof stepsOf>): Float64Array {
  const sums = windows.byLevel.map((cells) => sumBySteps(cells, windows, [service], steps));
  return steps.timeMs.map((_, step) => sums.reduce((sum, counts) => sum + counts[step], 0));
}

import { type Analysis } from '../analysis/model/analysis';
import { HEALTH_CONFIG } from './colours';
import { noData, seriesFrame } from './fields';
import { type Frame } from './frame';
import { isWanted } from './services';
import { niceStep } from './steps';
import { type ViewRequest } from './view';

/** The label of the series that stands for all services together. */
const ALL_SERVICES = 'all services';

/**
 * Health of all services together and of each, over time. Where a step holds several scores the lowest stands for it: a
 * dip doesn't vanish by looking from afar. Steps without logs have no score, so that panels draw a gap in place of the
 * score before it; for alert rules, which take the last value, they are left out.
 */
export function healthOverTime(analysis: Analysis, request: ViewRequest): Frame[] {
  const { overall, services, startMs, stepMs } = analysis.healthOverTime;
  const step = niceStep(overall.length * stepMs, stepMs, request.maxDataPoints);
  const series = [
    ...(request.services.length === 0 ? [{ service: ALL_SERVICES, scores: overall }] : []),
    ...services.filter(({ service }) => isWanted(request, service)),
  ];
  const frames = series.flatMap(({ service, scores }) => {
    if (scores.every(Number.isNaN)) {
      return [];
    }
    const lowest = new Map<number, number>();
    scores.forEach((score, index) => {
      const time = Math.floor((startMs + index * stepMs) / step) * step;
      const before = lowest.get(time) ?? NaN;
      if (!Number.isNaN(score)) {
        lowest.set(time, Number.isNaN(before) ? score : Math.min(score, before));
      } else if (!request.forAlert) {
        lowest.set(time, before);
      }
    });
    return [
      seriesFrame(Float64Array.from(lowest.keys()), Float64Array.from(lowest.values()), HEALTH_CONFIG, { service }),
    ];
  });
  return frames.length > 0
    ? frames
    : noData('Health over time', 'timeseries-multi', 'Without logs there is no health to tell.');
}

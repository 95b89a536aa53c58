import { type Analysis } from '../analysis/model/analysis';
import { QueryError } from '../errors';
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
 * dip doesn't vanish by looking from afar. Steps without logs, or of which too little is known, have no score, so that
 * panels draw a gap in place of the score before it; for alert rules, which take the last value, they are left out, and
 * so is a series without any score.
 *
 * @throws QueryError where the health formula cannot be computed
 */
export function healthOverTime(analysis: Analysis, request: ViewRequest): Frame[] {
  const { overall, services, startMs, stepMs, error } = analysis.healthOverTime;
  if (error !== undefined) {
    throw new QueryError(error);
  }
  const step = niceStep(overall.length * stepMs, stepMs, request.maxDataPoints);
  const series = [
    ...(request.services.length === 0 ? [{ service: ALL_SERVICES, scores: overall }] : []),
    ...services.filter(({ service }) => isWanted(request, service)),
  ];
  const frames = series.flatMap(({ service, scores }) => {
    if (request.forAlert && scores.every(Number.isNaN)) {
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
  if (frames.length > 0) {
    return frames;
  }
  const empty = seriesFrame(new Float64Array(), new Float64Array(), HEALTH_CONFIG, { service: ALL_SERVICES });
  const { health } = analysis;
  return noData(
    empty,
    health.score === null ? health.reason : 'None of these services has a score in this range.',
    request
  );
}

import { type Analysis } from '../analysis/model/analysis';
import { HEALTH_CONFIG } from './colours';
import { noData, seriesFrame } from './fields';
import { type Frame } from './frame';
import { lowestBy } from './health';
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
  const { healthOverTime, health } = analysis;
  const { overall, services, stepMs } = healthOverTime;
  const step = niceStep(overall.length * stepMs, stepMs, request.maxDataPoints);
  const series = [
    ...(request.services.length === 0 ? [{ service: ALL_SERVICES, scores: overall }] : []),
    ...services.filter(({ service }) => isWanted(request, service)),
  ];
  const isShown = ([, score]: readonly [number, number]) => !request.forAlert || !Number.isNaN(score);
  const frames = series.flatMap(({ service, scores }) => {
    const points = [...lowestBy(step, healthOverTime, [scores])].filter(isShown);
    if (request.forAlert && points.length === 0) {
      return [];
    }
    const [times, values] = [0, 1].map((part) => Float64Array.from(points, (point) => point[part]));
    return [seriesFrame(times, values, HEALTH_CONFIG, { service })];
  });
  if (frames.length > 0) {
    return frames;
  }
  const empty = seriesFrame(new Float64Array(), new Float64Array(), HEALTH_CONFIG, { service: ALL_SERVICES });
  return noData(
    empty,
    health.score === null ? health.reason : 'None of these services has a score in this range.',
    request
  );
}

import { sumBetween } from '../../statistics/sum';
import { responseZ } from '../../series/baselines';
import { type Finding, type IncidentRule } from '../rule';
import { elevatedStretches } from '../../series/elevatedStretches';
import { sumsOver } from '../../series/ratioSeries';
import { slowMoreThanOnce } from '../slowMoreThanOnce';
import { milliseconds, plural } from '../../../format/format';

/** Standard deviations over the baseline. */
const MIN_Z = 5;

/** How many times slower than usual: less is nobody's incident. */
const MIN_RATIO = 2;

const SEVERE_RATIO = 8;

const WIDTHS = [3, 10, 30];
const MIN_RESPONSES = 8;

/** Beside the fixed multiple of the P95: a service answers significantly slower than it usually does. */
export const slowdown: IncidentRule = (context) => {
  const { windows, series, options, gaps } = context;
  return windows.services.flatMap((service, index) => {
    const { responses, responseTime } = series[index];
    if (!responseTime) {
      return [];
    }
    const usual = Math.exp(responseTime.logMean);
    const slow = MIN_RATIO * usual;
    const minWhole = Math.max(MIN_RESPONSES, options.minLogs);
    const deviation = {
      usual,
      minPart: slow * minWhole,
      minWhole,
      minShare: slow,
      z: (sum: number, count: number) => responseZ(sum, count, responseTime),
      leastZ: MIN_Z,
    };
    return elevatedStretches(windows, responses, WIDTHS, options.errorRateWindowMinutes, gaps, deviation)
      .filter((stretch) => slowMoreThanOnce(context, index, stretch, slow))
      .map((stretch): Finding => {
        const offset = index * windows.windowCount;
        const sum = sumBetween(windows.responseSum, offset + stretch.from, offset + stretch.to);
        const { whole: count } = sumsOver(responses, stretch);
        const ratio = sum / count / usual;
        return {
          type: 'Performance Degradation',
          severity: ratio >= SEVERE_RATIO ? 'HIGH' : 'MEDIUM',
          services: [index],
          ...stretch,
          strength: responseZ(sum, count, responseTime),
          description: `Responses of ${service} became slower than is usual for it`,
          recommendation: `Look for slow queries, saturation or a slow dependency of ${service}; scale it if its load has grown`,
          evidence: [
            {
              measure: 'response time',
              text: `mean ${milliseconds(sum / count)} over ${plural(count, 'response')}`,
              against: [`usually ${milliseconds(usual)}`],
            },
          ],
        };
      });
  });
};

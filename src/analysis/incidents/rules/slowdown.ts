import { responseBaseline, responseZ } from '../baseline';
import { type Finding, type IncidentRule } from '../rule';
import { scan, sumsOver } from '../scan';
import { cappedSums, slowMoreThanOnce } from '../slowness';
import { milliseconds, plural } from '../words';

/** Standard deviations over the baseline. */
const LEAST_Z = 5;

/** How many times slower than usual: less is nobody's incident. */
const LEAST_RATIO = 2;

const SEVERE_RATIO = 8;

const WIDTHS = [3, 10, 30];
const LEAST_RESPONSES = 8;

/** Beside the fixed multiple of the P95: a service answers significantly slower than it usually does. */
export const slowdown: IncidentRule = (context) => {
  const { windows, options, gaps } = context;
  return windows.services.flatMap((service, index) => {
    const offset = index * windows.windows;
    const baseline = responseBaseline(windows.responseSum, windows.responses, offset, windows.windows);
    if (!baseline) {
      return [];
    }
    const usual = Math.exp(baseline.logMean);
    const responses = windows.responses.subarray(offset, offset + windows.windows);
    const capped = cappedSums(windows.responseSum, windows.responses, offset, windows.windows, baseline);
    const series = { part: capped, whole: responses, offset: 0 };
    const deviates = (sum: number, count: number) =>
      count >= Math.max(LEAST_RESPONSES, options.minLogs) &&
      sum >= LEAST_RATIO * usual * count &&
      responseZ(sum, count, baseline) >= LEAST_Z;
    return scan(windows, series, WIDTHS, options.errorRateWindowMinutes, gaps, { usual, deviates })
      .filter((stretch) => slowMoreThanOnce(context, index, stretch, LEAST_RATIO * usual))
      .map((stretch): Finding => {
        const { part: sum, whole: count } = sumsOver(
          { part: windows.responseSum, whole: windows.responses, offset },
          stretch
        );
        const ratio = sum / count / usual;
        return {
          type: 'Performance Degradation',
          severity: ratio >= SEVERE_RATIO ? 'HIGH' : 'MEDIUM',
          services: [index],
          ...stretch,
          strength: responseZ(sum, count, baseline),
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

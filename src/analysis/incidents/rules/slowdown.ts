import { sumBetween } from '../../statistics/sum';
import { slownessZ } from '../../series/slowness';
import { type Finding, type IncidentRule } from '../rule';
import { elevatedStretches, withBuildUp } from '../../series/elevatedStretches';
import { sumsOver } from '../../series/ratioSeries';
import { usualThen } from '../../series/usualThen';
import { slowMoreThanOnce } from '../slowMoreThanOnce';
import { perService } from '../../../query/serviceOptions';
import { milliseconds, plural } from '../../../format/format';

/** Standard deviations over the baseline. */
const MIN_Z = 5;

/** How many times slower than usual: less is nobody's incident. A mean that is so by chance a little less is one. */
const MIN_RATIO = 2;
const NEARLY = 0.9;

const SEVERE_RATIO = 8;

/** The least that responses are above the usual, in standard deviations of a single one. */
const MIN_SHIFT = 0.25;

const WIDTHS = [1, 3, 10, 30];
const MIN_RESPONSES = 8;

/**
 * Beside the fixed multiple of the P95: a service answers significantly slower than it usually does, and than it does
 * at that time on other days or weeks. By the ranks of its responses, so that one request that hangs makes no trouble,
 * and many that are slow do, however slow.
 */
export const slowdown: IncidentRule = (context) => {
  const { windows, series, options, gaps, sameTime } = context;
  const optionsOf = perService(options);
  return windows.services.flatMap((service, index) => {
    const { minLogs, season } = optionsOf(service);
    const { scores, responses, slowness } = series[index];
    if (!slowness) {
      return [];
    }
    const { usual, usualMs } = slowness;
    const minWhole = Math.max(MIN_RESPONSES, minLogs);
    const deviation = {
      usual,
      minPart: (usual + MIN_SHIFT) * minWhole,
      minWhole,
      minShare: usual + MIN_SHIFT,
      z: (sum: number, count: number) => slownessZ(sum, count, slowness),
      leastZ: MIN_Z,
      // Ranks say that it is slow, not by how much: where it begins to be, milliseconds show.
      leads: () => false,
    };
    const isSlow = (sum: number, count: number) => count >= minWhole && sum >= MIN_RATIO * usualMs * count;
    const meanMs = (from: number, to: number) => {
      const offset = index * windows.windowCount;
      return sumBetween(windows.responseSum, offset + from, offset + to) / sumsOver(scores, { from, to }).whole;
    };
    return elevatedStretches(windows, scores, WIDTHS, options.errorRateWindowMinutes, gaps, deviation)
      .map((stretch) => withBuildUp(responses, stretch, usualMs, isSlow))
      .filter((stretch) => {
        const least = NEARLY * MIN_RATIO;
        const then = (season === 'none' ? undefined : usualThen(responses, stretch, sameTime)?.usual) ?? usualMs;
        return meanMs(stretch.from, stretch.to) >= least * Math.max(usualMs, then);
      })
      .filter((stretch) => slowMoreThanOnce(context, index, stretch, MIN_RATIO * usualMs))
      .map((stretch): Finding => {
        const { part, whole: count } = sumsOver(scores, stretch);
        const mean = meanMs(stretch.from, stretch.to);
        return {
          type: 'Performance Degradation',
          severity: mean / usualMs >= SEVERE_RATIO ? 'HIGH' : 'MEDIUM',
          services: [index],
          ...stretch,
          strength: slownessZ(part, count, slowness),
          description: `Responses of ${service} became slower than is usual for it`,
          recommendation: `Look for slow queries, saturation or a slow dependency of ${service}; scale it if its load has grown`,
          evidence: [
            {
              measure: 'response time',
              text: `mean ${milliseconds(mean)} over ${plural(count, 'response')}`,
              against: [`usually ${milliseconds(usualMs)}`],
            },
          ],
        };
      });
  });
};

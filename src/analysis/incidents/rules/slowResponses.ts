import { cumulative, sumEndingWith } from '../../statistics/cumulative';
import { slownessZ } from '../../series/slowness';
import { type Finding, type IncidentRule, type RuleContext } from '../rule';
import { standingOut } from '../../series/ratioSeries';
import { slowMoreThanOnce } from '../slowMoreThanOnce';
import { slidingStart, type Stretch, stretchesOf } from '../../windows/stretches';
import { perService } from '../../../query/serviceOptions';
import { milliseconds, plural } from '../../../format/format';
import { widthInWindows } from '../../windows/widthInWindows';

/** So few responses that one very slow one makes the mean are not judged: standard deviations over the usual mean. */
const MIN_Z = 5;

/** The mean response time of a sliding window over a multiple of the service's P95. */
export const slowResponses: IncidentRule = (context) =>
  context.windows.services.flatMap((_, service) =>
    context.baselineP95[service] > 0 ? findingsOf(context, service) : []
  );

function findingsOf(context: RuleContext, index: number): Finding[] {
  const { windows, baselineP95, options, gaps, series } = context;
  const service = windows.services[index];
  const baseline = baselineP95[index];
  const { responseTimeMultiplier, minLogs } = perService(options)(service);
  const limit = baseline * responseTimeMultiplier;
  const width = widthInWindows(options.errorRateWindowMinutes, windows);
  const offset = index * windows.windowCount;
  const sums = cumulative(windows.responseSum, offset, offset + windows.windowCount);
  const { scores, slowness } = series[index];
  const { part: score, whole: counts } = scores;

  const breached = new Uint8Array(windows.windowCount);
  for (let window = 0; window < breached.length; window++) {
    if (counts[window + 1] === counts[window]) {
      continue;
    }
    const count = sumEndingWith(counts, window, width);
    if (
      count >= minLogs &&
      sumEndingWith(sums, window, width) > limit * count &&
      (!slowness || slownessZ(sumEndingWith(score, window, width), count, slowness) >= MIN_Z)
    ) {
      breached[window] = 1;
    }
  }

  const meanAt = (window: number) => sumEndingWith(sums, window, width) / sumEndingWith(counts, window, width);
  return stretchesOf(breached, width, gaps)
    .map(({ from, to }) => ({ from, to, trailing: { from: slidingStart(from, width, gaps), to } }))
    .filter(({ trailing }) => slowMoreThanOnce(context, index, trailing, baseline))
    .map(({ from, to, trailing }): Finding => {
      const worst = worstOf(breached, { from, to }, meanAt);
      const mean = meanAt(worst);
      return {
        type: 'Performance Degradation',
        severity: mean > 2 * limit ? 'HIGH' : 'MEDIUM',
        services: [index],
        // The sliding window trails: it is slow before the first one that broke the rule ended, and no longer so as the
        // last one ends.
        ...standingOut(scores, trailing, slowness?.usual ?? 0),
        description: `Responses of ${service} took over ${responseTimeMultiplier} times its P95 baseline`,
        recommendation: `Look for slow queries, saturation or a slow dependency of ${service}; scale it if its load has grown`,
        evidence: [
          {
            measure: 'response time',
            text: `mean ${milliseconds(mean)} over ${plural(sumEndingWith(counts, worst, width), 'response')}`,
            against: [`P95 baseline ${milliseconds(baseline)}`],
          },
        ],
      };
    });
}

/** The slowest of the windows that broke the rule. */
function worstOf(breached: Uint8Array, { from, to }: Stretch, meanAt: (window: number) => number): number {
  let worst = from;
  for (let window = from; window < to; window++) {
    if (breached[window] === 1 && meanAt(window) > meanAt(worst)) {
      worst = window;
    }
  }
  return worst;
}

import { responseBaseline, responseZ } from '../baseline';
import { type Finding, type IncidentRule } from '../rule';
import { standingOut } from '../scan';
import { cappedSums, slowMoreThanOnce } from '../slowness';
import { slidingStart, slidingSums, stretchesOf } from '../stretches';
import { milliseconds, plural, widthInWindows } from '../words';

/** So few responses that one very slow one makes the mean are not judged: standard deviations over the usual mean. */
const LEAST_Z = 5;

/** The seed's second rule: the mean response time of a sliding window over a multiple of the service's P95. */
export const slowResponses: IncidentRule = (context) => {
  const { windows, baselineP95, options, gaps } = context;
  const width = widthInWindows(options.errorRateWindowMinutes, windows);
  return windows.services.flatMap((service, index) => {
    const baseline = baselineP95[index];
    if (!(baseline > 0)) {
      return [];
    }
    const offset = index * windows.windows;
    const usual = responseBaseline(windows.responseSum, windows.responses, offset, windows.windows);
    const limit = baseline * options.responseTimeMultiplier;
    const counts = slidingSums(windows.responses, offset, windows.windows, width);
    const sums = slidingSums(windows.responseSum, offset, windows.windows, width);
    const capped = usual && cappedSums(windows.responseSum, windows.responses, offset, windows.windows, usual);
    const cappedSum = capped && slidingSums(capped, 0, windows.windows, width);
    const breached = (window: number) =>
      windows.responses[offset + window] > 0 &&
      counts[window] >= options.minLogs &&
      sums[window] > limit * counts[window] &&
      (!usual || !cappedSum || responseZ(cappedSum[window], counts[window], usual) >= LEAST_Z);
    const stretches = stretchesOf(windows.windows, width, breached, gaps).filter(({ from, to }) =>
      slowMoreThanOnce(context, index, { from: slidingStart(from, width, gaps), to }, baseline)
    );
    return stretches.map((stretch): Finding => {
      // The sliding window trails: it is slow before the first one that broke the rule ended, and no longer so as the last one ends.
      const series = {
        part: capped ?? windows.responseSum.subarray(offset),
        whole: windows.responses.subarray(offset),
        offset: 0,
      };
      const trailing = { from: slidingStart(stretch.from, width, gaps), to: stretch.to };
      let worst = stretch.from;
      for (let window = stretch.from; window < stretch.to; window++) {
        if (breached(window) && sums[window] / counts[window] > sums[worst] / counts[worst]) {
          worst = window;
        }
      }
      const mean = sums[worst] / counts[worst];
      return {
        type: 'Performance Degradation',
        severity: mean > 2 * limit ? 'HIGH' : 'MEDIUM',
        services: [index],
        ...standingOut(series, trailing, usual ? Math.exp(usual.logMean) : 0),
        description: `Responses of ${service} took over ${options.responseTimeMultiplier} times its P95 baseline`,
        recommendation: `Look for slow queries, saturation or a slow dependency of ${service}; scale it if its load has grown`,
        evidence: [
          {
            measure: 'response time',
            text: `mean ${milliseconds(mean)} over ${plural(counts[worst], 'response')}`,
            against: [`P95 baseline ${milliseconds(baseline)}`],
          },
        ],
      };
    });
  });
};

import { errorsText } from '../errorsText';
import { type Finding, type IncidentRule } from '../rule';
import { standingOut, sumsOver } from '../../series/ratioSeries';
import { slidingStart, stretchesOf } from '../../windows/stretches';
import { type ServiceSeries } from '../../series/serviceSeries';
import { listed } from '../../../format/format';
import { widthInWindows } from '../../windows/widthInWindows';

/** Several services failing within a few minutes of each other. */
export const cascade: IncidentRule = ({ windows, series, options, gaps }) => {
  const { services, windowCount: length } = windows;
  const width = widthInWindows(options.cascadeWindowMinutes, windows);
  const breached = new Uint8Array(length);
  const failedWithin = servicesFailedWithin(series, width, length);
  for (let window = 0; window < length; window++) {
    breached[window] = failedWithin[window] >= options.cascadeServices ? 1 : 0;
  }
  return stretchesOf(breached, width, gaps).flatMap((stretch): Finding[] => {
    const from = slidingStart(stretch.from, width, gaps);
    const hit = services
      .map((_, index) => {
        const { part: errors, whole: logs } = sumsOver(series[index].errors, { from, to: stretch.to });
        const first = series[index].failing.indexOf(1, from);
        return { index, rate: logs > 0 ? errors / logs : 0, first };
      })
      .filter(({ first }) => first >= 0 && first < stretch.to)
      .sort((a, b) => b.rate - a.rate || a.index - b.index);
    // A sliding window sees across a gap in the logs; an incident does not.
    if (hit.length < options.cascadeServices) {
      return [];
    }
    const start = Math.min(...hit.map(({ first }) => first));
    return [
      {
        type: 'Cascading Failure',
        severity: 'CRITICAL',
        services: hit.map(({ index }) => index),
        from: start,
        // The sliding windows see errors for minutes more: it ends where the errors of the last service end to stand
        // out.
        to: Math.max(
          ...hit.map(({ index }) => standingOut(series[index].errors, { from: start, to: stretch.to }, 0).to)
        ),
        description: `${hit.length} services failed within ${options.cascadeWindowMinutes} minutes of each other`,
        recommendation: `IMMEDIATE: check the infrastructure and what ${listed(hit.map(({ index }) => services[index]))} share; possibly system-wide`,
        evidence: hit.map(({ index }) => ({
          service: services[index],
          measure: 'errors',
          text: errorsText(series[index], { from, to: stretch.to }),
        })),
      },
    ];
  });
};

/** How many services failed within the `width` windows that end with each. */
function servicesFailedWithin(series: readonly ServiceSeries[], width: number, windows: number): Uint16Array {
  const counts = new Uint16Array(windows);
  for (const { failing } of series) {
    let counted = 0;
    for (let failed = failing.indexOf(1); failed >= 0; failed = failing.indexOf(1, failed + 1)) {
      const end = Math.min(windows, failed + width);
      for (let window = Math.max(counted, failed); window < end; window++) {
        counts[window]++;
      }
      counted = end;
    }
  }
  return counts;
}

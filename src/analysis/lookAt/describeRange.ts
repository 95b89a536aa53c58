import { findHealth } from '../health/findHealth';
import { unknownNotices } from '../health/unknownNotices';
import { silenceNotices } from '../incidents/silenceNotices';
import { type Analysis, type Incident } from '../model/analysis';
import { sumBetween } from '../statistics/sum';
import { findTrend } from '../trend/findTrend';
import { type TimeRange } from '../windows/grid';
import { type Counted, type Judged } from './judged';

/** A range as it is shown: what was counted in it, and what was found in the span that it is a part of. */
export function describeRange(counted: Counted, judged: Judged): Analysis {
  const { range, summary, windows, counts, anomalies, patterns, responseTimes } = counted;
  const incidents = incidentsIn(judged.incidents, range);
  const health = findHealth({
    windows: judged.windows,
    counts: judged.counts,
    anomalies: judged.anomaliesPerWindow,
    isLearning: judged.isLearning,
    baselineP95: judged.baselineP95,
    incidents: judged.incidents,
    // Of the time before the first log nothing is known: it is no time in which all was well.
    range: { fromMs: Math.max(range.fromMs, judged.span.fromMs), toMs: range.toMs },
    services: windows.services,
    options: judged.options,
  });
  const trend = findTrend(windows, counts);
  const isShown = new Set(windows.services);
  const services = summary.services.map((service, index) => ({
    ...service,
    anomalies: sumBetween(anomalies.perWindow, index * windows.windowCount, (index + 1) * windows.windowCount),
    health: health.services[index].ofRange,
    healthNow: health.services[index].now,
  }));
  return {
    range,
    notices: [
      ...counted.notices,
      ...unknownNotices(summary.totals, services),
      ...silenceNotices(incidents),
      ...patterns.notices,
    ],
    totals: summary.totals,
    services,
    windows,
    ...(responseTimes && { responseTimes }),
    anomalies,
    patterns,
    incidents,
    forecasts: judged.forecasts,
    ...(judged.forecastRecord && { forecastRecord: judged.forecastRecord }),
    dependencies: judged.dependencies.filter(({ from, to }) => isShown.has(from) && isShown.has(to)),
    health: health.overall.ofRange,
    healthNow: health.overall.now,
    healthOverTime: health.overTime,
    ...(trend && { trend }),
    seconds: judged.seconds,
  };
}

/** The incidents that reach into a range. */
export function incidentsIn(incidents: readonly Incident[], { fromMs, toMs }: TimeRange): Incident[] {
  return incidents.filter(({ startMs, endMs }) => startMs < toMs && endMs > fromMs);
}

import { eventsReachingInto } from '../../query/calendar';
import { findHealth } from '../health/findHealth';
import { unknownNotices } from '../health/unknownNotices';
import { mutedNotices, splitMuted } from '../incidents/muted';
import { silenceNotices } from '../incidents/silenceNotices';
import { type Analysis, type Incident } from '../model/analysis';
import { sumBetween } from '../statistics/sum';
import { usualP95 } from '../windows/totals';
import { findTrend } from '../trend/findTrend';
import { logsPerWindow } from '../windows/dataGaps';
import { type TimeRange } from '../windows/grid';
import { leftOutCells } from '../windows/leftOut';
import { type Counted, type Judged } from './judged';

/** A range as it is shown: what was counted in it, and what was found in the span that it is a part of. */
export function describeRange(counted: Counted, judged: Judged): Analysis {
  const { range, summary, windows, counts, anomalies, patterns, responseTimes } = counted;
  const { alerting, muted } = splitMuted(judged.incidents, judged.events);
  const incidents = incidentsIn(alerting, range);
  const mutedIncidents = muted.filter(({ incident }) => reachesInto(range, incident));
  // Of the time before the first log nothing is known: it is no time in which all was well.
  const knownFromMs = Math.max(range.fromMs, firstLogMs(judged));
  const health = findHealth({
    windows: judged.windows,
    counts: judged.counts,
    anomalies: judged.anomaliesPerWindow,
    isLearning: judged.isLearning,
    baselineP95: usualP95(judged.usual),
    muted: leftOutCells(
      judged.events.filter(({ isMuted }) => isMuted),
      judged.windows
    ),
    incidents: alerting,
    range: { fromMs: knownFromMs, toMs: range.toMs },
    services: windows.services,
    options: judged.options,
  });
  const trend = findTrend(windows, counts, knownFromMs);
  const isShown = new Set(windows.services);
  const services = summary.services.map((service, index) => ({
    ...service,
    anomalies: sumBetween(anomalies.perWindow, index * windows.windowCount, (index + 1) * windows.windowCount),
    health: health.services[index].ofRange,
    healthNow: health.services[index].now,
  }));
  return {
    range,
    knownFromMs,
    notices: [
      ...counted.notices,
      ...unknownNotices(summary.totals, services),
      ...silenceNotices(incidents),
      ...mutedNotices(mutedIncidents),
      ...patterns.notices,
    ],
    totals: summary.totals,
    services,
    windows,
    ...(responseTimes && { responseTimes }),
    anomalies,
    patterns,
    incidents,
    events: eventsReachingInto(judged.events, range),
    mutedIncidents,
    forecasts: judged.forecasts,
    ...(judged.forecastRecord && { forecastRecord: judged.forecastRecord }),
    baselines: judged.baselines,
    dependencies: judged.dependencies.filter(({ from, to }) => isShown.has(from) && isShown.has(to)),
    health: health.overall.ofRange,
    healthNow: health.overall.now,
    healthOverTime: health.overTime,
    ...(trend && { trend }),
    seconds: judged.seconds,
    ...(judged.spent && { spent: judged.spent }),
  };
}

/** The incidents that reach into a range. */
export function incidentsIn(incidents: readonly Incident[], range: TimeRange): Incident[] {
  return incidents.filter((incident) => reachesInto(range, incident));
}

function reachesInto({ fromMs, toMs }: TimeRange, { startMs, endMs }: Incident): boolean {
  return startMs < toMs && endMs > fromMs;
}

/** The window of the first log of a span. Where there is none, the span's start. */
function firstLogMs({ span, windows, counts }: Judged): number {
  const first = logsPerWindow(windows, counts).findIndex((logs) => logs > 0);
  return Math.max(span.fromMs, windows.startMs + Math.max(0, first) * windows.windowMs);
}

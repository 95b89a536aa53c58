import { HISTORY_MS } from '../analysis/expected/expectedBands';
import { type Analysis } from '../analysis/model/analysis';
import { viewOf, type ViewType, type Visualization } from '../query/views';
import { type Notice } from '../logs/notice';
import { activityHeatmap } from './activityHeatmap';
import { anomalies } from './anomalies';
import { anomalyTimeline } from './anomalyTimeline';
import { baselines } from './baselines';
import { calendar } from './calendar';
import { correlatedErrors } from './correlatedErrors';
import { dependencies } from './dependencies';
import { errorsByService } from './errorsByService';
import { expectedBand } from './expectedBand';
import { forecastRecord } from './forecastRecord';
import { forecasts } from './forecasts';
import { type Frame, type Stat } from './frame';
import { healthOverTime } from './healthOverTime';
import { healthScore } from './healthScore';
import { incidents } from './incidents';
import { incidentsBySeverity } from './incidentsBySeverity';
import { incidentTimeline } from './incidentTimeline';
import { levelsOverTime } from './levelsOverTime';
import { namedPatterns } from './namedPatterns';
import { oneIncident } from './oneIncident';
import { pulse } from './pulse';
import { quality } from './quality';
import { responseTimeByService } from './responseTimeByService';
import { responseTimeDistribution } from './responseTimeDistribution';
import { serviceHealth } from './serviceHealth';
import { situation } from './situation';
import { templates } from './templates';
import { timePatterns } from './timePatterns';
import { topErrors } from './topErrors';
import { trend } from './trend';
import { statsOf } from './stats';
import { type DrawView, type ViewRequest } from './view';

/** A view that has no line here, or no file, does not compile. */
const DRAWN_BY: Readonly<Record<ViewType, DrawView>> = {
  levelsOverTime,
  responseTimeDistribution,
  healthScore,
  errorsByService,
  anomalyTimeline,
  topErrors,
  responseTimeByService,
  incidentsBySeverity,
  activityHeatmap,
  serviceHealth,
  incidents,
  situation,
  incidentTimeline,
  oneIncident,
  anomalies,
  pulse,
  healthOverTime,
  expectedBand,
  templates,
  correlatedErrors,
  namedPatterns,
  trend,
  timePatterns,
  dependencies,
  forecasts,
  forecastRecord,
  calendar,
  quality,
  baselines,
};

/**
 * The frames of a view. The first carries the notices, those of the analysis among them, and what reading took.
 * @throws QueryError for a metric or time zone that doesn't exist.
 */
export function drawView(type: ViewType, analysis: Analysis, request: ViewRequest): Frame[] {
  const limit = request.limit ?? viewOf(type).limit?.default ?? Infinity;
  const frames = sayNothing(type, DRAWN_BY[type](analysis, { ...request, limit }), analysis.totals.logs > 0);
  const noticed = withNotices(shownBest(type, frames), [...analysis.notices, ...noticesOf(type, analysis, request)]);
  return withStats(noticed, statsOf(analysis));
}

/**
 * By which panel Explore draws the frames, and which one Grafana suggests first for a panel. Series of time have their
 * place in both without a word.
 */
function shownBest(type: ViewType, frames: Frame[]): Frame[] {
  const { visualization } = viewOf(type);
  if (visualization === 'timeseries') {
    return frames;
  }
  const preferred = {
    preferredVisualisationType: visualization,
    ...(DRAWN_IN_EXPLORE.has(visualization) && { preferredVisualisationPluginId: visualization }),
  };
  return frames.map((frame) => ({ ...frame, meta: { ...preferred, ...frame.meta } }));
}

/** Panels that show the frames well as they are, without options; other frames are tables there. */
const DRAWN_IN_EXPLORE: ReadonlySet<Visualization> = new Set([
  'histogram',
  'gauge',
  'barchart',
  'heatmap',
  'state-timeline',
]);

/** How much of the time before a range a view learns from, counted, as its request's `history`. */
export function historyMsOf(type: ViewType): number | undefined {
  return viewOf(type).usesHistory && HISTORY_MS;
}

/** What is to be known of every view of this analysis and request. */
function noticesOf(type: ViewType, { totals, services }: Analysis, request: ViewRequest): Notice[] {
  if (totals.logs === 0) {
    return [{ severity: 'info', text: 'There are no logs in this range.' }];
  }
  const unfiltered: Notice[] =
    request.anomalyTypes && type !== 'anomalies'
      ? [{ severity: 'info', text: 'The filter on anomaly narrows the list of anomalies alone.' }]
      : [];
  const missing = request.services.filter((wanted) => !services.some(({ service }) => service === wanted));
  return missing.length > 0
    ? [...unfiltered, { severity: 'warning', text: `No logs in this range of: ${missing.join(', ')}.` }]
    : unfiltered;
}

/**
 * An empty panel says why it is empty, where its view has not said so itself. A table without rows is given no columns
 * either: above nothing, Grafana draws them in place of the panel's own words for "no data".
 */
function sayNothing(type: ViewType, [first, ...rest]: Frame[], hasLogs: boolean): Frame[] {
  if ([first, ...rest].some(({ fields }) => fields.some(({ values }) => values.length > 0))) {
    return [first, ...rest];
  }
  // Where nothing was logged, that nothing was found would sound like good news.
  const text = hasLogs ? viewOf(type).whenEmpty : undefined;
  const { visualization } = viewOf(type);
  const isTable = visualization === 'table' || (first.meta.type === 'table' && visualization !== 'nodeGraph');
  const empty = isTable ? { ...first, fields: [] } : first;
  return text && !first.meta.notices ? withNotices([empty, ...rest], [{ severity: 'info', text }]) : [empty, ...rest];
}

function withStats([first, ...rest]: Frame[], stats: Stat[]): Frame[] {
  return stats.length > 0 ? [{ ...first, meta: { ...first.meta, stats } }, ...rest] : [first, ...rest];
}

/** Notices go on the first frame: Grafana shows those of all frames, and would show them once for each. */
function withNotices([first, ...rest]: Frame[], notices: readonly Notice[]): Frame[] {
  const all = [...notices, ...(first.meta.notices ?? [])];
  return [{ ...first, meta: { ...first.meta, ...(all.length > 0 && { notices: all }) } }, ...rest];
}

import { HISTORY_MS } from '../analysis/expected/expectedBands';
import { type Analysis } from '../analysis/model/analysis';
import { VIEW_INFO, VIEW_TYPES, type ViewType } from '../query/views';
import { type Notice } from '../logs/notice';
import { activityHeatmap } from './activityHeatmap';
import { anomalies } from './anomalies';
import { anomalyTimeline } from './anomalyTimeline';
import { correlatedErrors } from './correlatedErrors';
import { dependencies } from './dependencies';
import { errorsByService } from './errorsByService';
import { expectedBand } from './expectedBand';
import { forecasts } from './forecasts';
import { type Frame } from './frame';
import { healthOverTime } from './healthOverTime';
import { healthScore } from './healthScore';
import { incidents } from './incidents';
import { incidentsBySeverity } from './incidentsBySeverity';
import { levelsOverTime } from './levelsOverTime';
import { namedPatterns } from './namedPatterns';
import { responseTimeByService } from './responseTimeByService';
import { responseTimeDistribution } from './responseTimeDistribution';
import { serviceHealth } from './serviceHealth';
import { templates } from './templates';
import { timePatterns } from './timePatterns';
import { topErrors } from './topErrors';
import { trend } from './trend';
import { type View, type ViewRequest } from './view';

const DRAWN_BY: Readonly<Record<ViewType, View['toFrames']>> = {
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
  anomalies,
  healthOverTime,
  expectedBand,
  templates,
  correlatedErrors,
  namedPatterns,
  trend,
  timePatterns,
  dependencies,
  forecasts,
};

/** Every view, by its query type. */
export const VIEWS = Object.fromEntries(
  VIEW_TYPES.map((type) => [
    type,
    {
      ...VIEW_INFO[type],
      toFrames: (analysis: Analysis, request: ViewRequest) =>
        withNotices(sayNothing(type, DRAWN_BY[type](analysis, request)), [
          ...analysis.notices,
          ...noticesOf(analysis, request),
        ]),
    },
  ])
) as Readonly<Record<ViewType, View>>;

/** How much of the time before a range a view learns from, counted, as its request's `history`. */
export const VIEW_HISTORY_MS: Readonly<Partial<Record<ViewType, number>>> = { expectedBand: HISTORY_MS };

/** The views that an alert rule can read. */
export const ALERTABLE_VIEWS: readonly ViewType[] = VIEW_TYPES.filter((type) => VIEW_INFO[type].alertable);

/** What is to be known of every view of this analysis and request. */
function noticesOf({ totals, services }: Analysis, request: ViewRequest): Notice[] {
  if (totals.logs === 0) {
    return [{ severity: 'info', text: 'There are no logs in this range.' }];
  }
  const missing = request.services.filter((wanted) => !services.some(({ service }) => service === wanted));
  return missing.length > 0 ? [{ severity: 'warning', text: `No logs in this range of: ${missing.join(', ')}.` }] : [];
}

/** Why a view may have nothing to show though there are logs. */
const NOTHING: Readonly<Partial<Record<ViewType, string>>> = {
  incidents: 'No such incident was found in this range.',
  anomalies: 'No log in this range was found to be anomalous.',
  correlatedErrors: 'No two kinds of error come together more often than chance would have it.',
  templates: 'There are no such templates in this range.',
};

/**
 * An empty panel says why it is empty, where its view has not said so itself. A table without rows is given no columns
 * either: above nothing, Grafana draws them in place of the panel's own words for "no data".
 */
function sayNothing(type: ViewType, [first, ...rest]: Frame[]): Frame[] {
  if ([first, ...rest].some(({ fields }) => fields.some(({ values }) => values.length > 0))) {
    return [first, ...rest];
  }
  const text = NOTHING[type];
  const isTable = first.meta.type === 'table' && !first.meta.preferredVisualisationType;
  const empty = isTable ? { ...first, fields: [] } : first;
  return text && !first.meta.notices ? withNotices([empty, ...rest], [{ severity: 'info', text }]) : [empty, ...rest];
}

/** Notices go on the first frame: Grafana shows those of all frames, and would show them once for each. */
function withNotices([first, ...rest]: Frame[], notices: readonly Notice[]): Frame[] {
  const all = [...notices, ...(first.meta.notices ?? [])];
  return [{ ...first, meta: { ...first.meta, ...(all.length > 0 && { notices: all }) } }, ...rest];
}

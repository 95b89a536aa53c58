/** The query types: each names one view of the same analysis. */
export const VIEW_TYPES = [
  'levelsOverTime',
  'responseTimeDistribution',
  'healthScore',
  'errorsByService',
  'anomalyTimeline',
  'topErrors',
  'responseTimeByService',
  'incidentsBySeverity',
  'activityHeatmap',
  'serviceHealth',
  'incidents',
  'anomalies',
  'healthOverTime',
] as const;

export type ViewType = (typeof VIEW_TYPES)[number];

/** The views of the nine panels of the overview. */
export const PANELS = [
  'levelsOverTime',
  'responseTimeDistribution',
  'healthScore',
  'errorsByService',
  'anomalyTimeline',
  'topErrors',
  'responseTimeByService',
  'incidentsBySeverity',
  'activityHeatmap',
];

import { allServices, type Page } from '../dashboard';
import * as charts from '../panels/charts';
import { dependencyReasons, forecasts, incidents, serviceHealth } from '../panels/tables';

export const overview: Page = {
  uid: 'seismolog-overview',
  description: 'How healthy the services are, what is unusual, which incidents there are, and where they began.',
  variables: [allServices],
  from: 'now-7d',
  rows: [
    [8, [8, charts.levelsOverTime], [8, charts.responseTimeDistribution], [8, charts.healthScore]],
    [8, [8, charts.errorsByService], [8, charts.anomalyTimeline], [8, charts.topErrors]],
    [8, [8, charts.responseTimeByService], [8, charts.incidentsBySeverity], [8, charts.activityHeatmap]],
    [8, [24, charts.healthOverTime]],
    [9, [24, serviceHealth]],
    [10, [24, incidents]],
    [6, [24, forecasts]],
    [12, [24, charts.anomalies]],
    [18, [14, charts.dependencies], [10, dependencyReasons]],
  ],
};

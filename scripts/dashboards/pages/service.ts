import { aService, type Page } from '../dashboard';
import * as charts from '../panels/charts';
import * as tables from '../panels/tables';

export const service: Page = {
  uid: 'seismolog-service',
  description:
    'One service or several: health, what was expected and seen, incidents, what is coming, kinds of messages, and what it is like by the hour and the day.',
  variables: [aService],
  from: 'now-7d',
  rows: [
    [4, [24, tables.serviceHealth]],
    [4, [24, charts.healthOverTime]],
    [9, [8, charts.errorRate], [8, charts.responseTime], [8, charts.levelsOverTime]],
    [8, [24, tables.incidents]],
    [6, [24, tables.forecasts]],
    [12, [24, tables.templates]],
    [10, [24, tables.correlatedErrors]],
    [18, [14, charts.dependencies], [10, tables.dependencyReasons]],
    [9, [14, charts.dayByHour], [10, charts.weekByDay]],
    [6, [24, tables.forecastRecord]],
    [8, [24, tables.quality]],
  ],
};

import { MOST_PRESSING } from '../../../src/query/views';
import { allServices, type Page, textVariable } from '../dashboard';
import { healthScore, incidentTimeline, linesOfIncident } from '../panels/charts';
import { forecasts, narrowIncidents, oneIncident, serviceHealth, situation } from '../panels/tables';

export const onCall: Page = {
  uid: 'seismolog-on-call',
  description: 'Whether anything is wrong now, since when, where it began, what to do, the lines; and what is coming.',
  variables: [
    allServices,
    textVariable('incident', 'Incident', 'A row of the incidents puts its id here.', MOST_PRESSING),
  ],
  from: 'now-24h',
  refresh: '1m',
  rows: [
    [9, [5, { ...healthScore, title: 'Health' }], [19, situation]],
    [8, [24, incidentTimeline]],
    [16, [10, narrowIncidents], [14, oneIncident]],
    [10, [24, linesOfIncident]],
    [6, [24, forecasts]],
    [9, [24, serviceHealth]],
  ],
};

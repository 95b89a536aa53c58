import { serviceLink } from '../links';
import { LEGEND, NO_LEGEND, NOTHING, override, type Panel, field } from '../panel';

/** Points of a series: as many as can be told apart. */
const POINTS = 180;

const ERROR_OF_ROW = '${__data.fields.error}';
const SERVICE_OF_ROW = serviceLink('__data.fields.service');
const SERVICE_OF_SERIES = serviceLink('__field.labels.service');

export const levelsOverTime: Panel = {
  title: 'Log levels over time',
  description:
    'Logs of each level. The scale is logarithmic, so that a handful of critical logs can be seen beside thousands of others.',
  query: { queryType: 'levelsOverTime' },
  options: { legend: LEGEND, tooltip: { mode: 'multi', sort: 'desc' } },
  defaults: {
    min: 0,
    // The scale's own tick below zero.
    mappings: [{ type: 'value', options: { '-1': { text: ' ', index: 0 } } }],
    custom: {
      drawStyle: 'line',
      lineInterpolation: 'linear',
      lineWidth: 1,
      fillOpacity: 8,
      gradientMode: 'opacity',
      showPoints: 'never',
      spanNulls: false,
      scaleDistribution: { type: 'symlog', log: 10, linearThreshold: 1 },
      axisBorderShow: false,
      axisGridShow: false,
    },
  },
  maxDataPoints: POINTS,
};

export const responseTimeDistribution: Panel = {
  title: 'Response time distribution',
  description: 'Logs by response time on a logarithmic scale. Bars over the 95th percentile are orange.',
  query: { queryType: 'responseTimeDistribution' },
  options: { legend: LEGEND, tooltip: { mode: 'multi', sort: 'none' } },
  defaults: { custom: { fillOpacity: 80, lineWidth: 0, gradientMode: 'none' } },
};

export const healthScore: Panel = {
  title: 'Health score',
  description:
    '100 less the points lost by errors, slow responses, failures, anomalies and incidents. Under 50 is critical, from 70 good, from 90 excellent.',
  query: { queryType: 'healthScore' },
  options: {
    orientation: 'auto',
    reduceOptions: { values: false, calcs: ['lastNotNull'], fields: '' },
    showThresholdLabels: false,
    showThresholdMarkers: true,
    sizing: 'auto',
  },
  defaults: {
    mappings: [
      { type: 'special', options: { match: 'null+nan', result: { text: 'UNKNOWN', color: 'gray', index: 0 } } },
    ],
    noValue: 'UNKNOWN',
  },
};

/** Bars of services, lying. */
const BARS: Pick<Panel, 'options' | 'defaults' | 'overrides'> = {
  options: {
    orientation: 'horizontal',
    legend: NO_LEGEND,
    tooltip: { mode: 'single', sort: 'none' },
    showValue: 'always',
    stacking: 'none',
    barWidth: 0.75,
    groupWidth: 0.8,
    barRadius: 0.05,
    xTickLabelRotation: 0,
    xTickLabelSpacing: 0,
    fullHighlight: false,
    text: { valueSize: 12 },
    xField: 'service',
    xTickLabelMaxLength: 0,
  },
  defaults: {
    custom: {
      fillOpacity: 75,
      lineWidth: 0,
      gradientMode: 'none',
      axisPlacement: 'auto',
      axisGridShow: false,
      axisBorderShow: false,
    },
    noValue: NOTHING,
  },
  // Each bar has its number.
  overrides: [override('byType', 'number', { 'custom.axisPlacement': 'hidden' })],
};

export const errorsByService: Panel = {
  title: 'Errors by service',
  description: 'Logs of level ERROR and CRITICAL.',
  query: { queryType: 'errorsByService' },
  ...BARS,
  defaults: { ...BARS.defaults, links: SERVICE_OF_ROW },
};

export const responseTimeByService: Panel = {
  title: 'Average response time by service',
  description: 'Slowest first.',
  query: { queryType: 'responseTimeByService' },
  ...BARS,
  defaults: { ...BARS.defaults, decimals: 0, links: SERVICE_OF_ROW },
};

export const namedPatterns: Panel = {
  title: 'Named patterns',
  description: 'Logs that match each of your own patterns, which are settings of the data source.',
  query: { queryType: 'namedPatterns' },
  ...BARS,
  options: { ...BARS.options, xField: 'pattern' },
};

export const incidentsBySeverity: Panel = {
  title: 'Incidents by severity',
  description: 'Incidents found in the logs of this range, under way and past.',
  query: { queryType: 'incidentsBySeverity' },
  options: {
    ...BARS.options,
    orientation: 'vertical',
    barWidth: 0.6,
    text: { valueSize: 16 },
    xField: 'severity',
    xTickLabelMaxLength: undefined,
    colorByField: 'severity',
  },
  defaults: { custom: { ...(BARS.defaults.custom as object), axisSoftMax: 4, axisSoftMin: 0 } },
};

export const anomalyTimeline: Panel = {
  title: 'Anomaly timeline',
  description: 'Anomalous logs of each service.',
  query: { queryType: 'anomalyTimeline' },
  options: { legend: LEGEND, tooltip: { mode: 'multi', sort: 'desc' } },
  defaults: {
    custom: {
      drawStyle: 'bars',
      barAlignment: 1,
      lineWidth: 0,
      fillOpacity: 80,
      gradientMode: 'none',
      barWidthFactor: 0.9,
      stacking: { mode: 'normal', group: 'A' },
      axisBorderShow: false,
      axisSoftMax: 4,
      axisSoftMin: 0,
    },
    links: SERVICE_OF_SERIES,
  },
  maxDataPoints: POINTS,
};

export const topErrors: Panel = {
  title: 'Most frequent errors',
  description: 'The 6 most frequent kinds of error; what varies between logs of one kind stands as <*>.',
  query: { queryType: 'topErrors', limit: 6 },
  options: {
    orientation: 'horizontal',
    displayMode: 'basic',
    valueMode: 'text',
    namePlacement: 'top',
    showUnfilled: false,
    sizing: 'manual',
    minVizHeight: 32,
    minVizWidth: 8,
    maxVizHeight: 38,
    reduceOptions: { values: true, calcs: [], fields: '', limit: 25 },
    text: { titleSize: 12, valueSize: 12 },
    legend: NO_LEGEND,
  },
  // A single bar has its name only where the defaults have one; a column with its own takes that of an override.
  defaults: { color: { mode: 'fixed', fixedColor: 'orange' }, min: 0, noValue: NOTHING, displayName: ERROR_OF_ROW },
  overrides: [override('byType', 'number', { displayName: ERROR_OF_ROW })],
};

export const activityHeatmap: Panel = {
  title: 'Activity heatmap',
  description: 'Logs by hour and day of the week, in the time zone of the dashboard.',
  query: { queryType: 'activityHeatmap', timeZone: '${__timezone}' },
  options: {
    calculate: false,
    cellGap: 2,
    cellRadius: 2,
    cellValues: { unit: 'short' },
    showValue: 'never',
    legend: { show: true },
    tooltip: { mode: 'single', yHistogram: false, showColorScale: true },
    color: {
      mode: 'scheme',
      scheme: 'Blues',
      scale: 'exponential',
      exponent: 0.6,
      steps: 64,
      reverse: false,
      fill: 'blue',
    },
    yAxis: { axisPlacement: 'left', reverse: true },
    rowsFrame: { layout: 'auto' },
    filterValues: { le: 1e-9 },
    exemplars: { color: 'rgba(255,0,255,0.7)' },
  },
  defaults: {},
};

const STATES: Panel['options'] = {
  legend: NO_LEGEND,
  tooltip: { mode: 'single', sort: 'none' },
  mergeValues: false,
  showValue: 'never',
  rowHeight: 0.8,
  alignValue: 'left',
  perPage: 0,
};

const STATE = { lineWidth: 0, fillOpacity: 75, spanNulls: false };

export const healthOverTime: Panel = {
  title: 'Health over time',
  description: 'The lowest score of each step, as a whole and of each service. Gaps are times without logs.',
  query: { queryType: 'healthOverTime' },
  options: STATES,
  defaults: { color: { mode: 'thresholds' }, custom: STATE, links: SERVICE_OF_SERIES },
  maxDataPoints: POINTS,
};

export const incidentTimeline: Panel = {
  title: 'Incidents over time',
  description: 'When each service was part of an incident, and how severe the gravest was. The worst hit come first.',
  query: { queryType: 'incidentTimeline', limit: 8 },
  options: { ...STATES, mergeValues: true },
  defaults: { custom: STATE, links: SERVICE_OF_SERIES, noValue: NOTHING },
};

const BAND: Pick<Panel, 'options' | 'defaults' | 'overrides' | 'maxDataPoints'> = {
  options: { legend: LEGEND, tooltip: { mode: 'single', sort: 'none' } },
  defaults: {
    custom: {
      drawStyle: 'line',
      lineInterpolation: 'linear',
      lineWidth: 1,
      fillOpacity: 0,
      showPoints: 'never',
      spanNulls: false,
      axisBorderShow: false,
    },
  },
  overrides: [
    override('byRegexp', '/ (expected|3 sigma)$/', {
      'custom.hideFrom': { legend: true, tooltip: false, viz: false },
    }),
  ],
  maxDataPoints: POINTS,
};

const LINES = 'Dashed: what was expected. Dotted: mean and 3 standard deviations of the week before.';

export const errorRate: Panel = {
  title: 'Error rate',
  description: `The share of errors of each service, in the band that it was expected in by all that came before. ${LINES}`,
  query: { queryType: 'expectedBand', metric: 'errorRate' },
  ...BAND,
};

export const responseTime: Panel = {
  title: 'Response time',
  description: `The average response time of each service, in the band that it was expected in by all that came before. ${LINES}`,
  query: { queryType: 'expectedBand', metric: 'responseTime' },
  ...BAND,
};

/** Bars of logs and of errors, each with a scale of its own. */
function course(by: 'hour' | 'day', title: string, what: string): Panel {
  return {
    title,
    description: `Logs and errors an hour on average, by ${what}, in the dashboard's time zone.`,
    query: { queryType: 'timePatterns', metric: by, timeZone: '${__timezone}' },
    options: {
      orientation: 'auto',
      legend: LEGEND,
      tooltip: { mode: 'multi', sort: 'none' },
      showValue: 'never',
      stacking: 'none',
      barWidth: 0.85,
      groupWidth: 0.7,
      barRadius: 0.05,
      xTickLabelRotation: 0,
      xTickLabelSpacing: by === 'hour' ? 50 : 0,
      fullHighlight: false,
      xField: by,
    },
    defaults: {
      custom: { fillOpacity: 75, lineWidth: 0, gradientMode: 'none', axisBorderShow: false, axisGridShow: true },
    },
    overrides: [
      field('errors', { unit: 'short', 'custom.axisPlacement': 'right', 'custom.axisGridShow': false }),
      field('responseTime', { 'custom.hideFrom': { viz: true, legend: true, tooltip: false } }),
    ],
  };
}

export const dayByHour = course('hour', 'A day, by the hour', 'hour of the day');
export const weekByDay = course('day', 'A week, by the day', 'day of the week');

export const dependencies: Panel = {
  title: 'Dependencies',
  description: 'Who calls whom, learned from traces and from who fails after whom. The ring shows the share of errors.',
  query: { queryType: 'dependencies' },
  options: { nodes: {}, edges: {}, zoomMode: 'cooperative', layoutAlgorithm: 'layered' },
  defaults: {},
  overrides: [field('id', { links: serviceLink('__data.fields.id') })],
};

/** The panel of logs has no text of ours to show in place of lines. */
const WHY_NONE = 'Where there are none, the note in the corner says why.';

export const anomalies: Panel = {
  title: 'Anomalies',
  description: `The most anomalous log lines, newest first. Open a line for its reasons, score and type. ${WHY_NONE}`,
  query: { queryType: 'anomalies', limit: 500 },
  options: {
    showTime: true,
    showLabels: false,
    showCommonLabels: false,
    wrapLogMessage: true,
    prettifyLogMessage: false,
    enableLogDetails: true,
    sortOrder: 'Descending',
    dedupStrategy: 'none',
    showLogContextToggle: false,
  },
  defaults: {},
};

export const linesOfIncident: Panel = {
  ...anomalies,
  title: 'Its lines',
  description: `The most anomalous lines of the incident's services in its time, newest first. Open a line for its reasons. ${WHY_NONE}`,
  query: { queryType: 'anomalies', incident: '$incident', limit: 200 },
};

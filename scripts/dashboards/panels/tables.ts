import { incidentLink, serviceLink } from '../links';
import { field, HIDDEN, type Json, NOTHING, override, type Panel, SHOWN } from '../panel';

const COLOURED = { 'custom.cellOptions': { type: 'color-text' } };
const WRAPPED = { 'custom.wrapText': true };
const SHORT_TIME = 'time:MMM D, HH:mm';
const SHORTEST_TIME = 'time:MM-DD HH:mm';

const width = (pixels: number) => ({ 'custom.width': pixels });
const atLeast = (pixels: number) => ({ ...WRAPPED, 'custom.minWidth': pixels });

interface Table {
  readonly columns: Readonly<Record<string, Json>>;
  readonly custom?: Json;
  readonly options?: Json;
}

/** A table; a column that its view has no value for in a row shows a dash. */
function table({ columns, custom, options }: Table): Pick<Panel, 'options' | 'defaults' | 'overrides'> {
  return {
    options: { showHeader: true, cellHeight: 'sm', ...options },
    defaults: {
      custom: { align: 'auto', filterable: false, cellOptions: { type: 'auto' }, inspect: false, ...custom },
      noValue: NOTHING,
    },
    overrides: [
      override('byRegexp', '/.*/', { noValue: '–' }),
      ...Object.entries(columns).map(([name, properties]) => field(name, properties)),
    ],
  };
}

/** The colour of words that the view gives none. */
const PLAIN = { color: { mode: 'fixed', fixedColor: 'text' } };

/** Rows of a name and a text that may be long. */
const told = (names: string, texts: string, nameWidth: number) =>
  table({
    columns: {
      [names]: { ...width(nameWidth), ...WRAPPED, ...COLOURED, ...PLAIN },
      [texts]: { ...WRAPPED, ...COLOURED, ...PLAIN },
    },
    options: { showHeader: false },
  });

export const situation: Panel = {
  title: 'Now',
  description:
    'Whether anything is wrong at the end of the range, since when, where it began, what to do, and what is coming.',
  query: { queryType: 'situation', timeZone: '${__timezone}' },
  ...told('question', 'answer', 95),
};

export const oneIncident: Panel = {
  title: 'The incident',
  description: 'The one chosen above, by a row of the list; the most pressing one at first.',
  query: { queryType: 'oneIncident', incident: '$incident', timeZone: '${__timezone}' },
  ...told('part', 'text', 95),
};

/** On a phone all but how long is in sight. */
export const incidents: Panel = {
  title: 'Incidents',
  description: 'Newest first. A row opens the whole incident: what to do, where it began, the evidence, its lines.',
  query: { queryType: 'incidents' },
  ...table({
    options: { maxRowHeight: 130 },
    columns: {
      time: { displayName: 'Start', unit: SHORTEST_TIME, ...width(97) },
      timeEnd: HIDDEN,
      severity: { ...COLOURED, ...width(80) },
      title: { displayName: 'Incident', ...SHOWN, ...atLeast(99), links: incidentLink() },
      state: { ...COLOURED, ...width(67) },
      duration: width(85),
      ...Object.fromEntries(
        ['type', 'services', 'evidence', 'cause', 'recommendation', 'spread', 'firstSeverity', 'firstCause'].map(
          (name) => [name, HIDDEN]
        )
      ),
    },
  }),
};

/** Beside another panel there is no room for how long; the incident itself says it. */
export const narrowIncidents: Panel = {
  ...incidents,
  overrides: [...(incidents.overrides ?? []), field('duration', HIDDEN)],
};

export const serviceHealth: Panel = {
  title: 'Service health',
  description: 'Least healthy first. A service opens its own dashboard.',
  query: { queryType: 'serviceHealth' },
  ...table({
    custom: { minWidth: 80 },
    columns: {
      service: { ...width(150), links: serviceLink('__data.fields.service') },
      health: {
        'custom.cellOptions': { type: 'gauge', mode: 'basic', valueDisplayMode: 'color' },
        // With the range beside it in sight on a phone.
        ...width(110),
        mappings: [
          { type: 'special', options: { match: 'null+nan', result: { text: 'UNKNOWN', color: 'gray', index: 0 } } },
        ],
      },
      rangeHealth: { displayName: 'Range' },
      anomalyRate: HIDDEN,
      successRate: HIDDEN,
      levelKnown: HIDDEN,
      responseTimeKnown: HIDDEN,
      averageResponseTime: { displayName: 'Mean time' },
      p95ResponseTime: { displayName: 'P95 time' },
    },
  }),
};

export const forecasts: Panel = {
  title: 'Coming incidents',
  description:
    'Rules that are not broken yet and will be if what goes on goes on, with the interval that has the breach with a chance of 80%.',
  query: { queryType: 'forecasts' },
  ...table({
    options: { maxRowHeight: 84 },
    columns: {
      service: width(130),
      type: HIDDEN,
      rule: atLeast(200),
      minutesToBreach: { displayName: 'In', ...width(80) },
      expected: HIDDEN,
      earliest: { unit: SHORT_TIME, ...width(115) },
      latest: { unit: SHORT_TIME, ...width(115) },
      confidence: { ...width(105), ...COLOURED },
      riskWithinHour: HIDDEN,
      indicator: HIDDEN,
      recommendation: atLeast(200),
      id: HIDDEN,
    },
  }),
};

export const forecastRecord: Panel = {
  title: 'Record of forecasts',
  description:
    'What came of earlier forecasts, as far as they are kept: those whose rule was broken in their time are hits. Mean confidence and the share that came true are alike where forecasts are calibrated; a Brier score of 0 is best.',
  query: { queryType: 'forecastRecord' },
  ...table({ columns: {} }),
};

export const quality: Panel = {
  title: 'How good is what was found',
  description:
    'Incidents and anomalies against what was marked in Grafana by annotations with the tags seismolog:incident, seismolog:noise and seismolog:expected. Choose a range in which what happened was marked: what nobody marked counts as wrong.',
  query: { queryType: 'quality' },
  // On a phone the first four are in sight.
  ...table({
    custom: { minWidth: 80 },
    columns: {
      what: { ...width(85), ...WRAPPED },
      service: { ...width(85), ...WRAPPED },
      recall: width(62),
      precision: width(85),
      rule: { ...width(85), ...WRAPPED },
      ...Object.fromEntries(
        ['judgedPrecision', 'seenDelay', 'met', 'right', 'noise', 'unmarked'].map((name) => [name, HIDDEN])
      ),
    },
  }),
};

const TEMPLATE_COLUMNS = {
  level: { ...width(85), ...COLOURED },
  template: atLeast(165),
  count: width(80),
  share: HIDDEN,
  services: { 'custom.minWidth': 140, ...WRAPPED },
  trend: { ...width(80), ...COLOURED },
  state: { ...width(80), ...COLOURED },
  firstSeen: { unit: SHORT_TIME, ...width(110) },
  lastSeen: { unit: SHORT_TIME, ...width(110) },
  example: HIDDEN,
};

/** Which of them: what the dashboard's Include and Exclude leave. */
const CHOSEN = { include: '$include', exclude: '$exclude' };

export const templates: Panel = {
  title: 'Templates',
  description:
    'The kinds of messages; what varies is written <*>. New: first seen in the last tenth of the range. Vanished: regular, then no more.',
  query: { queryType: 'templates', limit: 100 },
  ...table({ columns: TEMPLATE_COLUMNS, custom: { filterable: true }, options: { maxRowHeight: 84 } }),
};

export const chosenTemplates: Panel = { ...templates, query: { ...templates.query, ...CHOSEN } };

function ofState(
  metric: 'new' | 'vanished',
  title: string,
  description: string,
  seen: 'firstSeen' | 'lastSeen'
): Panel {
  const columns = {
    ...TEMPLATE_COLUMNS,
    trend: HIDDEN,
    state: HIDDEN,
    firstSeen: HIDDEN,
    lastSeen: HIDDEN,
  };
  return {
    title,
    description,
    query: { queryType: 'templates', metric, ...CHOSEN, limit: 50 },
    ...table({
      columns: {
        ...columns,
        template: { ...WRAPPED, 'custom.minWidth': 175 },
        services: HIDDEN,
        [seen]: TEMPLATE_COLUMNS[seen],
      },
      options: { maxRowHeight: 84 },
    }),
  };
}

export const newTemplates = ofState('new', 'New', 'First seen in the last tenth of the range.', 'firstSeen');
export const vanishedTemplates = ofState('vanished', 'Vanished', 'Regular, then no more.', 'lastSeen');

/** Beside the graph, which shows only a part of itself on a phone, and the reasons nowhere. */
export const dependencyReasons: Panel = {
  title: 'Who depends on whom',
  description: 'Each edge of the graph, and what shows it.',
  query: { queryType: 'dependencies' },
  visualization: 'table',
  // Of its two frames that of the edges has these fields.
  transformations: [{ id: 'filterFieldsByName', options: { include: { names: ['source', 'target', 'Evidence'] } } }],
  ...table({
    options: { maxRowHeight: 84 },
    columns: {
      source: { displayName: 'Service', ...atLeast(95), links: serviceLink('__data.fields.source') },
      target: { displayName: 'Depends on', ...atLeast(95), links: serviceLink('__data.fields.target') },
      detail__evidence: { displayName: 'Because it is', ...atLeast(110) },
    },
  }),
};

export const correlatedErrors: Panel = {
  title: 'Correlated errors',
  description:
    "Kinds of error that come together in time, by Pearson's r of their counts per 5 minutes; the one that leads comes first.",
  query: { queryType: 'correlatedErrors', limit: 50 },
  ...table({
    options: { maxRowHeight: 84 },
    columns: {
      first: atLeast(110),
      second: atLeast(110),
      correlation: { displayName: 'r', ...width(50) },
      lag: width(70),
      commonBins: width(95),
    },
  }),
};

export const chosenCorrelations: Panel = { ...correlatedErrors, query: { ...correlatedErrors.query, ...CHOSEN } };

export const trend: Panel = {
  title: 'Trend of errors',
  description:
    'Whether errors become more frequent: how many more an hour there are each hour, and how probable that is by chance.',
  query: { queryType: 'trend' },
  ...table({
    custom: { minWidth: 80 },
    columns: { direction: { ...COLOURED, ...width(110) }, pValue: { displayName: 'By chance' } },
  }),
};

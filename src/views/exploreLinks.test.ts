import { exploreStates } from '../query/explore/exploreState';
import { SETTINGS } from '../query/settings';
import { parseSettings } from '../query/validation';
import { type ViewType } from '../query/views';
import { type FieldConfig } from './frame';
import { drawView } from './registry';
import { emptyAnalysis, normalAnalysis } from './testing/analyses';
import { type ViewRequest } from './view';

const jsonData = { source: 'loki', links: { logsUid: 'logs', tracesUid: 'traces' } };
const settings = (json: unknown) =>
  parseSettings({ jsonData: json, secureJsonData: {}, url: 'http://loki', basicAuth: false, basicAuthUser: '' });

interface Pane {
  datasource: string;
  queries: Array<Record<string, unknown>>;
  range: { from: string; to: string };
}

const paneOf = (panes: string) => (JSON.parse(panes) as { seismolog: Pane }).seismolog;

function draw(
  type: ViewType,
  json: unknown = jsonData,
  analysis = normalAnalysis(),
  wanted: Pick<ViewRequest, 'forAlert' | 'serviceDashboard'> = {}
) {
  const explore = exploreStates(settings(json), '{app="shop"}');
  const request = { services: [], limit: undefined, timeZone: 'UTC', maxDataPoints: 100, explore, ...wanted };
  const [{ fields }] = drawView(type, analysis, request);
  return {
    fields,
    names: fields.map(({ name }) => name),
    linked: fields.filter(({ config }: { config?: FieldConfig }) => config?.links),
    opened: (name: string) =>
      (fields.find((field) => field.name === name)?.values as readonly string[] | undefined)?.map(paneOf) ?? [],
  };
}

const serviceDashboard = { uid: 'services', dataSourceUid: 'seismolog a' };

const VIEWS = ['anomalies', 'incidents', 'templates', 'serviceHealth', 'forecasts'] as const;

describe.each(VIEWS)('the rows of %s', (type) => {
  it('open their lines in the data source that has them', () => {
    const { linked, opened } = draw(type);

    expect(linked[0].config?.links).toEqual([
      expect.objectContaining({ url: '/explore?schemaVersion=1&panes=${__data.fields.lines:percentencode}' }),
    ]);
    expect(opened('lines').length).toBeGreaterThan(0);
    for (const { datasource, queries, range } of opened('lines')) {
      expect(datasource).toBe('logs');
      expect(queries).toEqual([
        expect.objectContaining({ refId: 'A', datasource: { uid: 'logs' }, queryType: 'range' }),
      ]);
      expect(queries[0].expr).toMatch(/^\{app="shop"\} .*service_name=~?"/);
      expect(Number(range.from)).toBeLessThan(Number(range.to));
    }
  });

  it('lead nowhere where no data source is named', () => {
    const { names, linked } = draw(type, { source: 'loki' });

    expect(names).not.toContain('lines');
    expect(linked).toEqual([]);
  });

  it('lead to the dashboard of their services', () => {
    const analysis = normalAnalysis();
    const { fields, linked } = draw(type, { source: 'loki' }, analysis, { serviceDashboard });
    const { fromMs, toMs } = analysis.range;

    expect(linked).toHaveLength(1);
    expect(linked[0].name).toMatch(/^services?$/);
    expect(linked[0].config?.links).toEqual([
      {
        title: 'Open the service',
        url: `/d/services?var-datasource=seismolog%20a&from=${fromMs}&to=${toMs}&\${__data.fields.dashboard:raw}`,
      },
    ]);
    const { values } = fields.find(({ name }) => name === 'dashboard')!;
    const names = linked[0].values as readonly string[];
    expect(values).toEqual(
      names.map((text) =>
        text
          .split(', ')
          .map((name) => `var-service=${encodeURIComponent(name)}`)
          .join('&')
      )
    );
  });
});

it('of anomalies that name a trace open it', () => {
  const { opened } = draw('anomalies');

  expect(opened('trace').some(({ queries }) => queries[0].query !== '')).toBe(true);
  expect(opened('trace')[0].datasource).toBe('traces');
});

it.each([
  [undefined, { queryType: 'traceql' }],
  ['tempo', { queryType: 'traceql' }],
  ['jaeger', {}],
  ['zipkin', { queryType: 'traceID' }],
])('of a trace in %s have the query that it takes', (tracesType, query) => {
  const links = { tracesUid: 'traces', ...(tracesType && { tracesType }) };
  const { opened } = draw('anomalies', { source: 'loki', links });
  const [asked] = opened('trace')[0].queries;

  expect(asked).toEqual({ refId: 'A', datasource: { uid: 'traces' }, query: expect.any(String), ...query });
});

it.each(['loki', 'elasticsearch', 'victorialogs', 'grafana'])('of a %s have its settings', (source) => {
  expect(SETTINGS.links.sources).toContain(source);
  expect(draw('incidents', { ...jsonData, source }).opened('lines').length).toBeGreaterThan(0);
});

it('of templates look for its words from its first line to its last', () => {
  const [template] = normalAnalysis().patterns.templates;
  const [{ range, queries }] = draw('templates').opened('lines');

  expect(range).toEqual({ from: String(template.firstMs), to: String(template.lastMs + 1) });
  expect(queries[0].expr).toContain('|= "');
});

it('of generated logs lead nowhere', () => {
  expect(draw('incidents', { links: { logsUid: 'logs' } }).linked).toEqual([]);
});

it('of an empty table are none', () => {
  expect(draw('incidents', jsonData, emptyAnalysis()).opened('lines')).toEqual([]);
});

it('have no further labels for an alert rule', () => {
  expect(draw('serviceHealth', jsonData, normalAnalysis(), { forAlert: true, serviceDashboard }).names).toEqual([
    'service',
    'health',
  ]);
});

import { exploreStates } from '../query/explore/exploreState';
import { parseSettings } from '../query/validation';
import { type ViewType } from '../query/views';
import { type FieldConfig } from './frame';
import { drawView } from './registry';
import { emptyAnalysis, normalAnalysis } from './testing/analyses';

const jsonData = { source: 'loki', links: { logsUid: 'logs', tracesUid: 'traces' } };
const settings = (json: unknown) =>
  parseSettings({ jsonData: json, secureJsonData: {}, url: 'http://loki', basicAuth: false, basicAuthUser: '' });

interface Pane {
  datasource: string;
  queries: Array<Record<string, unknown>>;
  range: { from: string; to: string };
}

const paneOf = (panes: string) => (JSON.parse(panes) as { seismolog: Pane }).seismolog;

function draw(type: ViewType, json: unknown = jsonData, analysis = normalAnalysis(), forAlert = false) {
  const explore = exploreStates(settings(json), '{app="shop"}');
  const request = { services: [], limit: undefined, timeZone: 'UTC', maxDataPoints: 100, forAlert, explore };
  const [{ fields }] = drawView(type, analysis, request);
  return {
    names: fields.map(({ name }) => name),
    linked: fields.filter(({ config }: { config?: FieldConfig }) => config?.links),
    opened: (name: string) =>
      (fields.find((field) => field.name === name)?.values as readonly string[] | undefined)?.map(paneOf) ?? [],
  };
}

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
});

it('of anomalies that name a trace open it', () => {
  const { opened } = draw('anomalies');

  expect(opened('trace').some(({ queries }) => queries[0].query !== '')).toBe(true);
  expect(opened('trace')[0].datasource).toBe('traces');
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
  expect(draw('serviceHealth', jsonData, normalAnalysis(), true).names).toEqual(['service', 'health']);
});

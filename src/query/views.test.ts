import { readFileSync } from 'node:fs';
import { parseQuery } from './validation';
import { ALERTABLE_VIEWS, VIEW_TYPES, viewOf, type ViewType } from './views';

interface Panel {
  type: string;
  title: string;
  targets?: Array<{ queryType: ViewType }>;
  panels?: Panel[];
}

const panelsOf = ({ panels = [] }: Pick<Panel, 'panels'>): Panel[] =>
  panels.flatMap((panel) => [panel, ...panelsOf(panel)]);

const dashboards = ['overview', 'service'].map((name) => `src/dashboards/seismolog-${name}.json`);

describe.each(dashboards)('%s', (file) => {
  const queries = panelsOf(JSON.parse(readFileSync(file, 'utf8')) as Panel).flatMap(({ type, title, targets = [] }) =>
    targets.map((query) => ({ type, title, query }))
  );

  it.each(queries)('shows "$title" on the panel that fits its view', ({ type, query }) => {
    expect(viewOf(query.queryType).visualization).toBe(type);
  });

  it.each(queries)('asks for "$title" as the query model has it', ({ query }) => {
    expect(() => parseQuery({ ...query, timeZone: 'UTC' })).not.toThrow();
  });
});

it('the provisioned rules ask for views that a rule can read', () => {
  const rules = readFileSync('provisioning/alerting/rules.yaml', 'utf8');
  const views = [...rules.matchAll(/queryType: (\w+)/g)].map(([, view]) => view);
  expect(views.length).toBeGreaterThan(4);
  expect(views.filter((view) => !(ALERTABLE_VIEWS as readonly string[]).includes(view))).toEqual([]);
});

it.each(VIEW_TYPES)('%s is described by a sentence without its full stop', (type) => {
  expect(viewOf(type).description).toMatch(/^[A-Z].*[^.]$/);
});

import { readdirSync, readFileSync } from 'node:fs';
import { parseQuery } from '../../src/query/validation';
import { viewOf, type ViewType } from '../../src/query/views';
import { dashboardFiles } from './files';
import { DASHBOARDS } from './links';

interface Dashboard {
  uid: string;
  title: string;
  templating: { list: Array<{ name: string }> };
  links: Array<{ url: string; keepTime: boolean; includeVars: boolean }>;
  panels: Array<{
    id: number;
    type: string;
    title: string;
    gridPos: { x: number; w: number };
    targets: Array<{ queryType: ViewType }>;
  }>;
}

const files = dashboardFiles();
const plugin = JSON.parse(readFileSync('src/plugin.json', 'utf8')) as {
  includes: Array<{ name: string; path: string }>;
};

it('the plugin ships the dashboards that the code describes (npm run dashboards)', () => {
  expect(
    readdirSync('src/dashboards')
      .map((name) => `src/dashboards/${name}`)
      .sort()
  ).toEqual(files.map(({ path }) => path).sort());
  for (const { path, text } of files) {
    expect({ path, text: readFileSync(path, 'utf8') }).toEqual({ path, text });
  }
});

it('plugin.json names them all', () => {
  const own = files.map(({ path, text }) => ({
    name: (JSON.parse(text) as Dashboard).title,
    path: path.replace('src/', ''),
  }));
  expect(plugin.includes.map(({ name, path }) => ({ name, path }))).toEqual(own);
});

it('each provisioned rule leads to the panel that shows what it is about', () => {
  const [, ...rules] = readFileSync('provisioning/alerting/rules.yaml', 'utf8').split('      - uid: ');
  const valueIn = (rule: string, key: string) => rule.split(` ${key}: `)[1].split('\n')[0];
  const titles = rules.map((rule) => {
    const [uid, id] = [valueIn(rule, 'dashboardUid'), valueIn(rule, 'panelId')];
    expect([valueIn(rule, '__dashboardUid__'), valueIn(rule, '__panelId__')]).toEqual([uid, `'${id}'`]);
    const { text } = files.find(({ path }) => path.endsWith(`/${uid}.json`))!;
    const panel = (JSON.parse(text) as Dashboard).panels.find((one) => one.id === Number(id));
    return `${valueIn(rule, 'title')}: ${uid}, ${panel?.title}`;
  });
  expect(titles).toEqual([
    'Critical incident: seismolog-on-call, Now',
    'Incident: seismolog-on-call, Incidents',
    'Silence: seismolog-on-call, Incidents',
    'Health below 60: seismolog-on-call, Health',
    'Anomaly rate over 30%: seismolog-overview, Anomaly timeline',
    'Error rate of a service over 10%: seismolog-overview, Service health',
    'Incident ahead: seismolog-on-call, Coming incidents',
    'New kind of error: seismolog-patterns, New',
    'Error rate out of its band: seismolog-service, Error rate',
  ]);
});

describe.each(files)('$path', ({ text }) => {
  const dashboard = JSON.parse(text) as Dashboard;
  const queries = dashboard.panels.flatMap(({ type, title, targets }) =>
    targets.map((query) => ({ type, title, query }))
  );

  it.each(queries)('shows "$title" on the panel that fits its view', ({ type, title, query }) => {
    const own = title === 'Who depends on whom' ? 'table' : viewOf(query.queryType).visualization;
    expect(type).toBe(own);
  });

  it.each(queries)('asks for "$title" as the query model has it', ({ query }) => {
    expect(() => parseQuery({ ...query, timeZone: 'UTC' })).not.toThrow();
  });

  it('has every variable that its panels use', () => {
    const used = [...text.matchAll(/\$\{?(datasource|service|incident|include|exclude)\b/g)].map(([, name]) => name);
    const names = dashboard.templating.list.map(({ name }) => name);
    expect([...new Set(used)].filter((name) => !names.includes(name))).toEqual([]);
  });

  it('leads to every other, at the same time and with what is chosen', () => {
    const others = Object.keys(DASHBOARDS).filter((uid) => uid !== dashboard.uid);
    expect(dashboard.links.map(({ url }) => url)).toEqual(others.map((uid) => `/d/${uid}`));
    expect(dashboard.links.every(({ keepTime, includeVars }) => keepTime && includeVars)).toBe(true);
  });

  it('leads from a row to another at the same time, with the filters', () => {
    const links = [...text.matchAll(/"url": "(\/d\/[^"?]+\?[^"]+)"/g)].map(([, url]) => url);
    const kept = ['${datasource:queryparam}', '${filters:queryparam}', '${__url_time_range}'];
    expect(links.filter((url) => !kept.every((part) => url.includes(part)))).toEqual([]);
  });

  it('fills the width', () => {
    expect(dashboard.panels.every(({ gridPos: { x, w } }) => x + w <= 24)).toBe(true);
  });
});

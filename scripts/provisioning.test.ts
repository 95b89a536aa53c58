import { readdirSync, readFileSync } from 'node:fs';
import { ALERTABLE_VIEWS, type ViewType } from '../src/query/views';

interface Dashboard {
  uid: string;
  panels: Array<{ id: number; title: string }>;
}

const DASHBOARDS = 'src/dashboards';
const text = readFileSync('provisioning/alerting/rules.yaml', 'utf8');
const rules = text
  .split(/\n {6}- uid: /)
  .slice(1)
  .map((rule) => [/^\S+/.exec(rule)?.[0] ?? '', rule] as const);
const dashboards = readdirSync(DASHBOARDS).map(
  (file) => JSON.parse(readFileSync(`${DASHBOARDS}/${file}`, 'utf8')) as Dashboard
);
/** As GitHub makes them of headings. */
const anchors = Array.from(readFileSync('docs/alerts.md', 'utf8').matchAll(/^## (.+)$/gm), ([, heading]) =>
  heading
    .toLowerCase()
    .replace(/[^\w\s-]/g, '')
    .replace(/\s/g, '-')
);

const one = (rule: string, pattern: RegExp) => pattern.exec(rule)?.[1];

describe('the provisioned rule', () => {
  it.each(rules)('%s leads to a panel that there is, and to a page of its own', (_, rule) => {
    const [uid, panel] = [one(rule, /dashboardUid: (\S+)/), Number(one(rule, /panelId: (\d+)/))];
    const dashboard = dashboards.find((found) => found.uid === uid);
    expect(dashboard?.panels.map(({ id }) => id)).toContain(panel);
    // Grafana shows the panel by the annotations, and lists the rule at the panel by the fields.
    expect([one(rule, /__dashboardUid__: (\S+)/), Number(one(rule, /__panelId__: '(\d+)'/))]).toEqual([uid, panel]);
    expect(anchors).toContain(one(rule, /runbook_url: \S+\/docs\/alerts\.md#(\S+)/));
  });

  it.each(rules)('%s asks for a view that rules can read, of the data source that is named once', (_, rule) => {
    const views = Array.from(rule.matchAll(/model: \{ refId: \w+, queryType: (\w+)/g), ([, view]) => view as ViewType);
    expect(views.length).toBeGreaterThan(0);
    views.forEach((view) => expect(ALERTABLE_VIEWS).toContain(view));
    expect(new Set(Array.from(rule.matchAll(/datasourceUid: (\S+)/g), ([, uid]) => uid))).toEqual(
      new Set(['*dataSource', '__expr__'])
    );
  });
});

import { expect, test } from '@grafana/plugin-e2e';
import { type APIRequestContext } from '@playwright/test';

/* Where the links of our messages lead, by the templates of provisioning/ and Grafana's own test of templates. */

interface Template {
  name: string;
  template: string;
}

const HOUR = 3_600_000;

/** What Grafana writes of an alert by one of our templates. */
async function messageOf(request: APIRequestContext, name: string, alert: object): Promise<string> {
  const templates: Template[] = await (await request.get('/api/v1/provisioning/templates')).json();
  const wanted = templates.find((template) => template.name === name);
  const answer = await request.post('/api/alertmanager/grafana/config/api/v1/templates/test', {
    data: { ...wanted, alerts: [alert] },
  });
  const { results, errors } = await answer.json();
  expect(errors ?? []).toEqual([]);
  return results.find((result: { name: string }) => result.name === name).text;
}

/** An alert of a rule without lines of its own, which fired an hour ago. */
const startedMs = Date.now() - HOUR;
const ALERT = {
  startsAt: new Date(startedMs).toISOString(),
  labels: { alertname: 'Error rate', data_source: 'seismolog-generated', service: 'database', severity: 'high' },
  annotations: {
    summary: 'Errors',
    description: 'Of database.',
    __dashboardUid__: 'seismolog-overview',
    __panelId__: '1',
  },
};

/** A link at the Grafana under test, which knows itself by another address. */
function pathOf(link: string | undefined): string {
  const { pathname, search } = new URL(link ?? '');
  return pathname + search;
}

test('the lines of a rule that has none of its own are the unusual ones', async ({ page, request }) => {
  const slack = pathOf(/<([^|<>]+)\|Unusual lines>/.exec(await messageOf(request, 'seismolog.slack', ALERT))?.[1]);
  const mail = pathOf(/Unusual lines: (\S+)/.exec(await messageOf(request, 'seismolog.mail', ALERT))?.[1]);
  expect(mail).toBe(slack);
  const panes = new URL(slack, 'http://grafana').searchParams.get('panes') ?? '{}';
  expect(Object.values(JSON.parse(panes) as object)).toEqual([
    {
      datasource: 'seismolog-generated',
      queries: [{ refId: 'A', queryType: 'anomalies', services: ['database'] }],
      range: { from: String(startedMs - HOUR), to: String(startedMs + HOUR / 6) },
    },
  ]);

  const answer = page.waitForResponse(
    (response) =>
      response.url().includes('/api/ds/query') &&
      /"refId":"A","queryType":"anomalies"/.test(response.request().postData() ?? '')
  );
  await page.goto(slack);

  expect((await (await answer).json()).results.A.error).toBeUndefined();
  await expect(page.getByText('Which lines should I read?')).toBeVisible();
});

test('every message leads to the dashboard of the alert, with its data source and service', async ({ request }) => {
  for (const [name, pattern] of [
    ['seismolog.slack', /<([^|<>]+)\|Dashboard>/],
    ['seismolog.mail', /Dashboard: (\S+)/],
    ['seismolog.plain', /(http\S+)/],
  ] as const) {
    const path = pathOf(pattern.exec(await messageOf(request, name, ALERT))?.[1]);
    const { pathname, searchParams } = new URL(path, 'http://grafana');
    expect(pathname, name).toBe('/d/seismolog-overview');
    expect(Object.fromEntries(searchParams), name).toMatchObject({
      from: String(startedMs - HOUR),
      'var-datasource': 'seismolog-generated',
      'var-service': 'database',
    });
  }
});

test('an incident leads to itself on the dashboard, and to its own lines', async ({ request }) => {
  const lines = 'http://localhost:3000/explore?panes=its';
  const incident = {
    ...ALERT,
    labels: { ...ALERT.labels, id: 'abc123' },
    annotations: { ...ALERT.annotations, __dashboardUid__: 'seismolog-on-call', lines },
  };
  const text = await messageOf(request, 'seismolog.slack', incident);
  expect(text).toContain(`<${lines}|Lines>`);
  expect(text).not.toContain('Unusual lines');
  expect(pathOf(/<([^|<>]+)\|Dashboard>/.exec(text)?.[1])).toMatch(/seismolog-on-call.*var-incident=abc123/);
});

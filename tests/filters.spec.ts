import { expect, test } from '@grafana/plugin-e2e';
import { type Page } from '@playwright/test';

const datasource = { uid: 'seismolog-loki', type: 'seismolog-loganalytics-datasource' };
const UID = 'seismolog-e2e-filters';

/** A table of services below a box of ad hoc filters. */
const DASHBOARD = {
  uid: UID,
  title: 'Filters',
  time: { from: 'now-24h', to: 'now' },
  templating: { list: [{ type: 'adhoc', name: 'filters', label: 'Filters', datasource }] },
  panels: [
    {
      id: 1,
      type: 'table',
      title: 'Services',
      gridPos: { x: 0, y: 0, w: 24, h: 14 },
      datasource,
      targets: [{ refId: 'A', queryType: 'serviceHealth', datasource }],
    },
  ],
};

test.beforeAll(async ({ request }) => {
  const saved = await request.post('/api/dashboards/db', { data: { dashboard: DASHBOARD, overwrite: true } });
  expect(saved.ok()).toBe(true);
});

async function services(page: Page, ...filters: string[]) {
  const query = filters.map((filter) => `&var-filters=${encodeURIComponent(filter)}`).join('');
  const answer = page.waitForResponse((response) => response.url().includes('/api/ds/query'));
  await page.goto(`/d/${UID}?from=now-24h&to=now${query}`);
  await answer;
  return page.getByTestId('data-testid Panel header Services');
}

test('a filter on services narrows a panel', async ({ page }) => {
  const narrowed = await services(page, 'service|=~|[dc]a.*');
  await expect(narrowed.getByText('database')).toBeVisible();
  await expect(narrowed.getByText('cache-redis')).toBeVisible();
  await expect(narrowed.getByText('api-gateway')).toBeHidden();

  const others = await services(page, 'service|!=|database');
  await expect(others.getByText('api-gateway')).toBeVisible();
  await expect(others.getByText('database')).toBeHidden();
});

test('a filter on a field of the store chooses the logs', async ({ page }) => {
  const response = page.waitForResponse((found) => found.url().includes('/api/ds/query'));
  const panel = await services(page, 'service_name|=|database');
  const [frame] = (await (await response).json()).results.A.frames;
  expect(frame.data.values[0]).toEqual(['database']);
  await expect(panel.getByText('database')).toBeVisible();
});

test('the box offers what can be filtered by, and its values', async ({ page }) => {
  await services(page);
  const box = page.getByPlaceholder(/Filter by label/);
  await box.click();
  await expect(page.getByRole('option', { name: 'service', exact: true })).toBeVisible();
  await expect(page.getByRole('option', { name: 'service_name', exact: true })).toBeVisible();
  await page.getByRole('option', { name: 'service', exact: true }).click();
  await page.getByRole('option').filter({ hasText: /^=/ }).first().click();
  await expect(page.getByRole('option', { name: 'cache-redis' })).toBeVisible();
});

test('the details of a log say why it is anomalous, and filter for its service', async ({ page }) => {
  await page.setViewportSize({ width: 1600, height: 2000 });
  const queries = [{ refId: 'A', queryType: 'anomalies', datasource }];
  const panes = { a: { datasource: datasource.uid, queries, range: { from: 'now-24h', to: 'now' } } };
  await page.goto(`/explore?schemaVersion=1&orgId=1&panes=${encodeURIComponent(JSON.stringify(panes))}`);

  await page
    .getByText(/"timestamp":/)
    .first()
    .click();
  const details = page.getByPlaceholder('Search field names and values');
  await expect(details).toBeVisible();
  for (const name of ['anomaly', 'reasons', 'score', 'service']) {
    await expect(page.getByText(name, { exact: true }).last()).toBeVisible();
  }
  await expect(page.getByText(/^-0\.\d{3}$/).first()).toBeVisible();

  await page
    .getByLabel(/Filter for value/)
    .last()
    .click();
  await expect(page.getByRole('button', { name: /^Remove the filter service = / })).toBeVisible();
});

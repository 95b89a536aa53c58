import { expect, test } from '@grafana/plugin-e2e';
import { VIEW_TYPES, VIEWS, VISUALIZATIONS } from '../src/query/views';

const datasource = { uid: 'seismolog-generated', type: 'seismolog-loganalytics-datasource' };
const UID = 'seismolog-e2e-panels';

/** Each view in the panel that it names, of a range without a log. */
const DASHBOARD = {
  uid: UID,
  title: 'Every view',
  panels: VIEW_TYPES.map((queryType, i) => ({
    id: i + 1,
    type: VIEWS[queryType].visualization,
    title: VIEWS[queryType].label,
    gridPos: { x: (i % 4) * 6, y: Math.floor(i / 4) * 6, w: 6, h: 6 },
    datasource,
    targets: [{ refId: 'A', queryType, datasource }],
  })),
};

test('no view breaks the panel that it names, though there is nothing to show', async ({ page, request }) => {
  await page.setViewportSize({ width: 1600, height: 3000 });
  const saved = await request.post('/api/dashboards/db', { data: { dashboard: DASHBOARD, overwrite: true } });
  expect(saved.ok()).toBe(true);

  await page.goto(`/d/${UID}?from=2001-01-01T00:00:00Z&to=2001-01-01T01:00:00Z`);

  for (const type of VIEW_TYPES) {
    await expect(page.getByTestId(`data-testid Panel header ${VIEWS[type].label}`).first()).toBeVisible();
  }
  await page.waitForLoadState('networkidle');
  await expect(page.getByText(/Cannot read properties|does not have a time field|missing a time field/)).toHaveCount(0);
});

test("a panel's editor says which panel shows the view best", async ({ panelEditPage, page }) => {
  await panelEditPage.datasource.set('Seismolog (generated)');
  await page.getByLabel(/^View/).click();
  await page.getByText('Incidents', { exact: true }).click();

  await expect(page.getByText(`Shown best as: ${VISUALIZATIONS.table}.`)).toBeVisible();
});

test('Explore draws a heatmap as one', async ({ page }) => {
  const queries = [{ refId: 'A', queryType: 'activityHeatmap', datasource }];
  const panes = { a: { datasource: datasource.uid, queries, range: { from: 'now-24h', to: 'now' } } };
  await page.goto(`/explore?schemaVersion=1&orgId=1&panes=${encodeURIComponent(JSON.stringify(panes))}`);

  await expect(page.getByTestId('data-testid Panel header Heatmap')).toBeVisible();
});

test("the plugin's page leads to the documentation, and nowhere else within Grafana", async ({ page }) => {
  await page.goto('/plugins/seismolog-loganalytics-datasource');
  // What the README has as relative links.
  await expect(page.getByRole('link', { name: 'CONTRIBUTING.md' })).toHaveAttribute(
    'href',
    'https://github.com/seismolog/seismolog/blob/main/CONTRIBUTING.md'
  );
  expect(await page.locator('a[href^="docs/"], a[href*="/plugins/docs/"]').count()).toBe(0);
});

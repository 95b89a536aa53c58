import { expect, test } from '@grafana/plugin-e2e';
import { gaugeText, keepDrawnTexts } from './gauge';

/* A store that nobody reaches: what is not known is not claimed. */

const UID = `seismolog-e2e-unreachable-${Date.now()}`;

test.beforeAll(async ({ request }) => {
  const created = await request.post('/api/datasources', {
    data: {
      uid: UID,
      name: UID,
      type: 'seismolog-loganalytics-datasource',
      access: 'proxy',
      url: 'http://127.0.0.1:9',
      jsonData: { source: 'loki' },
    },
  });
  expect(created.ok()).toBe(true);
});

test.afterAll(async ({ request }) => {
  await request.delete(`/api/datasources/uid/${UID}`);
});

for (const [uid, panels, health] of [
  ['seismolog-on-call', ['Health', 'Now', 'Incidents'], 'Health'],
  ['seismolog-overview', ['Health score', 'Most frequent errors', 'Incidents by severity'], 'Health score'],
] as const) {
  test(`${uid} says that the store cannot be reached, and claims nothing`, async ({ gotoDashboardPage, page }) => {
    await keepDrawnTexts(page);
    await page.setViewportSize({ width: 1600, height: 1600 });
    const crashes: string[] = [];
    page.on('pageerror', (error) => crashes.push(error.message));
    const dashboard = await gotoDashboardPage({
      uid,
      queryParams: new URLSearchParams({ 'var-datasource': UID, from: 'now-24h', to: 'now', refresh: '1h' }),
    });

    for (const title of panels) {
      await expect(dashboard.getPanelByTitle(title).getErrorIcon(), title).toBeVisible();
    }
    await dashboard.getPanelByTitle(health).getErrorIcon().hover();
    await expect(page.getByText(/http:\/\/127\.0\.0\.1:9 refuses the connection/).first()).toBeVisible();
    // No number, and no word of peace.
    await expect.poll(() => gaugeText(dashboard.getPanelByTitle(health).locator)).toBe('UNKNOWN');
    await expect(page.getByText(/No errors in this range|No incident|Nothing is wrong|Nothing is seen/)).toHaveCount(0);
    expect(crashes).toEqual([]);
  });
}

import { expect, test } from '@grafana/plugin-e2e';

const NINE_VIEWS = [
  'Log levels over time',
  'Response time distribution',
  'Health score',
  'Errors by service',
  'Anomaly timeline',
  'Most frequent errors',
  'Average response time by service',
  'Incidents by severity',
  'Activity heatmap',
];

for (const uid of ['seismolog-generated', 'seismolog-loki']) {
  test(`the overview shows the nine views of ${uid} without an error`, async ({ gotoDashboardPage }) => {
    const dashboard = await gotoDashboardPage({
      uid: 'seismolog-overview',
      queryParams: new URLSearchParams({ 'var-datasource': uid, from: 'now-7d', to: 'now' }),
    });

    for (const title of NINE_VIEWS) {
      const panel = dashboard.getPanelByTitle(title);
      await expect(panel.locator, title).toBeVisible();
      await expect(panel.getErrorIcon(), title).toBeHidden();
      await expect(panel.locator.getByText('No data'), title).toBeHidden();
    }
  });
}

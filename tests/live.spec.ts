import { expect, test } from '@grafana/plugin-e2e';

const UID = 'seismolog-generated';

test('Explore shows anomalous lines as they arrive, once it is live', async ({ page }) => {
  const datasource = { uid: UID, type: 'seismolog-loganalytics-datasource' };
  // Half of the logs, so that there are some in any quarter of an hour.
  const query = { refId: 'A', queryType: 'anomalies', analysis: { forest: { contamination: 0.5 } }, datasource };
  const panes = { a: { datasource: UID, queries: [query], range: { from: 'now-6h', to: 'now' } } };
  await page.goto(`/explore?schemaVersion=1&orgId=1&panes=${encodeURIComponent(JSON.stringify(panes))}`);

  await page.getByRole('button', { name: 'Live', exact: true }).click();

  await expect(page.getByText(/level=\w+ service=/).first()).toBeVisible();
  await expect(page.getByText(/Last line received/)).toBeVisible();
});

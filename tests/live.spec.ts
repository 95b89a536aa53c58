import { expect, test } from '@grafana/plugin-e2e';

const UID = 'seismolog-generated';
const datasource = { uid: UID, type: 'seismolog-loganalytics-datasource' };

test('Explore shows anomalous lines as they arrive, once it is live', async ({ page }) => {
  // Half of the logs, so that there are some in any quarter of an hour.
  const query = { refId: 'A', queryType: 'anomalies', analysis: { forest: { contamination: 0.5 } }, datasource };
  const panes = { a: { datasource: UID, queries: [query], range: { from: 'now-6h', to: 'now' } } };
  await page.goto(`/explore?schemaVersion=1&orgId=1&panes=${encodeURIComponent(JSON.stringify(panes))}`);

  await page.getByRole('button', { name: 'Live', exact: true }).click();

  await expect(page.getByText(/level=\w+ service=/).first()).toBeVisible();
  await expect(page.getByText(/Last line received/)).toBeVisible();
});

test('a panel follows anomalies, health and their pace, once it is live', async ({ page, request }) => {
  const analysis = { forest: { contamination: 0.5 } };
  const live = { refId: 'A', live: true, datasource };
  const gridPos = { x: 0, y: 0, w: 24, h: 10 };
  const panels = [
    {
      ...{ id: 1, type: 'timeseries', title: 'Pulse', gridPos, datasource },
      targets: [{ ...live, queryType: 'pulse' }],
    },
    {
      ...{ id: 2, type: 'logs', title: 'Lines', gridPos: { ...gridPos, y: 10 }, datasource },
      targets: [{ ...live, queryType: 'anomalies', analysis }],
    },
  ];
  const dashboard = { uid: 'seismolog-e2e-live', title: 'Live', time: { from: 'now-1h', to: 'now' }, panels };
  const saved = await request.post('/api/dashboards/db', { data: { dashboard, overwrite: true } });
  expect(saved.ok()).toBe(true);
  await page.goto('/d/seismolog-e2e-live');

  const pulse = page.getByTestId('data-testid Panel header Pulse');
  await expect(pulse.getByText('Health', { exact: true })).toBeVisible();
  await expect(pulse.getByText('Anomalies a second')).toBeVisible();
  const lines = page.getByTestId('data-testid Panel header Lines');
  await expect(lines.getByText(/level=\w+ service=/).first()).toBeVisible();
  await expect(page.getByTestId('data-testid Panel status error')).toHaveCount(0);
});

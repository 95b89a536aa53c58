import { expect, test } from '@grafana/plugin-e2e';

test('another view is asked for as soon as it is chosen', async ({ panelEditPage, page }) => {
  await panelEditPage.datasource.set('Seismolog (generated)');
  await panelEditPage.setVisualization('Table');
  await page.getByLabel(/^View/).click();

  const query = panelEditPage.refreshPanel({
    waitForResponsePredicateCallback: (r) => r.url().includes('/api/ds/query'),
  });
  await page.getByText('Errors by service', { exact: true }).click();
  await query;

  await expect(panelEditPage.panel.fieldNames).toContainText(['Service', 'Errors']);
  await expect(panelEditPage.panel.data).toContainText(['database']);
});

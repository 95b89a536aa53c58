import { expect, test } from '@grafana/plugin-e2e';

test('another view is asked for as soon as it is chosen', async ({ panelEditPage, page }) => {
  await panelEditPage.datasource.set('Seismolog (generated)');
  await panelEditPage.setVisualization('Table');
  await page.getByLabel(/^View/).click();

  const asked = page.waitForResponse(
    (response) =>
      response.url().includes('/api/ds/query') &&
      Boolean(response.request().postData()?.includes('"queryType":"errorsByService"'))
  );
  await page.getByText('Errors by service', { exact: true }).click();
  await asked;

  await expect(panelEditPage.panel.fieldNames).toContainText(['Service', 'Errors']);
  await expect(panelEditPage.panel.data).toContainText(['database']);
});

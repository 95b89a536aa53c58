import { expect, test } from '@grafana/plugin-e2e';

test('Save & test says what was found in generated logs', async ({ createDataSourceConfigPage }) => {
  const config = await createDataSourceConfigPage({ type: 'seismolog-loganalytics-datasource' });

  await config.saveAndTest();

  await expect(config).toHaveAlert('success', { hasText: '7 services' });
});

test('Save & test says what is missing for a Loki without an address', async ({ createDataSourceConfigPage, page }) => {
  const config = await createDataSourceConfigPage({ type: 'seismolog-loganalytics-datasource' });

  await page.getByRole('radio', { name: 'Loki' }).check();
  await config.saveAndTest();

  await expect(config).toHaveAlert('error', { hasText: 'address' });
});

test('A mapped field is chosen among those that the logs have', async ({ createDataSourceConfigPage, page }) => {
  const config = await createDataSourceConfigPage({ type: 'seismolog-loganalytics-datasource' });
  await config.saveAndTest();

  await page.getByRole('button', { name: /Additional settings/ }).click();
  const responseTime = page.getByRole('combobox', { name: 'Response time', exact: true });
  await responseTime.click();
  await page.getByRole('option', { name: /^duration/ }).click();
  await expect(responseTime).toHaveValue('duration');
  await config.saveAndTest();

  await expect(config).toHaveAlert('success', { hasText: '7 services' });
});

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

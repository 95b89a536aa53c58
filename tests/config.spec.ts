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

test('what is set is kept', async ({ createDataSourceConfigPage, page }) => {
  const config = await createDataSourceConfigPage({ type: 'seismolog-loganalytics-datasource' });
  await page.getByRole('radio', { name: 'Loki' }).check();
  await page.getByLabel('Data source connection URL').fill('http://127.0.0.1:9');
  await page.getByLabel('Tenant').fill('team-a');
  await page.getByLabel('Default query').fill('{app="x"}');
  await page.getByRole('button', { name: /Additional settings/ }).click();
  await page.getByRole('radio', { name: 'Windows' }).check();
  await page.getByLabel('High error rate: share of errors over').fill('0.2');
  await page.getByRole('button', { name: 'Add: Named pattern' }).click();
  await page.getByLabel('Name 1').fill('Out of memory');
  await page.getByLabel('Pattern 1', { exact: true }).fill('OOM|oom-kill');

  await config.saveAndTest();
  await expect(config).toHaveAlert('error', { hasText: 'http://127.0.0.1:9 refuses the connection' });
  await page.reload();
  await page.getByRole('button', { name: /Additional settings/ }).click();

  await expect(page.getByRole('radio', { name: 'Loki' })).toBeChecked();
  await expect(page.getByLabel('Data source connection URL')).toHaveValue('http://127.0.0.1:9');
  await expect(page.getByLabel('Tenant')).toHaveValue('team-a');
  await expect(page.getByLabel('Default query')).toHaveValue('{app="x"}');
  await expect(page.getByRole('radio', { name: 'Windows' })).toBeChecked();
  await expect(page.getByLabel('High error rate: share of errors over')).toHaveValue('0.2');
  await expect(page.getByLabel('Name 1')).toHaveValue('Out of memory');
  await expect(page.getByLabel('Pattern 1', { exact: true })).toHaveValue('OOM|oom-kill');
});

test('all that is out of bounds is said by its name, and marked', async ({ createDataSourceConfigPage, page }) => {
  await createDataSourceConfigPage({ type: 'seismolog-loganalytics-datasource' });
  await page.getByRole('button', { name: /Additional settings/ }).click();
  for (const label of ['High error rate: share of errors over', 'Contamination']) {
    await page.getByLabel(label).first().fill('5');
    await page.keyboard.press('Tab');
  }

  const all = page.getByTestId('data-testid Alert error').filter({ hasText: 'These settings are not accepted' });
  await expect(all.getByRole('listitem')).toHaveCount(2);
  await expect(all).toContainText(/High error rate: share of errors over \(.*\) must be .* it is 5\./);
  await expect(all).toContainText(/Contamination \(.*\) must be .* it is 5\./);
  await expect(page.getByLabel('High error rate: share of errors over')).toHaveAttribute('aria-invalid', 'true');
});

test('a provisioned data source can be looked at only', async ({ page }) => {
  await page.goto('/connections/datasources/edit/seismolog-loki');
  await page.getByRole('button', { name: /Additional settings/ }).click();

  await expect(page.getByLabel('High error rate: share of errors over')).toBeVisible();
  await expect(
    page.locator('form').locator('input, textarea').and(page.locator(':enabled:not([readonly])'))
  ).toHaveCount(0);
  await expect(page.getByRole('button', { name: 'Add: Named pattern' })).toBeDisabled();
});

test.describe('Save & test looks at the default query', () => {
  for (const [query, kind, says] of [
    ['{service_name=~".+"}', 'success', /The default query matches [\d.]+K? lines?\./],
    ['{nope="x"}', 'error', /But the default query, \{nope="x"\}, matches no line of the last hour\./],
    ['{a=', 'error', /The query is not valid LogQL/],
    ['rate({service_name=~".+"}[5m])', 'error', /The query is not valid LogQL/],
  ] as const) {
    test(query, async ({ createDataSourceConfigPage, page, request }) => {
      const { url } = await (await request.get('/api/datasources/uid/loki')).json();
      const config = await createDataSourceConfigPage({ type: 'seismolog-loganalytics-datasource' });
      await page.getByRole('radio', { name: 'Loki' }).check();
      await page.getByLabel('Data source connection URL').fill(url);
      await page.getByLabel('Default query').fill(query);

      await config.saveAndTest();

      await expect(config).toHaveAlert(kind, { hasText: says });
    });
  }
});

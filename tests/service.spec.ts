import { expect, test } from '@grafana/plugin-e2e';

const GENERATED = { 'var-datasource': 'seismolog-generated', from: 'now-24h', to: 'now' };

test('a service in the overview leads to its own dashboard, at the same time', async ({ gotoDashboardPage, page }) => {
  await page.setViewportSize({ width: 1600, height: 2200 });
  const overview = await gotoDashboardPage({
    uid: 'seismolog-overview',
    queryParams: new URLSearchParams({ ...GENERATED, from: 'now-3d' }),
  });
  const services = overview.getPanelByTitle('Service health');

  await services.locator.getByRole('link', { name: 'cache-redis' }).click();

  await expect(page).toHaveURL(/\/d\/seismolog-service.*var-service=cache-redis/);
  await expect(page).toHaveURL(/var-datasource=seismolog-generated.*from=now-3d/);
  const own = page.getByTestId('data-testid Panel header Service health');
  await expect(own.getByText('cache-redis')).toBeVisible();
  await expect(own.getByText('database')).toBeHidden();
  await expect(page.getByTestId('data-testid Panel header Templates')).toBeVisible();
  await expect(page.getByTestId('data-testid Panel status error')).toHaveCount(0);
});

test('the dashboard of a service starts with one, and shows those chosen', async ({ gotoDashboardPage, page }) => {
  const dashboard = await gotoDashboardPage({
    uid: 'seismolog-service',
    queryParams: new URLSearchParams(GENERATED),
  });
  const rows = dashboard.getPanelByTitle('Service health').locator.getByRole('row');
  await expect(rows).toHaveCount(2); // The names of the columns are one.

  const choice = page.getByTestId('data-testid template variable').filter({ hasText: 'Service' }).getByRole('combobox');
  await choice.click();
  await page.getByRole('option', { name: 'database' }).click();
  await page.keyboard.press('Escape');

  await expect(rows.filter({ hasText: 'database' })).toBeVisible();
  await expect(page).toHaveURL(/var-service=database/);
});

import { expect, test } from '@grafana/plugin-e2e';

const PANELS = ['Health', 'Now', 'Incidents over time', 'Incidents', 'The incident', 'Its lines', 'Service health'];

for (const uid of ['seismolog-generated', 'seismolog-loki']) {
  test(`the page for who is on call answers of ${uid} what is wrong, and shows the incident chosen`, async ({
    gotoDashboardPage,
    page,
  }) => {
    // A cold week of a store is read first.
    test.setTimeout(180_000);
    await page.setViewportSize({ width: 1600, height: 2600 });
    const dashboard = await gotoDashboardPage({
      uid: 'seismolog-on-call',
      queryParams: new URLSearchParams({ 'var-datasource': uid, 'var-service': '$__all', from: 'now-7d', to: 'now' }),
    });
    for (const title of PANELS) {
      await expect(dashboard.getPanelByTitle(title).locator, title).toBeVisible({ timeout: 30_000 });
    }
    await expect(dashboard.getPanelByTitle('Now').locator.getByText('Wrong now')).toBeVisible({ timeout: 90_000 });
    await expect(page.getByTestId('data-testid Panel status error')).toHaveCount(0);

    const second = dashboard
      .getPanelByTitle('Incidents')
      .locator.getByRole('gridcell', { name: /^[A-Z].+: / })
      .nth(1);
    const [type] = (await second.innerText()).split(':');
    await second.getByText(type).click();

    await expect(page).toHaveURL(/var-incident=[0-9a-z]/);
    await expect(dashboard.getPanelByTitle('The incident').locator.getByText(`${type}: `)).toBeVisible();
  });
}

test('the dashboards lead to each other and keep the time and the service', async ({ gotoDashboardPage, page }) => {
  await gotoDashboardPage({
    uid: 'seismolog-on-call',
    queryParams: new URLSearchParams({
      'var-datasource': 'seismolog-generated',
      'var-service': 'database',
      from: 'now-2d',
      to: 'now',
    }),
  });

  for (const [title, uid] of [
    ['Overview', 'seismolog-overview'],
    ['Service', 'seismolog-service'],
    ['Patterns', 'seismolog-patterns'],
    ['On call', 'seismolog-on-call'],
  ]) {
    await page.getByTestId('data-testid Dashboard link').filter({ hasText: title }).click();
    await expect(page).toHaveURL(new RegExp(`/d/${uid}.*from=now-2d`));
    await expect(page).toHaveURL(/var-datasource=seismolog-generated/);
    await expect(page).toHaveURL(/var-service=database/);
  }
});

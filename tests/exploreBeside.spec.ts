import { expect, test } from '@grafana/plugin-e2e';
import { type Page } from '@playwright/test';

const datasource = { uid: 'seismolog-loki', type: 'seismolog-loganalytics-datasource' };

async function explore(page: Page, query: object) {
  await page.setViewportSize({ width: 1600, height: 1800 });
  const queries = [{ refId: 'A', datasource, ...query }];
  const panes = { a: { datasource: datasource.uid, queries, range: { from: 'now-24h', to: 'now' } } };
  await page.goto(`/explore?schemaVersion=1&orgId=1&panes=${encodeURIComponent(JSON.stringify(panes))}`);
}

test('above anomalous lines Explore shows how many logs of each level there are', async ({ page }) => {
  const asked = page.waitForRequest((request) => Boolean(request.postData()?.includes('log-volume-A')));
  await explore(page, { queryType: 'anomalies' });

  expect((await asked).postDataJSON().queries[0]).toMatchObject({ queryType: 'levelsOverTime' });
  await expect(page.getByText('Logs volume').first()).toBeVisible();
  await expect(page.getByText(/^Total: /).first()).toBeVisible();
});

test('around an anomalous line Explore shows the lines of its service', async ({ page }) => {
  await explore(page, { queryType: 'anomalies', services: ['database'] });
  const answers = ['before', 'after'].map((side) =>
    page.waitForResponse(
      (response) => response.url().includes('/resources/lines?') && response.url().includes(`&${side}=`)
    )
  );
  await page.getByRole('button', { name: 'Log menu' }).first().click();
  await page.getByRole('menuitem', { name: 'Show context' }).click();

  for (const answer of answers) {
    const { schema, data } = await (await answer).json();
    const column = schema.fields.findIndex(({ name }: { name: string }) => name === 'labels');
    const services = data.values[column].map(({ service }: { service: string }) => service);
    expect([...new Set(services)]).toEqual(['database']);
  }
  await expect(page.getByText('Log context').first()).toBeVisible();
});

test('beside a view that shows no lines Explore has a sample of them', async ({ page }) => {
  await explore(page, { queryType: 'serviceHealth' });
  const answer = page.waitForResponse((response) => response.url().includes('/resources/lines?'));
  // The first of this name, in the outline, only leads there.
  await page
    .getByRole('button', { name: /Logs sample/ })
    .last()
    .click();

  const { data } = await (await answer).json();
  expect(data.values[0].length).toBeGreaterThan(0);
});

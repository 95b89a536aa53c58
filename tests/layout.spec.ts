import { readFileSync } from 'node:fs';
import { type Locator } from '@playwright/test';
import { expect, test } from '@grafana/plugin-e2e';

/* What one has to read is on the screen, however narrow it is. */

const datasource = { uid: 'seismolog-generated', type: 'seismolog-loganalytics-datasource' };

/** Whether all of a text can be seen without scrolling sideways, and none of it is cut. */
async function expectWhole(text: Locator, width: number): Promise<void> {
  await expect(text).toBeVisible();
  const box = await text.evaluate((element) => {
    const { left, right } = element.getBoundingClientRect();
    return { left, right, cut: element.scrollWidth - element.clientWidth };
  });
  expect(box.left).toBeGreaterThanOrEqual(0);
  expect(box.right).toBeLessThanOrEqual(width);
  expect(box.cut).toBeLessThanOrEqual(0);
}

test('each of many bars has its whole name, and so has a single one', async ({ page, request }) => {
  const { panels }: { panels: Panel[] } = JSON.parse(readFileSync('src/dashboards/seismolog-overview.json', 'utf8'));
  const bars = panels.find(({ title }) => title === 'Most frequent errors');
  const withLimit = (limit: number, x: number) => ({
    ...bars,
    ...{ id: limit, title: `${limit} bars`, gridPos: { x, y: 0, w: 8, h: 8 }, datasource },
    targets: [{ refId: 'A', queryType: 'topErrors', limit, datasource }],
  });
  const dashboard = {
    uid: 'seismolog-e2e-bars',
    title: 'Bars',
    time: { from: 'now-7d', to: 'now' },
    panels: [withLimit(6, 0), withLimit(1, 8)],
  };
  const saved = await request.post('/api/dashboards/db', { data: { dashboard, overwrite: true } });
  expect(saved.ok()).toBe(true);
  await page.setViewportSize({ width: 1280, height: 1000 });
  const answer = page.waitForResponse(
    (response) =>
      response.url().includes('/api/ds/query') && Boolean(response.request().postData()?.includes('"limit":6'))
  );

  await page.goto(`/d/${dashboard.uid}`);

  const [{ data }] = (await (await answer).json()).results.A.frames;
  const names: string[] = data.values.find((column: unknown[]) => typeof column[0] === 'string');
  expect(names).toHaveLength(6);
  for (const name of names) {
    await expectWhole(page.getByTestId('data-testid Panel header 6 bars').getByText(name, { exact: true }), 1280);
  }
  await expectWhole(page.getByTestId('data-testid Panel header 1 bars').getByText(names[0], { exact: true }), 1280);
});

interface Panel {
  readonly title: string;
}

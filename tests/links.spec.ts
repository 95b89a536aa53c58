import { type Locator, type Page } from '@playwright/test';
import { expect, test } from '@grafana/plugin-e2e';
import { type ViewType } from '../src/query/views';

/* From rows to their lines and back, in the Loki of provisioning/. */

interface Pane {
  datasource: string;
  queries: Array<Record<string, unknown>>;
  range: { from: string; to: string };
}

// A cold week of a store is read first, and on a busy machine two pages take minutes.
test.describe.configure({ timeout: 600_000 });
const SLOW = { timeout: 120_000 };

async function explore(page: Page, uid: string, query: object, range = { from: 'now-24h', to: 'now' }): Promise<void> {
  const pane: Pane = { datasource: uid, queries: [{ refId: 'A', datasource: { uid }, ...query }], range };
  await page.goto(`/explore?schemaVersion=1&orgId=1&panes=${encodeURIComponent(JSON.stringify({ abc: pane }))}`);
}

/** What Explore shows behind an address. */
function paneOf(address: string): Pane {
  const panes: unknown = JSON.parse(new URL(address, 'http://grafana').searchParams.get('panes') ?? '{}');
  return Object.values(panes as Record<string, Pane>)[0];
}

/** Where a link leads to, maybe in a tab of its own. */
async function follow(page: Page, link: Locator): Promise<Page> {
  await expect(link).toBeVisible(SLOW);
  if ((await link.getAttribute('target')) !== '_blank') {
    await link.click();
    return page;
  }
  const opened = page.waitForEvent('popup');
  await link.click();
  return opened;
}

const isLinesOf = ({ datasource, range }: Pane) => datasource === 'loki' && Number(range.from) < Number(range.to);

async function expectLines(page: Page): Promise<void> {
  await expect.poll(() => isLinesOf(paneOf(page.url())), SLOW).toBe(true);
  await expect(page.getByText(/lines (displayed|shown)/)).toBeVisible(SLOW);
  await expect(page.getByText('No logs found.')).toHaveCount(0);
}

const ROWS: ReadonlyArray<[ViewType, string]> = [
  ['incidents', 'an incident'],
  ['templates', 'a template'],
  ['serviceHealth', 'a service'],
];

for (const [queryType, row] of ROWS) {
  test(`${row} leads to its lines by one click, and its service to the dashboard`, async ({ page }) => {
    await explore(page, 'seismolog-loki', { queryType });
    const service = page.locator('a[href*="/d/seismolog-service?"]').first();
    await expect(service).toBeVisible(SLOW);
    const address = new URL((await service.getAttribute('href')) ?? '', page.url()).searchParams;
    expect(address.get('var-datasource')).toBe('seismolog-loki');
    expect(address.get('var-service')).toMatch(/^\w/);

    await expectLines(
      await follow(page, page.getByRole('link', { name: /./ }).and(page.locator('[title="Show the lines"]')).first())
    );
  });
}

test('an anomaly leads to the lines around it by two clicks', async ({ page }) => {
  await explore(page, 'seismolog-loki', { queryType: 'anomalies', limit: 20 });
  const line = page.getByText(/^\s*\d{4}-\d{2}-\d{2} \d{2}:\d{2}:\d{2}\.\d{3}/).first();
  await line.waitFor(SLOW);
  await line.click();

  await expectLines(await follow(page, page.getByRole('link', { name: 'Show the lines around it' }).first()));
});

test('a line leads back to what was unusual around it', async ({ page }) => {
  await explore(page, 'loki', { expr: '{service_name=~".+"}', queryType: 'range' });
  const line = page.getByText(/^\s*\d{4}-\d{2}-\d{2} \d{2}:\d{2}:\d{2}\.\d{3}/).first();
  await line.waitFor(SLOW);
  await line.click();
  const link = page.getByRole('link', { name: 'Was this unusual?' }).first();
  await expect(link).toBeVisible(SLOW);
  const asked = new URL((await link.getAttribute('href')) ?? '', page.url()).searchParams;

  const opened = await follow(page, link);

  await expect(opened).toHaveURL(/\/explore\?.*seismolog-loki/, SLOW);
  const { datasource, queries, range } = paneOf(opened.url());
  const time = Number(asked.get('time'));
  expect(datasource).toBe('seismolog-loki');
  expect(queries[0]).toMatchObject({ queryType: 'anomalies', services: [asked.get('service')] });
  expect(range).toEqual({ from: String(time - 60_000), to: String(time + 60_000) });
});

test('a fired alert leads to the first lines of its incident by three clicks at most', async ({ page }) => {
  // First click, in the message: the dashboard, with the data source that the rule watches.
  await page.goto('/d/seismolog-on-call?from=now-24h&to=now&orgId=1&var-datasource=seismolog-loki');
  const incidents = page.getByTestId('data-testid Panel header Incidents');
  await incidents.scrollIntoViewIfNeeded(SLOW);

  // Second click: the start of the incident.
  await expectLines(await follow(page, incidents.locator('a[title="Show the lines"]').first()));
});

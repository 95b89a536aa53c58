import { expect, test } from '@grafana/plugin-e2e';
import { type Page } from '@playwright/test';
import axe from 'axe-core';

/* Our own editors where they are used, with their layout and Grafana's theme: those of jest have neither. */

const datasource = { uid: 'seismolog-loki', type: 'seismolog-loganalytics-datasource' };
const UID = 'seismolog-e2e-accessibility';
const filters = [{ key: 'service', operator: '=', value: 'database' }];
const analysis = { patterns: [{ name: 'Refused', pattern: 'refused' }] };
const target = { refId: 'A', queryType: 'incidents', expr: '{service_name=~".+"}', filters, analysis, datasource };
const variable = { type: 'query', name: 'services', query: { refId: 'V', queryType: 'serviceHealth' }, datasource };
const annotation = {
  name: 'Incidents of annotations',
  enable: true,
  iconColor: 'red',
  datasource,
  target: { refId: 'Anno', queryType: 'incidents' },
};

const DASHBOARD = {
  uid: UID,
  title: 'Editors',
  annotations: { list: [annotation] },
  templating: { list: [variable] },
  panels: [{ id: 1, type: 'table', title: 'A', gridPos: { x: 0, y: 0, w: 24, h: 8 }, datasource, targets: [target] }],
};

/** Not ours: the arrow of Grafana's own comboboxes is a div that says that it is open. */
const ARROWS = '[id$="-toggle-button"]';

test.beforeAll(async ({ request }) => {
  const saved = await request.post('/api/dashboards/db', { data: { dashboard: DASHBOARD, overwrite: true } });
  expect(saved.ok()).toBe(true);
});

/** What keeps people from using what is shown within an element: the rules of axe that it breaks, and where. */
async function violations(page: Page, within: string, ...exclude: string[]): Promise<string[]> {
  await page.evaluate(axe.source);
  return page.evaluate(
    async (context) => {
      const { axe: injected } = window as unknown as { axe: typeof axe };
      const found = await injected.run(context);
      return found.violations
        .filter(({ impact }) => impact === 'serious' || impact === 'critical')
        .map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 200)).join('\n')}`);
    },
    { include: [within], exclude: [ARROWS, ...exclude] }
  );
}

/** What most people never open. */
async function openAll(page: Page): Promise<void> {
  await page.getByText('Options', { exact: true }).first().click();
  await page.getByText(/^Analysis: /).click();
  await page.getByRole('button', { name: 'Add a filter' }).click();
  await expect(page.getByRole('combobox', { name: 'Operator' })).toBeVisible();
}

test('the settings of a data source can be used by everybody', async ({ createDataSourceConfigPage, page }) => {
  await createDataSourceConfigPage({ type: datasource.type });
  await page.getByRole('radio', { name: 'Loki' }).check();
  await page.getByRole('button', { name: /Additional settings/ }).click();
  await page.getByRole('button', { name: 'Add: Named pattern' }).click();

  expect(await violations(page, 'form')).toEqual([]);
});

test('the editor of a query can be used by everybody', async ({ page }) => {
  await page.goto(`/d/${UID}?editPanel=1`);
  await openAll(page);
  await page.getByRole('button', { name: 'Try on real lines' }).click();
  await expect(page.getByRole('table', { name: 'What each pattern finds' })).toBeVisible();

  expect(await violations(page, '[data-testid="query-editor-row"]')).toEqual([]);
});

test('the editor of a variable can be used by everybody', async ({ page }) => {
  await page.goto(`/d/${UID}?editview=variables&editIndex=0`);
  await openAll(page);

  // Grafana's own switches around it have no name.
  const own = 'input[data-testid^="Variable editor Form"]';
  expect(await violations(page, '[aria-label="Variable editor form"]', own)).toEqual([]);
});

test('the editor of an annotation can be used by everybody', async ({ page }) => {
  await page.goto(`/d/${UID}?editview=annotations`);
  await page.getByText(annotation.name).first().click();
  await openAll(page);

  // Grafana's own table of what becomes of which column.
  expect(await violations(page, 'fieldset:has(> h3.page-heading)', 'table.filter-table')).toEqual([]);
});

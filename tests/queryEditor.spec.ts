import { expect, test } from '@grafana/plugin-e2e';

const datasource = { uid: 'seismolog-loki', type: 'seismolog-loganalytics-datasource' };

test('a query is completed by what is in the store, and marked where it is wrong', async ({ page }) => {
  const queries = [{ refId: 'A', queryType: 'anomalies', expr: '{service_name=~".+"} |= |', datasource }];
  const panes = { a: { datasource: datasource.uid, queries, range: { from: 'now-24h', to: 'now' } } };
  await page.goto(`/explore?schemaVersion=1&orgId=1&panes=${encodeURIComponent(JSON.stringify(panes))}`);
  await expect(page.getByText('Line 1, column 25: LogQL does not take | here.')).toBeVisible();

  await page.locator('.monaco-editor').first().click();
  await page.keyboard.press('Control+a');
  await page.keyboard.type('{ser', { delay: 100 });
  await expect(page.locator('.suggest-widget').getByText('service_name').first()).toBeVisible();
  await page.keyboard.press('Enter');
  await page.keyboard.type('="', { delay: 100 });
  await expect(page.locator('.suggest-widget').getByText('database').first()).toBeVisible();

  // Who has no mouse gets out of it.
  await page.keyboard.press('Escape');
  await page.keyboard.press('Tab');
  await expect(page.locator('.monaco-editor.focused')).toHaveCount(0);
});

test('named patterns are tried on real lines before they are saved', async ({ page }) => {
  const patterns = [
    { name: 'Any line', pattern: '.' },
    { name: 'No line', pattern: 'nobody writes this' },
  ];
  const queries = [{ refId: 'A', queryType: 'namedPatterns', analysis: { patterns }, datasource }];
  const panes = { a: { datasource: datasource.uid, queries, range: { from: 'now-24h', to: 'now' } } };
  await page.goto(`/explore?schemaVersion=1&orgId=1&panes=${encodeURIComponent(JSON.stringify(panes))}`);

  await page.getByRole('button', { name: 'Try on real lines' }).click();

  const found = page.getByRole('table', { name: 'What each pattern finds' });
  await expect(found.getByRole('row', { name: /^Any line 1000 \S/ })).toBeVisible();
  await expect(found.getByRole('row', { name: /^No line 0 –$/ })).toBeVisible();
});

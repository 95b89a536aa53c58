import { selectors } from '@grafana/e2e-selectors';
import { expect, test } from '@grafana/plugin-e2e';
import { type APIRequestContext } from '@playwright/test';
import { VIEWS } from '../src/query/views';

test('an alert rule reads a number', async ({ alertRuleEditPage, page }) => {
  await alertRuleEditPage.alertRuleNameField.fill('Health');
  const query = await alertRuleEditPage.getQueryRow('A');
  await query.datasource.set('Seismolog (generated)');
  await expect(page.getByText(`${VIEWS.healthScore.description}.`)).toBeVisible();

  const response = await alertRuleEditPage.evaluate();
  const evaluated = await response.json();

  // Nobody touched the query: what is evaluated is what is shown.
  const [asked] = response.request().postDataJSON().data;
  expect(asked.model.queryType).toBe('healthScore');

  const [frame] = evaluated.results.A.frames;
  const [health] = frame.data.values.at(-1);
  expect(health).toBeGreaterThanOrEqual(0);
  expect(health).toBeLessThanOrEqual(100);
  expect(evaluated.results.C.error).toBeUndefined();
});

test('a rule that is saved untouched evaluates the view that it shows', async ({
  alertRuleEditPage,
  page,
  request,
}) => {
  // Its first evaluation comes within ten seconds, loading the form takes longer.
  test.setTimeout(600_000);
  const { AlertRules } = selectors.components;
  const name = `Seismolog e2e ${Date.now()}`;
  await alertRuleEditPage.alertRuleNameField.fill(name);
  await expect(page.getByText(`${VIEWS.healthScore.description}.`)).toBeVisible();
  await page.getByRole('button', { name: 'New folder' }).click();
  await page.getByTestId(AlertRules.newFolderNameField).fill(name);
  await page.getByTestId(AlertRules.newFolderNameCreateButton).click();
  await page.getByTestId(AlertRules.newEvaluationGroupButton).click();
  await page.getByTestId(AlertRules.newEvaluationGroupName).fill('untouched');
  await page.getByTestId(AlertRules.newEvaluationGroupInterval).fill('10s');
  await page.getByTestId(AlertRules.newEvaluationGroupCreate).click();
  const contact = page.getByTestId('contact-point-picker').getByRole('combobox');
  await contact.click();
  await page
    .locator(`[id="${await contact.getAttribute('aria-controls')}"]`)
    .getByRole('option')
    .first()
    .click();
  await expect(contact).not.toHaveValue('');

  await page.getByTestId('save-rule').click();

  const { uid, folderUID, data } = await savedRule(request, name);
  expect(data[0].model.queryType).toBe('healthScore');
  await expect.poll(async () => (await evaluated(request, uid))?.health, { timeout: 90_000 }).toBe('ok');
  await request.delete(`/api/folders/${folderUID}?forceDeleteRules=true`);
});

test('the provisioned rules are evaluated without an error', async ({ request }) => {
  await expect(async () => {
    const response = await request.get('/api/prometheus/grafana/api/v1/rules');
    const { data } = await response.json();
    const rules: Array<{ name: string; health: string; lastError?: string; labels: Record<string, string> }> =
      data.groups.flatMap((group: { rules: unknown[] }) => group.rules);
    const ours = rules.filter(({ labels }) => labels.seismolog === 'true');
    expect(ours.length).toBeGreaterThanOrEqual(9);
    expect(ours.filter(({ health }) => health !== 'ok')).toEqual([]);
  }).toPass({ timeout: 60_000 });
});

interface SavedRule {
  uid: string;
  title: string;
  folderUID: string;
  data: Array<{ model: { queryType?: string } }>;
}

/** A rule as Grafana has it, once it has it. */
async function savedRule(request: APIRequestContext, title: string): Promise<SavedRule> {
  let found: SavedRule | undefined;
  await expect(async () => {
    const rules: SavedRule[] = await (await request.get('/api/v1/provisioning/alert-rules')).json();
    found = rules.find((rule) => rule.title === title);
    expect(found).toBeDefined();
  }).toPass({ timeout: 30_000 });
  return found as SavedRule;
}

/** What became of a rule when it was last evaluated. */
async function evaluated(request: APIRequestContext, uid: string): Promise<{ health: string } | undefined> {
  const { data } = await (await request.get('/api/prometheus/grafana/api/v1/rules')).json();
  const rules: Array<{ uid: string; health: string }> = data.groups.flatMap(
    (group: { rules: unknown[] }) => group.rules
  );
  return rules.find((rule) => rule.uid === uid);
}

import { expect, test } from '@grafana/plugin-e2e';
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

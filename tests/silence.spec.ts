import { expect, test } from '@grafana/plugin-e2e';
import { gaugeText, keepDrawnTexts } from './gauge';
import { createDataSource, pushLines, quietLines } from './lines';
import { provisionedRule } from './rules';

/* Nobody has logged anything for 43 minutes: the one thing that must not look like peace. */

const RUN = `e2e-silence-${Date.now()}`;
const SILENT_MS = 43 * 60_000;
const SERVICES = ['till', 'stock'];

// The lines are written once.
test.describe.configure({ mode: 'default' });

test.beforeAll(async ({ request }) => {
  await pushLines(request, RUN, quietLines(SERVICES, 2, Date.now() - SILENT_MS));
  await createDataSource(request, RUN);
});

test.afterAll(async ({ request }) => {
  await request.delete(`/api/datasources/uid/${RUN}`);
});

test('the provisioned rule fires for a silence of all', async ({ request }) => {
  const { data } = provisionedRule('seismolog-silence', RUN);

  const answer = await request.post('/api/v1/eval', { data: { data, condition: 'C' } });

  const { A, C } = (await answer.json()).results;
  expect(A.error).toBeUndefined();
  expect(A.frames.map(({ schema }: Frame) => schema.fields.at(-1)?.labels)).toEqual([
    expect.objectContaining({ type: 'Service Unavailability' }),
  ]);
  expect(C.frames.map(({ data: { values } }: Frame) => values.at(-1)?.[0])).toEqual([1]);
});

test('the silence of all is said, and caps health', async ({ gotoDashboardPage, page }) => {
  await keepDrawnTexts(page);
  await page.setViewportSize({ width: 1600, height: 1400 });
  const dashboard = await gotoDashboardPage({
    uid: 'seismolog-on-call',
    queryParams: new URLSearchParams({ 'var-datasource': RUN, from: 'now-24h', to: 'now', refresh: '1h' }),
  });

  const now = dashboard.getPanelByTitle('Now').locator;
  await expect(now.getByText('CRITICAL: Service Unavailability of stock and till')).toBeVisible();
  await expect(now.getByText(/, for 4\d minutes$/)).toBeVisible();
  const health = dashboard.getPanelByTitle('Health').locator;
  await expect.poll(() => gaugeText(health)).toMatch(/^[0-4]?\d\.\d$/);
  const incident = dashboard.getPanelByTitle('The incident').locator;
  await expect(incident.getByText('Service Unavailability: All services fell silent')).toBeVisible();
  await expect(incident.getByText(/^no log of any service in 4\d minutes, .* the last one came at /)).toBeVisible();
});

interface Frame {
  schema: { fields: Array<{ labels?: Record<string, string> }> };
  data: { values: unknown[][] };
}

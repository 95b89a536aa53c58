import { expect, test } from '@grafana/plugin-e2e';
import { type Response } from '@playwright/test';
import { VIEW_TYPES, VIEWS } from '../src/query/views';

interface QueryResponse {
  results: Record<
    string,
    { error?: string; frames?: Array<{ schema: { meta?: { notices?: unknown[] } }; data: { values: unknown[][] } }> }
  >;
}

/** Whether it is of the query that is shown: beside it Explore asks for the volume of logs, too. */
function isAnswerTo(response: Response, type: string): boolean {
  const asked: unknown = response.url().includes('/api/ds/query') && response.request().postDataJSON();
  const { queries = [] } = asked as { queries?: Array<{ refId: string; queryType?: string }> };
  return queries.some(({ refId, queryType }) => refId === 'A' && queryType === type);
}

test('Explore draws every view, or says why there is nothing to draw', async ({ page }) => {
  // A busy machine needs half a minute for one.
  test.setTimeout(VIEW_TYPES.length * 30_000);
  const crashes: string[] = [];
  page.on('pageerror', (error) => crashes.push(error.message));
  const pane = {
    datasource: 'seismolog-generated',
    queries: [{ refId: 'A', queryType: 'anomalies', datasource: { uid: 'seismolog-generated' } }],
    range: { from: 'now-24h', to: 'now' },
  };
  await page.goto(`/explore?schemaVersion=1&orgId=1&panes=${encodeURIComponent(JSON.stringify({ x: pane }))}`);
  const view = page.getByLabel(/^View/);
  await expect(view).toBeVisible();

  for (const type of VIEW_TYPES) {
    await test.step(type, async () => {
      const { label, description } = VIEWS[type];
      await view.fill(label);
      // Explore may let an answer go while it is read, and asks again.
      let results: QueryResponse['results'] = {};
      const answer = page.waitForResponse(async (response) => {
        const body = isAnswerTo(response, type)
          ? ((await response.json().catch(() => undefined)) as QueryResponse | undefined)
          : undefined;
        results = body?.results ?? results;
        return body !== undefined;
      });
      await page.getByRole('option').filter({ hasText: description }).click();
      const response = await answer;

      expect(response.status(), type).toBe(200);
      const { A } = results;
      expect(A.error, type).toBeUndefined();
      const says = A.frames?.some(({ schema, data }) => data.values.flat().length > 0 || schema.meta?.notices?.length);
      expect(says, type).toBe(true);
      await expect(page.getByText(`${description}.`)).toBeVisible();
    });
  }
  expect(crashes).toEqual([]);
});

test('Explore says what is wrong with a query', async ({ page }) => {
  const pane = {
    datasource: 'seismolog-generated',
    queries: [
      { refId: 'A', queryType: 'timePatterns', timeZone: 'Mars/Olympus', datasource: { uid: 'seismolog-generated' } },
    ],
    range: { from: 'now-1h', to: 'now' },
  };
  await page.goto(`/explore?schemaVersion=1&orgId=1&panes=${encodeURIComponent(JSON.stringify({ x: pane }))}`);

  // The editor says it, too.
  await expect(page.getByText(/^The query: .* must be an IANA time zone such as/)).toBeVisible();
});

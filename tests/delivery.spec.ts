import { createServer, type Server } from 'node:http';
import { type AddressInfo } from 'node:net';
import { expect, test } from '@grafana/plugin-e2e';
import { createDataSource, type Line, pushLines, quietLines } from './lines';
import { provisionedRule } from './rules';

/* From a fault in a Loki to who is to be told, by the provisioned rule of incidents. */

const RUN = `e2e-delivery-${Date.now()}`;
const SERVICES = ['till', 'stock'];
const ERROR = 'connection to stock-db:5432 refused';

interface Message {
  readonly status: string;
  readonly alerts: ReadonlyArray<{ labels: Record<string, string>; annotations: Record<string, string> }>;
}

const received: Message[] = [];
let webhook: Server;

test.skip(
  ({ baseURL }) => !/\/\/(127\.0\.0\.1|localhost)/.test(baseURL ?? '') || Boolean(process.env.CI),
  'a Grafana in a container does not reach a webhook of this machine'
);

test.beforeAll(async ({ request }) => {
  webhook = createServer((message, answer) => {
    let body = '';
    message.on('data', (chunk) => (body += String(chunk)));
    message.on('end', () => {
      received.push(JSON.parse(body));
      answer.end();
    });
  });
  await new Promise<void>((resolve) => webhook.listen(0, '127.0.0.1', resolve));
  await pushLines(request, RUN, quietLines(SERVICES, 2, Date.now()));
  await createDataSource(request, RUN);
  const { port } = webhook.address() as AddressInfo;
  const contact = { name: RUN, type: 'webhook', settings: { url: `http://127.0.0.1:${port}` } };
  expect((await request.post('/api/v1/provisioning/contact-points', { data: contact })).ok()).toBe(true);
  expect((await request.post('/api/folders', { data: { uid: RUN, title: RUN } })).ok()).toBe(true);
  const { uid: _, ...rule } = provisionedRule('seismolog-incident', RUN);
  const rules = [
    {
      ...rule,
      orgID: 1,
      folderUID: RUN,
      ruleGroup: RUN,
      labels: { seismolog: 'true', data_source: RUN },
      notification_settings: { receiver: RUN, group_by: ['alertname', 'grafana_folder', 'id'], group_wait: '5s' },
    },
  ];
  // As often as that of provisioning/.
  const group = { title: RUN, folderUid: RUN, interval: 10, rules };
  const saved = await request.put(`/api/v1/provisioning/folder/${RUN}/rule-groups/${RUN}`, { data: group });
  expect(saved.ok(), await saved.text()).toBe(true);
});

test.afterAll(async ({ request }) => {
  await request.delete(`/api/folders/${RUN}?forceDeleteRules=true`);
  const contacts = await (await request.get(`/api/v1/provisioning/contact-points?name=${RUN}`)).json();
  for (const { uid } of contacts) {
    await request.delete(`/api/v1/provisioning/contact-points/${uid}`);
  }
  await request.delete(`/api/datasources/uid/${RUN}`);
  webhook.close();
});

test('a fault in the logs arrives as a message, and shows on the dashboard', async ({ page, request }) => {
  test.setTimeout(600_000);
  // What is usual is known, and nothing is wrong.
  await expect(async () => {
    const { data } = await (await request.get(`/api/prometheus/grafana/api/v1/rules?folder_uid=${RUN}`)).json();
    expect(data.groups[0].rules[0]).toMatchObject({ state: 'inactive', health: 'ok' });
    expect(Date.parse(data.groups[0].rules[0].lastEvaluation)).toBeGreaterThan(0);
  }).toPass({ timeout: 120_000 });

  const startMs = Date.now();
  let arrivedMs = NaN;
  await expect(async () => {
    await pushLines(request, RUN, faults());
    const messages = received.filter(({ status }) => status === 'firing');
    arrivedMs = Date.now();
    expect(messages.length).toBeGreaterThan(0);
  }).toPass({ timeout: 200_000, intervals: [500] });
  test.info().annotations.push({ type: 'seconds to the message', description: String((arrivedMs - startMs) / 1000) });

  const [{ labels, annotations }] = received[0].alerts;
  expect(labels).toMatchObject({ service: 'stock', data_source: RUN, cause: 'stock' });
  expect(labels.first_error).toContain(ERROR);
  expect(annotations.summary).toMatch(/^(CRITICAL|HIGH|MEDIUM): .* of stock since \d{4}-/);
  await page.goto(`/d/seismolog-on-call?var-datasource=${RUN}&from=now-1h&to=now`);
  await expect(page.getByTestId('data-testid Panel header Incidents').getByText(labels.type).first()).toBeVisible();
});

let told = 0;

/** Two lines of trouble, of now. */
function faults(): Line[] {
  return [0, 1].map((i) => ({
    timeMs: Date.now() + i,
    service: 'stock',
    text: `level=error msg="${ERROR} (attempt ${told++})" duration_ms=30`,
  }));
}

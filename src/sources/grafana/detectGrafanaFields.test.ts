import { type DetectedField } from '../../query/detectedField';
import { connectionTo } from '../http/testing/loopbackServer';
import { grafanaSource } from './grafanaSource';
import { fakeGrafana, type FakeGrafana, type FakeGrafanaOptions } from './testing/fakeGrafana';

const FROM = 1_795_000_000_000;

let grafana: FakeGrafana;

afterEach(async () => {
  await grafana.close();
});

async function detect(options: FakeGrafanaOptions): Promise<DetectedField[]> {
  grafana = await fakeGrafana(options);
  const source = grafanaSource(connectionTo(grafana.url), { datasourceUid: 'logs', query: {}, queryKeys: 'expr' }, {});
  const request = { fromMs: FROM, toMs: FROM + 60_000, expr: '' };
  return (await source.detectFields?.(request, { signal: new AbortController().signal })) ?? [];
}

const lines = (count: number, textOf: (i: number) => string) =>
  Array.from({ length: count }, (_, i) => ({ timeMs: FROM + i, text: textOf(i) }));

describe('the detected fields of a data source of Grafana', () => {
  it('are its labels and columns, and what is in the lines, with examples', async () => {
    const fields = await detect({ lines: lines(20, (i) => `duration=${i}ms status=503`) });
    const named = new Map(fields.map((field) => [field.name, field]));
    expect(named.get('service_name')).toMatchObject({ values: ['pay'], role: 'service' });
    expect(named.get('severity')).toMatchObject({ values: ['warning'], role: 'level' });
    expect(named.get('k8s.pod')).toMatchObject({ values: ['p-1'] });
    expect(named.get('duration')).toMatchObject({ type: 'duration', role: 'responseTime' });
    expect(named.get('status')).toMatchObject({ type: 'number', role: 'statusCode' });
    expect(named.has('id')).toBe(false);
  });

  it('are those of lines from all over what is given at once: the newest may all be of one kind', async () => {
    const fields = await detect({ lines: lines(5000, (i) => (i < 2500 ? '{"old":1}' : '{"new":1}')) });
    expect(fields.map(({ name }) => name)).toEqual(expect.arrayContaining(['old', 'new']));
  });

  it('are none where there are no lines', async () => {
    expect(await detect({})).toEqual([]);
  });
});

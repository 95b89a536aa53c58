import { type Analysis } from '../analysis/analysis';
import { QueryError } from '../errors';
import { normalAnalysis } from '../views/testing/analyses';
import { Analyst } from './analyst';
import { runStream, subscribeStream } from './liveStream';
import { createLog } from './log';
import { createMetrics } from './metrics';

const pluginContext = {
  orgId: 1,
  dataSourceInstanceSettings: {
    uid: 'ds',
    name: 'Seismolog',
    lastUpdatedMS: 0,
    url: '',
    basicAuthEnabled: false,
    basicAuthUser: '',
    jsonData: new Uint8Array(),
    decryptedSecureJsonData: {},
  },
};

/** @param items ids of the anomalies of each analysis, one after the other */
function toolsWith(...items: string[][]) {
  const analysis = normalAnalysis();
  const [anomaly] = analysis.anomalies.items;
  const answers = items.map((ids) => ({
    ...analysis,
    anomalies: { ...analysis.anomalies, items: ids.map((id) => ({ ...anomaly, id })) },
  }));
  return toolsOf(async () => answers.shift() ?? analysis);
}

function toolsOf(run: () => Promise<Analysis>) {
  const metrics = createMetrics();
  const log = createLog(() => undefined);
  return { metrics, log, analyst: new Analyst({ run, cacheBytes: 4, cacheMs: 1, metrics, log }) };
}

function stream(tools: ReturnType<typeof toolsOf>, { path = 'anomalies', query = '' } = {}) {
  const gone = new AbortController();
  const packets = runStream({ pluginContext, path, data: Buffer.from(query) }, tools, gone.signal, 5);
  const ids = async () => {
    const { value } = await packets.next();
    const { schema, data } = JSON.parse(Buffer.from(value?.data ?? []).toString());
    return data.values[schema.fields.findIndex(({ name }: { name: string }) => name === 'id')];
  };
  return { packets, ids, gone };
}

describe('the live stream of anomalies', () => {
  it('sends what there is, then only what is new', async () => {
    const { ids, gone } = stream(toolsWith(['a', 'b'], ['a', 'b'], ['b', 'c'], ['c', 'd', 'e']));
    expect(await ids()).toEqual(['a', 'b']);
    expect(await ids()).toEqual(['c']);
    expect(await ids()).toEqual(['d', 'e']);
    gone.abort();
  });

  it('sends an empty batch first where there is nothing, so that a panel knows it is connected', async () => {
    const { ids, gone } = stream(toolsWith([], ['a']));
    expect(await ids()).toEqual([]);
    expect(await ids()).toEqual(['a']);
    gone.abort();
  });

  it('ends when the caller goes away', async () => {
    const { packets, ids, gone } = stream(toolsWith(['a']));
    await ids();
    gone.abort();
    expect(await packets.next()).toEqual({ done: true, value: undefined });
  });

  it('ends with what is wrong, for users to read', async () => {
    const failing = toolsOf(() => Promise.reject(new QueryError('Loki says: parse error.')));
    await expect(stream(failing).packets.next()).rejects.toThrow('Loki says: parse error.');
    await expect(stream(toolsWith(), { query: '{' }).packets.next()).rejects.toThrow(/is not JSON/);
  });

  it('is told apart from channels that are none', async () => {
    const request = { pluginContext, path: 'tail/x', data: new Uint8Array() };
    expect(subscribeStream(request).status).toBe('NOT_FOUND');
    expect(subscribeStream({ ...request, path: 'anomalies/1f' }).status).toBe('OK');
    await expect(stream(toolsWith(), { path: 'tail/x' }).packets.next()).rejects.toThrow('no live channel "tail/x"');
  });
});

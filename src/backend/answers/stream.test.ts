import { QueryError } from '../../errors';
import { normalAnalysis } from '../../views/testing/analyses';
import { createTools } from '../testing/tools';
import { runStream } from './stream';
import { type Tools } from './tools';

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

/**
 * The lengths of the ranges that are asked for, hours; each is too short to learn from if it is shorter than `learned`.
 */
function toolsLearningIn(learned: number) {
  const asked: number[] = [];
  const analysis = normalAnalysis();
  const tools = createTools(async ({ fromMs, toMs }) => {
    const hours = (toMs - fromMs) / 3_600_000;
    asked.push(hours);
    const anomalies = { ...analysis.anomalies, items: [], status: hours < learned ? 'learning' : 'scored' } as const;
    return { ...analysis, anomalies };
  });
  return { asked, tools };
}

/** @param items ids of the anomalies of each analysis, one after the other */
function toolsWith(...items: string[][]) {
  const analysis = normalAnalysis();
  const [anomaly] = analysis.anomalies.items;
  const nowMs = Date.now();
  const answers = items.map((ids) => ({
    ...analysis,
    // An id may say how many minutes ago the line was: 'a-30'.
    anomalies: {
      ...analysis.anomalies,
      items: ids.map((id) => ({ ...anomaly, id, timeMs: nowMs - 60_000 * Number(id.split('-')[1] ?? 0) })),
    },
  }));
  return createTools(async () => answers.shift() ?? analysis);
}

function stream(tools: Tools, query = '') {
  const gone = new AbortController();
  const packets = runStream({ pluginContext, path: 'anomalies', data: Buffer.from(query) }, tools, gone.signal, 5);
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

  it('sends a line once, though it was not unusual for a while', async () => {
    const { ids, gone } = stream(toolsWith(['a', 'b'], ['b'], ['a', 'b', 'c']));
    expect(await ids()).toEqual(['a', 'b']);
    expect(await ids()).toEqual(['c']);
    gone.abort();
  });

  it('sends no line from before the last quarter of an hour, neither first nor later', async () => {
    const { ids, gone } = stream(toolsWith(['a', 'b-14', 'c-16'], ['a', 'd-240', 'e']));
    expect(await ids()).toEqual(['a', 'b-14']);
    expect(await ids()).toEqual(['e']);
    gone.abort();
  });

  it('sends an empty batch first where there is nothing, so that a panel knows it is connected', async () => {
    const { ids, gone } = stream(toolsWith([], ['a']));
    expect(await ids()).toEqual([]);
    expect(await ids()).toEqual(['a']);
    gone.abort();
  });

  it('looks further back where an hour has too few logs to know what is usual, as far as a day', async () => {
    for (const [learned, expected] of [
      [1, [1, 1]],
      [5, [1, 6, 6]],
      [48, [1, 6, 24, 24]],
    ] as const) {
      const { asked, tools } = toolsLearningIn(learned);
      const { ids, packets, gone } = stream(tools);
      await ids();
      const next = packets.next();
      while (asked.length < expected.length) {
        await new Promise((resolve) => setTimeout(resolve, 1));
      }
      gone.abort();
      await next;
      expect(asked.slice(0, expected.length)).toEqual(expected);
    }
  });

  it('ends when the caller goes away', async () => {
    const { packets, ids, gone } = stream(toolsWith(['a']));
    await ids();
    gone.abort();
    expect(await packets.next()).toEqual({ done: true, value: undefined });
  });

  it('ends with what is wrong, for users to read', async () => {
    const failing = createTools(() => Promise.reject(new QueryError('Loki says: parse error.')));
    await expect(stream(failing).packets.next()).rejects.toThrow('Loki says: parse error.');
    await expect(stream(toolsWith(), '{').packets.next()).rejects.toThrow(/is not JSON/);
  });
});

describe('the live stream of the pulse', () => {
  const rows = async (packets: AsyncGenerator<{ data: Uint8Array }>) => {
    const { value } = await packets.next();
    const { schema, data } = JSON.parse(Buffer.from(value?.data ?? []).toString()) as {
      schema: { fields: Array<{ name: string }> };
      data: { values: number[][] };
    };
    return Object.fromEntries(schema.fields.map(({ name }, i) => [name, data.values[i]]));
  };

  it('sends what just was, then a point each time, whether there is anything new or not', async () => {
    const gone = new AbortController();
    const tools = toolsWith(['a'], ['a'], ['a', 'b', 'c']);
    const packets = runStream({ pluginContext, path: 'pulse/1f', data: Buffer.from('') }, tools, gone.signal, 5);
    const { range } = normalAnalysis();

    // The analysis is of another time than the last quarter of an hour.
    expect(await rows(packets)).toEqual({ time: [], health: [], anomaliesPerSecond: [] });
    expect(await rows(packets)).toEqual({ time: [range.toMs], health: [expect.any(Number)], anomaliesPerSecond: [0] });
    expect(await rows(packets)).toMatchObject({ anomaliesPerSecond: [(2 / 5) * 1000] });
    gone.abort();
  });
});

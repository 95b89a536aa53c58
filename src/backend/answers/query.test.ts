import { normalAnalysis } from '../../views/testing/analyses';
import { VIEW_TYPES } from '../../query/views';
import { runJudgement } from '../runJudgement';
import { createTools, createToolsOf } from '../testing/tools';
import { answerQuery } from './query';
import { FARTHEST_MS } from './range';
import { type AnalysisRequest } from '../../query/resolved';
import { DAY, HOUR } from '../../time/units';

const settings = {
  name: 'Logs',
  uid: 'logs',
  url: '',
  basicAuthEnabled: false,
  basicAuthUser: '',
  jsonData: new Uint8Array(),
  decryptedSecureJsonData: {},
  lastUpdatedMS: 1,
};
const pluginContext = { orgId: 1, dataSourceInstanceSettings: settings };
const { signal } = new AbortController();

function answer(query: object, tools = createTools()) {
  const message = { refId: 'A', maxDataPoints: 1, timeRange: null, json: new Uint8Array(), queryType: '', ...query };
  return answerQuery({ pluginContext, headers: {}, query: message }, tools, signal);
}

it('refuses the query of another Seismolog data source: those that name each other would ask in a circle', async () => {
  expect(await answer({ refId: 'seismolog-source' })).toMatchObject({
    status: 400,
    error: expect.stringContaining('names a Seismolog data source (itself, or another) as the source of its logs'),
  });
});

it.each([
  ['that is none', null, /has no time range/],
  ['that ends as it begins', { fromEpochMS: 5, toEpochMS: 5 }, /its end has to be after its start/],
  ['that is longer than allowed', { fromEpochMS: 0, toEpochMS: 400 * DAY + 1 }, /longer than 400 days.* range_days/],
  ['where there is no time', { fromEpochMS: 1e300, toEpochMS: 1.1e300 }, /outside the dates that can be shown/],
  [
    'before which there is no time to learn from',
    { fromEpochMS: -8.64e15, toEpochMS: -8.64e15 + DAY },
    /outside the dates that can be shown/,
  ],
  [
    'behind which there is no time to foresee',
    { fromEpochMS: 8.64e15 - DAY, toEpochMS: 8.64e15 },
    /outside the dates that can be shown/,
  ],
])('refuses a range %s, before anything is read', async (_, timeRange, message) => {
  expect(await answer({ timeRange })).toMatchObject({ status: 400, error: expect.stringMatching(message) });
});

it.each([
  ['first', -FARTHEST_MS],
  ['last', FARTHEST_MS - DAY],
])('answers a query of each view over the %s day that may be asked for', async (_, fromEpochMS) => {
  const judge = (request: AnalysisRequest) => runJudgement(request, { signal, checkpoint: () => undefined });
  const tools = createToolsOf(judge, { cacheBytes: 1e9, cacheMs: HOUR });
  const timeRange = { fromEpochMS, toEpochMS: fromEpochMS + DAY };
  const jsonData = Buffer.from(JSON.stringify({ learningDays: 35, generated: { logsPerDay: 100 } }));
  const context = { orgId: 1, dataSourceInstanceSettings: { ...settings, jsonData } };
  for (const queryType of VIEW_TYPES) {
    const query = { refId: queryType, queryType, maxDataPoints: 1000, timeRange, json: new Uint8Array() };
    const { status, error } = await answerQuery({ pluginContext: context, headers: {}, query }, tools, signal);
    expect([queryType, status, error]).toEqual([queryType, 200, undefined]);
  }
});

it('refuses an answer that is larger than others can wait for', async () => {
  const analysis = normalAnalysis();
  const [anomaly] = analysis.anomalies.items;
  const items = Array.from({ length: 40 }, (_, i) => ({ ...anomaly, id: String(i), line: 'x'.repeat(1_000_000) }));
  const tools = createTools(async () => ({ ...analysis, anomalies: { ...analysis.anomalies, items } }));
  const timeRange = { fromEpochMS: 0, toEpochMS: DAY };
  expect(await answer({ timeRange, json: Buffer.from('{"queryType":"anomalies","limit":40}') }, tools)).toMatchObject({
    status: 413,
    error: expect.stringMatching(/answer has \d+ MB; it may have 32\. Lower the limit/),
  });
  expect(await answer({ timeRange, json: Buffer.from('{"queryType":"anomalies","limit":3}') }, tools)).toMatchObject({
    status: 200,
  });
});

describe('filters', () => {
  const timeRange = { fromEpochMS: 0, toEpochMS: DAY };
  const asked: string[] = [];
  const tools = createTools(async ({ expr }) => {
    asked.push(expr);
    return normalAnalysis();
  });
  const withFilter = (filter: object, settingsJson = '{"source":"loki"}') => {
    const json = Buffer.from(JSON.stringify({ queryType: 'serviceHealth', expr: '{a="b"}', filters: [filter] }));
    const own = { ...settings, url: 'http://127.0.0.1:9', jsonData: Buffer.from(settingsJson) };
    return answerQuery(
      {
        pluginContext: { orgId: 1, dataSourceInstanceSettings: own },
        headers: {},
        query: { refId: 'A', maxDataPoints: 1, timeRange, json, queryType: '' },
      },
      tools,
      signal
    );
  };

  it('on fields are in the query of the store; on services they are not', async () => {
    expect(await withFilter({ key: 'env', operator: '=', value: 'prod' })).toMatchObject({ status: 200 });
    expect(await withFilter({ key: 'service', operator: '!=', value: 'database' })).toMatchObject({ status: 200 });
    expect([...new Set(asked)]).toEqual([expect.stringMatching(/^\{a="b"\}\n.* env="prod" or /), '{a="b"}']);
  });

  it('that the source has not are refused, and so are operators that there are not', async () => {
    expect(await withFilter({ key: 'env', operator: '=', value: 'prod' }, '{}')).toMatchObject({
      status: 400,
      error: expect.stringContaining('A filter on env needs a store with a query language'),
    });
    expect(await withFilter({ key: 'env', operator: 'like', value: 'prod' })).toMatchObject({
      status: 400,
      error: expect.stringContaining('Operator (filters[0].operator) must be'),
    });
  });
});

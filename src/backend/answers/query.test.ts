import { normalAnalysis } from '../../views/testing/analyses';
import { createTools } from '../testing/tools';
import { answerQuery } from './query';
import { DAY } from '../../time/units';

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
])('refuses a range %s, before anything is read', async (_, timeRange, message) => {
  expect(await answer({ timeRange })).toMatchObject({ status: 400, error: expect.stringMatching(message) });
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

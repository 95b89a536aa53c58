import { type Backtest } from '../../query/backtest';
import { judgeLogs } from '../../analysis/judgeLogs';
import { DEFAULT_ANALYSIS_OPTIONS } from '../../query/options';
import { generate } from '../../sources/generated/generate';
import { DAY, HOUR, MINUTE } from '../../time/units';
import { normalAnalysis } from '../../views/testing/analyses';
import { type AnalysisRequest } from '../../query/resolved';
import { createTools, createToolsOf } from '../testing/tools';
import { callResource } from './resource';

const TO_MS = Date.UTC(2026, 0, 12);

const asked: AnalysisRequest[] = [];
const tools = createToolsOf((request) => {
  asked.push(request);
  const { fromMs, toMs } = request;
  const span = { fromMs: Math.max(fromMs, TO_MS - 3 * DAY), toMs };
  const { table } = generate({ seed: 3, logsPerDay: 1500 }, span);
  return Promise.resolve(judgeLogs({ table, span, notices: [] }, DEFAULT_ANALYSIS_OPTIONS));
});

async function get(params: Record<string, string>, others = tools) {
  const stored = {
    name: 'Logs',
    uid: 'logs',
    url: '',
    basicAuthEnabled: false,
    basicAuthUser: '',
    jsonData: Buffer.from('{}'),
    decryptedSecureJsonData: {},
    lastUpdatedMS: 1,
  };
  const url = `backtest?${new URLSearchParams({ to: String(TO_MS), ...params }).toString()}`;
  const request = {
    pluginContext: { orgId: 1, dataSourceInstanceSettings: stored },
    path: 'backtest',
    method: 'GET',
    url,
  };
  const { code, body } = await callResource(request, others, new AbortController().signal);
  const answer: unknown = JSON.parse(Buffer.from(body ?? []).toString());
  return { code, answer: answer as Backtest & { message?: string } };
}

describe('GET backtest', () => {
  it('tries a rule on the days asked for, and on what it looks back before them', async () => {
    const { code, answer } = await get({
      view: 'healthScore',
      threshold: '60',
      fires: 'below',
      days: '1',
      minutes: '30',
    });
    expect(code).toBe(200);
    expect(answer).toMatchObject({ fromMs: TO_MS - DAY, toMs: TO_MS, everyMs: 5 * MINUTE, evaluations: 289 });
    expect(asked[0].toMs - asked[0].fromMs).toBeGreaterThanOrEqual(DAY + 30 * MINUTE);
  });

  it('begins where there are logs to look back on', async () => {
    const { answer } = await get({ view: 'serviceHealth', metric: 'errorRate', threshold: '2', days: '14' });
    expect(answer.fromMs).toBe(TO_MS - 3 * DAY + HOUR);
    expect(answer.firings).toEqual([]);
  });

  it('takes a whole query, with its filters and its options of the analysis', async () => {
    const query = {
      refId: 'A',
      queryType: 'serviceHealth',
      metric: 'logs',
      filters: [{ key: 'service', operator: '=', value: 'database' }],
      analysis: { incidents: { errorRateThreshold: 0.9 } },
    };
    const { code, answer } = await get({ query: JSON.stringify(query), threshold: '0', days: '1' });
    expect(code).toBe(200);
    expect(new Set(answer.firings.map(({ labels }) => labels.service))).toEqual(new Set(['database']));
    expect(asked.at(-1)?.options.incidents.errorRateThreshold).toBe(0.9);
  });

  it.each([
    [{ query: '[1]', threshold: '1' }, /query must be a JSON object/],
    [{ query: '{"queryType":', threshold: '1' }, /query must be a JSON object/],
    [{ threshold: '1' }, /names no view/],
    [{ view: 'helthScore', threshold: '1' }, /Did you mean "healthScore"\?/],
    [{ view: 'anomalies', threshold: '1' }, /An alert rule cannot read the view Anomalies/],
    [{ view: 'expectedBand', threshold: '1' }, /Expected band cannot be tried/],
    [{ view: 'healthScore' }, /backtest needs threshold, a number; it is "missing"/],
    [{ view: 'healthScore', threshold: 'low' }, /backtest needs threshold, a number; it is "low"/],
    [{ view: 'healthScore', threshold: '1', days: '99' }, /backtest needs days, a number between 1 and 35; it is "99"/],
    [{ view: 'healthScore', threshold: '1', fires: 'under' }, /fires must be above or below; it is "under"/],
  ])('says what is wrong with %j', async (params, message) => {
    const { code, answer } = await get(params);
    expect(code).toBe(400);
    expect(answer.message).toMatch(message);
  });

  it('says so where there are more lines than are read', async () => {
    const counting = createTools(() => Promise.resolve(normalAnalysis()));
    const { code, answer } = await get({ view: 'healthScore', threshold: '60' }, counting);
    expect(code).toBe(400);
    expect(answer.message).toMatch(/more than 200,000 lines.*fewer days/);
  });
});

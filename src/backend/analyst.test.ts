import { DEFAULT_ANALYSIS_OPTIONS } from '../query/options';
import { type AnalysisRequest } from '../query/resolved';
import { parseSettings } from '../query/validation';
import { judgeLogs } from '../analysis/judgeLogs';
import { generate } from '../sources/generated/generate';
import { normalAnalysis } from '../views/testing/analyses';
import { FORECASTS } from '../views/testing/forecasts';
import { type AnalystOptions } from './analyst';
import { createTools, createToolsOf, judgedOf } from './testing/tools';
import { wholeOrPart } from '../pipeline/analyzeSource';
import { DAY, MINUTE, WEEK } from '../time/units';

const QUARTER = 900_000;
const START = Date.UTC(2026, 0, 5);

const settingsOf = (learningDays: number) =>
  parseSettings({ jsonData: { learningDays }, secureJsonData: {}, url: '', basicAuth: false, basicAuthUser: '' });
const instance = { org: 1, uid: 'logs', key: 'logs@1', identity: 'logs', settings: settingsOf(1) };
const learning = { ...instance, settings: settingsOf(7) };
const { signal } = new AbortController();
const query = (fromMs: number) => ({ expr: '', fromMs, toMs: fromMs + DAY, options: DEFAULT_ANALYSIS_OPTIONS });

/** Of the logs that a span has, generated ones. */
const judgeSpan: AnalystOptions['judge'] = async ({ fromMs, toMs, options }) => {
  const { table } = generate({ seed: 3, logsPerDay: 1500 }, { fromMs, toMs });
  return judgeLogs({ table, span: { fromMs, toMs }, notices: [] }, options);
};

describe('ranges that end at the same time', () => {
  const minutes = [30, 60, 1440, 7 * 1440];

  it('share one judgement, of the learning period, and agree', async () => {
    const judge = jest.fn(judgeSpan);
    const { analyst } = createToolsOf(judge, { cacheBytes: 1e9, cacheMs: 60_000 });
    const of = (length: number) => ({ ...query(START), fromMs: START + DAY - length * MINUTE });

    const all = await Promise.all(minutes.map((length) => analyst.analyse(learning, of(length), signal)));
    await analyst.analyse(learning, of(30), signal);

    expect(judge.mock.calls.map(([{ fromMs, toMs }]) => [fromMs, toMs])).toEqual([[START - 6 * DAY, START + DAY]]);
    expect(all.map(({ range }) => range.toMs - range.fromMs)).toEqual(minutes.map((length) => length * MINUTE));
    expect(new Set(all.map(({ healthNow }) => healthNow.score)).size).toBe(1);
    expect(all[0].totals.logs).toBeLessThan(all[3].totals.logs / 100);
  });

  it('have the same record of forecasts, which the next ones add to', async () => {
    const [forecast] = FORECASTS;
    const judge: AnalystOptions['judge'] = async (request, ...rest) => {
      const judged = await judgeSpan(request, ...rest);
      const expected = {
        expectedMs: request.toMs + QUARTER,
        earliestMs: request.toMs,
        latestMs: request.toMs + QUARTER,
      };
      return { ...judged, forecasts: [{ ...forecast, ...expected }] };
    };
    const { analyst } = createToolsOf(judge, { cacheBytes: 1e9, cacheMs: 60_000 });
    const madeIn = async (fromMs: number, length: number) => {
      const { forecastRecord = [] } = await analyst.analyse(
        instance,
        { ...query(fromMs), fromMs: fromMs + DAY - length },
        signal
      );
      return forecastRecord.map(({ id, madeMs }) => [id, madeMs]);
    };

    const first = [forecast.id, START + DAY];
    expect(await madeIn(START, DAY)).toEqual([first]);
    expect(await madeIn(START, MINUTE * 30)).toEqual([first]);
    expect(await madeIn(START + DAY, DAY)).toEqual([first, [forecast.id, START + 2 * DAY]]);
  });

  it('are looked at once each, however many panels ask', async () => {
    const { analyst } = createToolsOf(judgeSpan, { cacheBytes: 1e9, cacheMs: 60_000 });
    const ask = () => analyst.analyse(learning, query(START), signal);
    expect(await ask()).toBe(await ask());
  });

  it('are counted by themselves where the store is to count, and have what was found in the counts of the span', async () => {
    const { analyst, requests } = createAnalyst();

    const { incidents, notices } = await analyst.analyse(learning, query(START), signal);

    expect(requests.map(({ fromMs }) => fromMs)).toEqual([START - 6 * DAY, START]);
    expect(incidents).toHaveLength(normalAnalysis().incidents.length);
    expect(notices.map(({ text }) => text)).toEqual(['Cut.', expect.stringMatching(/^Incidents, .* come from counts/)]);
  });
});

function createAnalyst() {
  const requests: AnalysisRequest[] = [];
  const run = async (request: AnalysisRequest) => {
    requests.push(request);
    return { ...normalAnalysis(), notices: [{ severity: 'warning' as const, text: 'Cut.' }] };
  };
  return { requests, ...createTools(run, { cacheBytes: 1e9, cacheMs: 60_000 }) };
}

describe('Analyst', () => {
  it('computes one analysis for all who ask for the same', async () => {
    const { analyst, requests } = createAnalyst();

    await Promise.all([1, 2, 3].map(() => analyst.analyse(instance, query(START), signal)));
    await analyst.analyse({ ...instance, key: 'logs@2' }, query(START), signal);

    expect(requests).toHaveLength(2);
  });

  it('keeps the id of an incident that is found again, of the same logs with the same options', async () => {
    let calls = 0;
    const [incident] = normalAnalysis().incidents;
    const run = async ({ fromMs, toMs }: AnalysisRequest) => ({
      ...normalAnalysis(),
      range: { fromMs, toMs },
      incidents: [{ ...incident, id: `computed ${++calls}`, startMs: START + QUARTER, endMs: START + 2 * QUARTER }],
    });
    const { analyst } = createTools(run, { cacheBytes: 1e9, cacheMs: 1 });
    const idOf = async (fromMs: number, options = DEFAULT_ANALYSIS_OPTIONS) =>
      (await analyst.analyse(instance, { ...query(fromMs), options }, signal)).incidents[0].id;
    const other = { ...DEFAULT_ANALYSIS_OPTIONS, incidents: { ...DEFAULT_ANALYSIS_OPTIONS.incidents, minLogs: 6 } };

    expect(await idOf(START)).toBe('computed 1');
    expect(await idOf(START + 1)).toBe('computed 1');
    expect(await idOf(START, other)).toBe('computed 3');
  });

  it('gives the time before a range, from a quarter of an hour on, with what the source had to say of it', async () => {
    const { analyst, requests } = createAnalyst();

    const history = await analyst.history(instance, query(START + 1), WEEK, signal);

    expect(requests[0]).toMatchObject({ fromMs: START - WEEK, toMs: START });
    expect(history.windows).toEqual(normalAnalysis().windows);
    expect(history.notices).toEqual([{ severity: 'warning', text: 'Cut.' }]);
  });

  it('keeps a history while the range slides within its quarter', async () => {
    const { analyst, requests } = createAnalyst();

    await analyst.history(instance, query(START), WEEK, signal);
    await analyst.history(instance, query(START + QUARTER - 1), WEEK, signal);
    expect(requests).toHaveLength(1);
    await analyst.history(instance, query(START + QUARTER), WEEK, signal);

    expect(requests).toHaveLength(2);
  });

  it('records the findings of ranges, not those of their histories', async () => {
    const { analyst, recorded } = createAnalyst();
    const findings = () => recorded.filter(({ what }) => what === 'findings');

    await analyst.history(instance, query(START), WEEK, signal);
    expect(findings()).toEqual([]);
    await analyst.analyse(instance, query(START), signal);

    expect(findings()).toMatchObject([
      { uid: 'logs', findings: { health: wholeOrPart(judgedOf(normalAnalysis()), query(START)).healthNow.score } },
    ]);
  });

  it('has two analyses of a data source at once, and the others wait: fifty ranges must not take fifty times the memory', async () => {
    const starts: number[] = [];
    let release: () => void = () => undefined;
    const { analyst } = createTools(({ fromMs }) => {
      starts.push(fromMs);
      return new Promise((resolve) => (release = () => resolve(normalAnalysis())));
    });

    const asked = [1, 2, 3].map((minute) => analyst.analyse(instance, query(START + minute), signal));
    await turn();
    expect(starts).toEqual([START + 1, START + 2]);
    release();
    await asked[1];
    await turn();

    expect(starts).toEqual([START + 1, START + 2, START + 3]);
  });
});

/** Until all that can go on has gone on. */
const turn = () => new Promise((resolve) => setImmediate(resolve));

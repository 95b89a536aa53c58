import { DEFAULT_ANALYSIS_OPTIONS } from '../query/options';
import { type AnalysisRequest } from '../query/resolved';
import { parseSettings } from '../query/validation';
import { normalAnalysis } from '../views/testing/analyses';
import { createTools } from './testing/tools';
import { DAY, WEEK } from '../time/units';

const QUARTER = 900_000;
const START = Date.UTC(2026, 0, 5);

const settings = parseSettings({ jsonData: {}, secureJsonData: {}, url: '', basicAuth: false, basicAuthUser: '' });
const instance = { org: 1, uid: 'logs', key: 'logs@1', identity: 'logs', settings };
const { signal } = new AbortController();
const query = (fromMs: number) => ({ expr: '', fromMs, toMs: fromMs + DAY, options: DEFAULT_ANALYSIS_OPTIONS });

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

    expect(findings()).toMatchObject([{ uid: 'logs', findings: { health: normalAnalysis().health.score } }]);
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

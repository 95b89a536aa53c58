import { type AnalysisRequest } from '../query/resolved';
import { parseSettings, resolveAnalysisOptions } from '../query/validation';
import { wholeOrPart } from '../pipeline/analyzeSource';
import { runJudgement } from './runJudgement';
import { DAY, MINUTE } from '../time/units';

const TO = Date.UTC(2026, 0, 12);

const settings = parseSettings({
  jsonData: { source: 'generated', generated: { seed: 7, logsPerDay: 2000 } },
  secureJsonData: {},
  url: '',
  basicAuth: false,
  basicAuthUser: '',
});

/** Generated logs know no query: another `expr` is the same logs, read anew. */
async function analysisOf(expr: string, toMs: number) {
  const options = resolveAnalysisOptions(settings, { analysis: {} });
  const request: AnalysisRequest = { settings, expr, fromMs: toMs - DAY, toMs, options };
  const { signal } = new AbortController();
  return wholeOrPart(await runJudgement(request, { signal, checkpoint: () => undefined }), request);
}

describe('runJudgement', () => {
  it('gives for a range that slid forward what reading all of it gives', async () => {
    await analysisOf('kept', TO);
    const { seconds: ofSlid, ...slid } = await analysisOf('kept', TO + 5 * MINUTE);
    const { seconds: ofAnew, ...anew } = await analysisOf('anew', TO + 5 * MINUTE);
    expect(slid).toEqual(anew);
    expect(slid.totals.logs).toBeGreaterThan(1000);
    expect(Object.keys(ofSlid)).toEqual(Object.keys(ofAnew));
  });
});

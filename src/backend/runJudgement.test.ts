import fc from 'fast-check';
import { type AnalysisRequest } from '../query/resolved';
import { parseSettings, resolveAnalysisOptions } from '../query/validation';
import { wholeOrPart } from '../pipeline/analyzeSource';
import { runJudgement } from './runJudgement';
import { DAY, HOUR, MINUTE } from '../time/units';

const TO = Date.UTC(2026, 0, 12);

const settings = parseSettings({
  jsonData: { source: 'generated', generated: { seed: 7, logsPerDay: 2000 } },
  secureJsonData: {},
  url: '',
  basicAuth: false,
  basicAuthUser: '',
});

/** Generated logs know no query: another `expr` is the same logs, read anew. */
async function analysisOf(expr: string, toMs: number, lengthMs = DAY) {
  const options = resolveAnalysisOptions(settings, { analysis: {} });
  const request: AnalysisRequest = { settings, expr, fromMs: toMs - lengthMs, toMs, options };
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

  it('does so however often, and however far, it slid', async () => {
    const length = 6 * HOUR;
    const step = fc.oneof(fc.integer({ min: 1, max: 5 * MINUTE }), fc.integer({ min: 1, max: length }));
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 2, maxLength: 4 }), async (steps) => {
        const slides = `slides ${steps.join(' ')}`;
        const ends = steps.map((_, i) => TO + steps.slice(0, i + 1).reduce((sum, one) => sum + one, 0));
        for (const end of ends) {
          const { seconds: ofSlid, ...slid } = await analysisOf(slides, end, length);
          const { seconds: ofAnew, ...anew } = await analysisOf(`anew ${end}`, end, length);
          expect(slid).toEqual(anew);
        }
      }),
      { numRuns: 5 }
    );
  });
});

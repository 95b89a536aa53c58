import { type Analysis } from '../analysis/analysis';
import { analyze } from '../analysis/analyze';
import { type AnalysisRequest } from '../query/resolved';
import { createSource } from '../sources/registry';

/**
 * Reads the logs of a request and analyses them.
 * @param signal ends what waits for the store
 * @param checkpoint called now and then by what computes; throws once the request is cancelled
 */
export async function runAnalysis(
  { settings, expr, fromMs, toMs, options }: AnalysisRequest,
  signal: AbortSignal,
  checkpoint: () => void
): Promise<Analysis> {
  const began = performance.now();
  const { lineLimit } = settings;
  const request = { fromMs, toMs, expr, lineLimit };
  const { table, notices } = await createSource(settings).read(request, { signal });
  const reading = (performance.now() - began) / 1000;
  const analysis = analyze({ table, range: { fromMs, toMs }, notices }, options, { checkpoint });
  return { ...analysis, seconds: { reading, ...analysis.seconds } };
}

import { type Analysis } from '../analysis/model/analysis';
import { type AnalysisRequest } from '../query/resolved';
import { analyseSource } from '../pipeline/analyseSource';
import { createSource } from '../sources/registry';
import { SlidingReader } from '../sources/slidingReader';
import { logsKey } from './logsKey';

const MINUTE = 60_000;

/** Of this thread; the pool gives a thread the requests whose logs it has. */
const reader = new SlidingReader({ maxBytes: 128 * 2 ** 20, lateMs: 2 * MINUTE, ttlMs: 15 * MINUTE });

/**
 * Reads the logs of a request, of a range that slid forward only what is new, and analyses them.
 * @param signal ends what waits for the store
 * @param checkpoint called now and then by what computes; throws once the request is cancelled
 */
export async function runAnalysis(
  analysisRequest: AnalysisRequest,
  signal: AbortSignal,
  checkpoint: () => void
): Promise<Analysis> {
  return analyseSource(analysisRequest, {
    signal,
    checkpoint,
    source: reader.of(logsKey(analysisRequest), createSource(analysisRequest.settings)),
  });
}

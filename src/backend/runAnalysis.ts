import { type Analysis } from '../analysis/model/analysis';
import { type AnalysisRequest } from '../query/resolved';
import { type AnalyzeOptions, analyzeSource } from '../pipeline/analyzeSource';
import { createSource } from '../sources/registry';
import { SlidingReader } from '../sources/slidingReader';
import { logsKey } from './logsKey';
import { MINUTE } from '../time/units';

/** Of this thread; the pool gives a worker the requests whose logs it has. */
const reader = new SlidingReader({ maxBytes: 128 * 2 ** 20, lateMs: 2 * MINUTE, ttlMs: 15 * MINUTE });

/**
 * Reads the logs of a request, of a range that slid forward only what is new, and analyses them.
 * @throws what analyzeSource throws, and what the checkpoint does
 */
export async function runAnalysis(
  request: AnalysisRequest,
  options: Omit<AnalyzeOptions, 'source'>
): Promise<Analysis> {
  return analyzeSource(request, { ...options, source: reader.of(logsKey(request), createSource(request.settings)) });
}

/** What was read, kept for ranges that slide on. */
export const keptLogs = {
  isEmpty: () => reader.isEmpty(),
  forget: () => reader.forget(),
};

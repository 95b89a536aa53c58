import { type JudgedLogs, type JudgedWindows } from '../analysis/lookAt/judged';
import { type AnalysisRequest } from '../query/resolved';
import { type AnalyzeOptions, judgeSource } from '../pipeline/analyzeSource';
import { createSource } from '../sources/registry';
import { SlidingReader } from '../sources/slidingReader';
import { logsKey } from './logsKey';
import { MINUTE } from '../time/units';

/** Of this thread; the pool gives a worker the requests whose logs it has. */
const reader = new SlidingReader({ maxBytes: 128 * 2 ** 20, lateMs: 2 * MINUTE, ttlMs: 15 * MINUTE });

/**
 * Reads the logs of a span, of one that slid forward only what is new, and judges them.
 * @throws what judgeSource throws, and what the checkpoint does
 */
export async function runJudgement(
  request: AnalysisRequest,
  options: Omit<AnalyzeOptions, 'source'>
): Promise<JudgedLogs | JudgedWindows> {
  return judgeSource(request, { ...options, source: sliding(request) });
}

/** Ranges of one length slide on: what was read for another one stays as it is. */
function sliding(request: AnalysisRequest) {
  const key = `${request.toMs - request.fromMs} ${logsKey(request)}`;
  return reader.of(key, createSource(request.settings));
}

/** What was read, kept for ranges that slide on. */
export const keptLogs = {
  isEmpty: () => reader.isEmpty(),
  forget: () => reader.forget(),
};

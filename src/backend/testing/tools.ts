import { type JudgedWindows } from '../../analysis/lookAt/judged';
import { type Analysis } from '../../analysis/model/analysis';
import { windowCounts } from '../../analysis/windows/windowCounts';
import { DEFAULT_ANALYSIS_OPTIONS } from '../../query/options';
import { type AnalysisRequest } from '../../query/resolved';
import { Analyst, type AnalystOptions } from '../analyst';
import { type Tools } from '../answers/tools';
import { createLog } from '../log';
import { type Recorded } from '../recorder';
import { createMemory } from '../state/testing/memory';

/** An analysis as what was found in logs that a store counted. */
export function judgedOf(analysis: Analysis): JudgedWindows {
  const { range, windows, totals, services, anomalies, incidents, forecasts, dependencies, baselines, seconds } =
    analysis;
  const counts = windowCounts(windows);
  const summary = { totals, services };
  return {
    ...{ span: range, windows, counts, summary, incidents, forecasts, dependencies, baselines, seconds },
    usual: summary,
    events: [],
    anomaliesPerWindow: anomalies.perWindow,
    isLearning: anomalies.status === 'learning',
    options: DEFAULT_ANALYSIS_OPTIONS,
    counted: { ...analysis, counts, summary },
  };
}

/**
 * What answers are made with, where the store counts and `analyse` says what; with all that was logged and recorded.
 */
export function createTools(
  analyse: (request: AnalysisRequest) => Promise<Analysis> = () =>
    Promise.reject(new Error('Nothing is to be analysed.')),
  cache?: Pick<AnalystOptions, 'cacheBytes' | 'cacheMs'>
) {
  return createToolsOf(async (request) => judgedOf(await analyse(request)), cache);
}

/** The same where `judge` says what was found. */
export function createToolsOf(
  judge: AnalystOptions['judge'],
  cache: Pick<AnalystOptions, 'cacheBytes' | 'cacheMs'> = { cacheBytes: 4, cacheMs: 1 }
): Tools & { logged: string[]; recorded: Recorded[] } {
  const logged: string[] = [];
  const recorded: Recorded[] = [];
  const log = createLog((line) => logged.push(line));
  const record = (what: Recorded) => recorded.push(what);
  const analyst = new Analyst({ judge, ...cache, memory: createMemory(), record, log });
  return { analyst, record, log, limits: { rangeDays: 400 }, logged, recorded };
}

import { type Analysis } from '../analysis/model/analysis';
import { type AnalysisOptions } from '../query/options';
import { type AnalysisRequest } from '../query/resolved';
import { AnalysisCache } from './analysisCache';
import { IncidentMemory } from './incidentMemory';
import { type Instance } from './instance';
import { type Log } from './log';
import { type Metrics, recordFindings } from './metrics';

const HISTORY_STEP_MS = 15 * 60_000;

/** What came before a range, counted, and what the source had to say of it. */
export type History = Pick<Analysis, 'windows' | 'notices'>;

/** What may differ between the queries of one data source and asks for an analysis of its own. */
export interface AnalysisQuery {
  expr: string;
  fromMs: number;
  toMs: number;
  options: AnalysisOptions;
}

export interface AnalystOptions {
  run: (request: AnalysisRequest, signal: AbortSignal) => Promise<Analysis>;
  cacheBytes: number;
  cacheMs: number;
  metrics: Metrics;
  log: Log;
}

/**
 * Gives the analysis that a query needs, from the cache where there is one. The range is part of the key as it stands:
 * all panels of a refresh ask for the same one, and a rounded range would answer another question than the one asked.
 */
export class Analyst {
  private readonly cache: AnalysisCache<Analysis>;
  private readonly histories: AnalysisCache<History>;
  private readonly memory = new IncidentMemory();

  constructor(private readonly options: AnalystOptions) {
    const { cacheBytes, cacheMs, metrics } = options;
    const onAnswer = (answer: string) => metrics.answers.inc({ answer });
    this.cache = new AnalysisCache({ maxBytes: cacheBytes, ttlMs: cacheMs, onAnswer });
    this.histories = new AnalysisCache({ maxBytes: cacheBytes / 4, ttlMs: HISTORY_STEP_MS });
  }

  /** @throws CancelledError, StoreError, QueryError, SettingsError */
  analyse(instance: Instance, query: AnalysisQuery, signal: AbortSignal): Promise<Analysis> {
    const key = JSON.stringify([instance.key, query.expr, query.fromMs, query.toMs, query.options]);
    return this.cache.get(key, signal, async (leave) => {
      const computed = await this.compute(instance, query, leave);
      const logs = JSON.stringify([instance.key, query.expr, query.options]);
      const analysis = { ...computed, incidents: this.memory.recognise(logs, computed) };
      recordFindings(this.options.metrics, instance.uid, analysis);
      return analysis;
    });
  }

  /**
   * The windows of `historyMs` before the range, for a view that has to know what is normal where its range begins. A
   * history hardly changes as the range slides: it begins and ends on quarters of an hour, and is kept for as long.
   */
  history(instance: Instance, query: AnalysisQuery, historyMs: number, signal: AbortSignal): Promise<History> {
    const toMs = floorTo(query.fromMs, HISTORY_STEP_MS);
    const earlier = { ...query, fromMs: toMs - historyMs, toMs };
    const key = JSON.stringify([instance.key, query.expr, toMs, historyMs]);
    return this.histories.get(key, signal, async (leave) => {
      const { windows, notices } = await this.compute(instance, earlier, leave);
      return { windows, notices };
    });
  }

  private async compute({ uid, settings }: Instance, query: AnalysisQuery, signal: AbortSignal): Promise<Analysis> {
    const { run, metrics, log } = this.options;
    const { source } = settings;
    const seconds = metrics.analyses.startTimer({ source });
    const analysis = await run({ settings, ...query }, signal);
    const took = seconds();
    metrics.logs.inc({ source }, analysis.totals.logs);
    log.debug('Analysed', { datasource: uid, source, logs: analysis.totals.logs, seconds: took });
    return analysis;
  }
}

function floorTo(ms: number, step: number): number {
  return Math.floor(ms / step) * step;
}

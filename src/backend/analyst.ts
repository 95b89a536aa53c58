import { type Analysis } from '../analysis/analysis';
import { type AnalysisOptions } from '../query/options';
import { type AnalysisRequest } from '../query/resolved';
import { AnalysisCache } from './analysisCache';
import { type Instance } from './instance';
import { type Log } from './log';
import { type Metrics, recordFindings } from './metrics';

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

  constructor(private readonly options: AnalystOptions) {
    const { cacheBytes, cacheMs, metrics } = options;
    const onAnswer = (answer: string) => metrics.answers.inc({ answer });
    this.cache = new AnalysisCache({ maxBytes: cacheBytes, ttlMs: cacheMs, onAnswer });
  }

  /** @throws CancelledError, StoreError, QueryError, SettingsError */
  analyse(instance: Instance, query: AnalysisQuery, signal: AbortSignal): Promise<Analysis> {
    const key = JSON.stringify([instance.key, query.expr, query.fromMs, query.toMs, query.options]);
    return this.cache.get(key, signal, (leave) => this.compute(instance, query, leave));
  }

  private async compute({ uid, settings }: Instance, query: AnalysisQuery, signal: AbortSignal): Promise<Analysis> {
    const { run, metrics, log } = this.options;
    const { source } = settings;
    const seconds = metrics.analyses.startTimer({ source });
    const analysis = await run({ settings, ...query }, signal);
    const took = seconds();
    metrics.logs.inc({ source }, analysis.totals.logs);
    recordFindings(metrics, uid, analysis);
    log.debug('Analysed', { datasource: uid, source, logs: analysis.totals.logs, seconds: took });
    return analysis;
  }
}

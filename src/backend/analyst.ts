import { MINUTE } from '../time/units';
import { LRUCache } from 'lru-cache';
import { type Analysis } from '../analysis/model/analysis';
import { type AnalysisOptions } from '../query/options';
import { type AnalysisRequest } from '../query/resolved';
import { createLimiter, type Limiter } from '../sources/windows/limiter';
import { AnalysisCache, type CacheAnswer, type Compute } from './analysisCache';
import { type Instance } from './instance';
import { type Log } from './log';
import { findingsOf, type Recorder } from './recorder';
import { type Memory } from './state/known';
import { recognise } from './state/recognise';
import { stateKey } from './state/stateKey';

const HISTORY_STEP_MS = 15 * MINUTE;

/**
 * Analyses of one data source at once: one computes while another one reads. More would take their memory, and be done
 * no sooner.
 */
const AT_ONCE = 2;

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
  /** @param callers of those who wait for it, who may become more or fewer meanwhile */
  run: (request: AnalysisRequest, signal: AbortSignal, callers: ReadonlySet<AbortSignal>) => Promise<Analysis>;
  cacheBytes: number;
  cacheMs: number;
  memory: Memory;
  record: Recorder;
  log: Log;
}

/**
 * Gives the analysis that a query needs, from the cache where there is one. The range is part of the key as it stands:
 * all panels of a refresh ask for the same one, and a rounded range would answer another question than the one asked.
 */
export class Analyst {
  private readonly cache: AnalysisCache<Analysis>;
  private readonly turns = new LRUCache<string, Limiter>({ max: 200 });
  private readonly histories: AnalysisCache<History>;
  /** What one analysis adds, the next one must know. */
  private readonly inTurn = createLimiter(1);

  constructor(private readonly options: AnalystOptions) {
    const { cacheBytes, cacheMs, record } = options;
    const onAnswer = (answer: CacheAnswer) => record({ what: 'request', answer });
    this.cache = new AnalysisCache({ maxBytes: cacheBytes, ttlMs: cacheMs, onAnswer });
    this.histories = new AnalysisCache({ maxBytes: cacheBytes / 4, ttlMs: HISTORY_STEP_MS });
  }

  /** @throws CancelledError, StoreError, QueryError, SettingsError */
  analyse(instance: Instance, query: AnalysisQuery, signal: AbortSignal): Promise<Analysis> {
    const key = JSON.stringify([instance.key, query.expr, query.fromMs, query.toMs, query.options]);
    const logs = JSON.stringify([instance.key, query.expr, query.options]);
    const compute: Compute<Analysis> = async (leave, callers) => {
      const computed = await this.compute(instance, query, leave, callers);
      const analysis = await this.recognised(stateKey(instance, query.expr, query.options), computed);
      this.options.record({ what: 'findings', org: instance.org, uid: instance.uid, findings: findingsOf(analysis) });
      return analysis;
    };
    return this.cache.get(key, signal, compute, `${query.toMs - query.fromMs} ${logs}`);
  }

  /**
   * The windows of `historyMs` before the range, for a view that has to know what is normal where its range begins. A
   * history hardly changes as the range slides: it begins and ends on quarters of an hour, and is kept for as long.
   */
  history(instance: Instance, query: AnalysisQuery, historyMs: number, signal: AbortSignal): Promise<History> {
    const toMs = floorTo(query.fromMs, HISTORY_STEP_MS);
    const earlier = { ...query, fromMs: toMs - historyMs, toMs };
    const key = JSON.stringify([instance.key, query.expr, toMs, historyMs, query.options.services]);
    return this.histories.get(key, signal, async (leave, callers) => {
      const { windows, notices } = await this.compute(instance, earlier, leave, callers);
      return { windows, notices };
    });
  }

  isEmpty(): boolean {
    return this.cache.isEmpty() && this.histories.isEmpty();
  }

  /** Lets go what is kept. */
  forget(): void {
    this.cache.forget();
    this.histories.forget();
  }

  private recognised(key: string, computed: Analysis): Promise<Analysis> {
    const { memory } = this.options;
    return this.inTurn(async () => {
      const { analysis, changes } = recognise(await memory.recall(key), computed);
      memory.remember(key, changes);
      return analysis;
    });
  }

  private async compute(
    { uid, key, settings }: Instance,
    query: AnalysisQuery,
    signal: AbortSignal,
    callers: ReadonlySet<AbortSignal>
  ): Promise<Analysis> {
    const { run, record, log } = this.options;
    const { source } = settings;
    const began = performance.now();
    const analysis = await this.turnsOf(key)(() => run({ settings, ...query }, signal, callers));
    const seconds = (performance.now() - began) / 1000;
    const { logs } = analysis.totals;
    record({ what: 'analysis', source, seconds, logs });
    log.debug('Analysed', { datasource: uid, source, logs, seconds });
    return analysis;
  }

  private turnsOf(instance: string): Limiter {
    const turns = this.turns.get(instance) ?? createLimiter(AT_ONCE);
    this.turns.set(instance, turns);
    return turns;
  }
}

function floorTo(ms: number, step: number): number {
  return Math.floor(ms / step) * step;
}

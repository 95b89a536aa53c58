import { MINUTE } from '../time/units';
import { LRUCache } from 'lru-cache';
import { type JudgedLogs } from '../analysis/lookAt/judged';
import { lookAt } from '../analysis/lookAt/lookAt';
import { recordForecasts } from '../analysis/forecast/record/recordForecasts';
import { type Analysis } from '../analysis/model/analysis';
import { type TimeRange } from '../analysis/windows/grid';
import { type AloneRequest, spanOf } from '../pipeline/analyzeSource';
import { tableBytes } from '../sources/keptBytes';
import { byteSize } from './byteSize';
import { type AnalysisOptions } from '../query/options';
import { type AnalysisRequest } from '../query/resolved';
import { createLimiter, type Limiter } from '../sources/windows/limiter';
import { AnalysisCache, type CacheAnswer, type Compute } from './analysisCache';
import { type Instance } from './instance';
import { type Log } from './log';
import { findingsOf, type Recorder } from './recorder';
import { datePatterns } from './state/datePatterns';
import { type Known, type KnownChanges, type Memory } from './state/known';
import { recognise } from './state/recognise';
import { recogniseIncidents } from './state/recogniseIncidents';
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

/** @param callers of those who wait for it, who may become more or fewer meanwhile */
type Work<Request, Result> = (
  request: Request,
  signal: AbortSignal,
  callers: ReadonlySet<AbortSignal>
) => Promise<Result>;

export interface AnalystOptions {
  /** What is found in a span of time; undefined: the store is to count its lines. */
  judge: Work<AnalysisRequest, JudgedLogs | undefined>;
  /** The analysis of a range by itself. */
  analyse: Work<AloneRequest, Analysis>;
  cacheBytes: number;
  cacheMs: number;
  memory: Memory;
  record: Recorder;
  log: Log;
}

/** What is known of a span; nothing where the store is to count its lines. */
interface Spanned {
  readonly judged?: JudgedLogs;
}

/**
 * Gives the analysis that a query needs, from the cache where there is one. All ranges that end at the same time are
 * cut out of one judgement, of the learning period that ends there too. The end is part of the key as it stands: all
 * panels and rules of a refresh have the same one, and a rounded one would answer another question than the one asked.
 */
export class Analyst {
  private readonly spans: AnalysisCache<Spanned>;
  private readonly ranges: AnalysisCache<Analysis>;
  private readonly turns = new LRUCache<string, Limiter>({ max: 200 });
  private readonly histories: AnalysisCache<History>;
  private readonly inTurn = createLimiter(1);

  constructor(private readonly options: AnalystOptions) {
    const { cacheBytes, cacheMs: ttlMs, record } = options;
    const onAnswer = (answer: CacheAnswer) => record({ what: 'request', answer });
    this.spans = new AnalysisCache({ maxBytes: cacheBytes, ttlMs, sizeOf: spannedBytes, onAnswer });
    this.ranges = new AnalysisCache({ maxBytes: cacheBytes / 2, ttlMs });
    this.histories = new AnalysisCache({ maxBytes: cacheBytes / 4, ttlMs: HISTORY_STEP_MS });
  }

  /** @throws CancelledError, StoreError, QueryError, SettingsError */
  async analyse(instance: Instance, query: AnalysisQuery, signal: AbortSignal): Promise<Analysis> {
    const { fromMs, toMs } = query;
    const span = spanOf({ settings: instance.settings, fromMs, toMs });
    const logs = logsOf(instance, query);
    const key = stateKey(instance, query.expr, query.options);
    const compute: Compute<Spanned> = async (leave, callers) => {
      const judged = await this.judge(instance, { ...query, ...span }, leave, callers);
      return judged ? { judged: await this.recognised(key, judged) } : {};
    };
    const { judged } = await this.spans.get(keyOf(span, logs), signal, compute, familyOf(span, logs));
    if (!judged) {
      return this.analyseAlone(instance, query, signal, span.fromMs === fromMs);
    }
    const look = async () => this.recorded(instance, await this.dated(key, lookAt(judged, { fromMs, toMs })));
    return this.ranges.get(keyOf(query, `${span.fromMs} ${logs}`), signal, look, familyOf(query, logs));
  }

  /**
   * The analysis of a range by itself, of which nothing is learned before.
   * @param isTooMuch it is known that the store is to count its lines
   * @throws CancelledError, StoreError, QueryError, SettingsError
   */
  analyseAlone(instance: Instance, query: AnalysisQuery, signal: AbortSignal, isTooMuch = false): Promise<Analysis> {
    const logs = logsOf(instance, query);
    const compute: Compute<Analysis> = async (leave, callers) => {
      const computed = await this.compute(instance, { ...query, isTooMuch }, leave, callers);
      const key = stateKey(instance, query.expr, query.options);
      const analysis = await this.remembering(key, (known) => {
        const { analysis: result, changes } = recognise(known, computed, query.options.incidents);
        return { result, changes };
      });
      return this.recorded(instance, analysis);
    };
    return this.ranges.get(keyOf(query, logs), signal, compute, familyOf(query, logs));
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
    return [this.spans, this.ranges, this.histories].every((cache) => cache.isEmpty());
  }

  /** Lets go what is kept. */
  forget(): void {
    [this.spans, this.ranges, this.histories].forEach((cache) => cache.forget());
  }

  private recorded({ org, uid }: Instance, analysis: Analysis): Analysis {
    this.options.record({ what: 'findings', org, uid, findings: findingsOf(analysis) });
    return analysis;
  }

  /** Incidents that were found before, with the ids that they had then, and forecasts with their record. */
  private recognised(key: string, judged: JudgedLogs): Promise<JudgedLogs> {
    return this.remembering(key, (before) => {
      const range = judged.span;
      const { incidents, known } = recogniseIncidents(before.incidents, { range, incidents: judged.incidents });
      const found = { range, incidents, windows: judged.windows, forecasts: judged.forecasts };
      const { forecasts, record, changes } = recordForecasts(before.forecasts, found, judged.options.incidents);
      return {
        result: { ...judged, incidents, forecasts, forecastRecord: record },
        changes: { incidents: known, templates: [], forecasts: changes },
      };
    });
  }

  /** Kinds of messages that were seen before the span, with the time at which they were first seen. */
  private dated(key: string, analysis: Analysis): Promise<Analysis> {
    return this.remembering(key, ({ incidents, templates }) => {
      const { patterns, changes } = datePatterns(templates, analysis);
      return { result: { ...analysis, patterns }, changes: { incidents, templates: changes, forecasts: [] } };
    });
  }

  /** What one of several adds to what is known, the next one knows. */
  private remembering<T>(key: string, act: (known: Known) => { result: T; changes: KnownChanges }): Promise<T> {
    const { memory } = this.options;
    return this.inTurn(async () => {
      const { result, changes } = act(await memory.recall(key));
      memory.remember(key, changes);
      return result;
    });
  }

  private judge(
    { uid, key, settings }: Instance,
    query: AnalysisQuery,
    signal: AbortSignal,
    callers: ReadonlySet<AbortSignal>
  ): Promise<JudgedLogs | undefined> {
    const work = () => this.options.judge({ settings, ...query }, signal, callers);
    return this.measured(uid, settings.source, key, work, (judged) => judged?.table.length);
  }

  private compute(
    { uid, key, settings }: Instance,
    query: AnalysisQuery & Pick<AloneRequest, 'isTooMuch'>,
    signal: AbortSignal,
    callers: ReadonlySet<AbortSignal>
  ): Promise<Analysis> {
    const work = () => this.options.analyse({ settings, ...query }, signal, callers);
    return this.measured(uid, settings.source, key, work, ({ totals }) => totals.logs);
  }

  /** @param logsIn how many logs were analysed; undefined: none were */
  private async measured<T>(
    datasource: string,
    source: string,
    key: string,
    work: () => Promise<T>,
    logsIn: (result: T) => number | undefined
  ): Promise<T> {
    const { record, log } = this.options;
    const began = performance.now();
    const result = await this.turnsOf(key)(work);
    const seconds = (performance.now() - began) / 1000;
    const logs = logsIn(result);
    if (logs !== undefined) {
      record({ what: 'analysis', source, seconds, logs });
      log.debug('Analysed', { datasource, source, logs, seconds });
    }
    return result;
  }

  private turnsOf(instance: string): Limiter {
    const turns = this.turns.get(instance) ?? createLimiter(AT_ONCE);
    this.turns.set(instance, turns);
    return turns;
  }
}

const logsOf = ({ key }: Instance, { expr, options }: AnalysisQuery): string => JSON.stringify([key, expr, options]);
const keyOf = ({ fromMs, toMs }: TimeRange, logs: string): string => `${fromMs} ${toMs} ${logs}`;
/** Of one family are ranges of one length, which slide on. */
const familyOf = ({ fromMs, toMs }: TimeRange, logs: string): string => `${toMs - fromMs} ${logs}`;

function spannedBytes({ judged }: Spanned): number {
  if (!judged) {
    return 1;
  }
  const { table, mined, ...rest } = judged;
  return tableBytes(table) + byteSize(mined.templateOf) + byteSize(rest);
}

function floorTo(ms: number, step: number): number {
  return Math.floor(ms / step) * step;
}

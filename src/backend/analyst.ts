import { MINUTE } from '../time/units';
import { LRUCache } from 'lru-cache';
import { recordForecasts } from '../analysis/forecast/record/recordForecasts';
import { type Judged, type JudgedLogs, type JudgedWindows } from '../analysis/lookAt/judged';
import { type Analysis } from '../analysis/model/analysis';
import { type TimeRange } from '../analysis/windows/grid';
import { lookInto, spanOf, wholeOrPart } from '../pipeline/analyzeSource';
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
import { dateServices } from './state/dateServices';
import { type Known, type KnownChanges, type Memory } from './state/known';
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

export interface AnalystOptions {
  /**
   * What is found in a span of time.
   * @param callers of those who wait for it, who may become more or fewer meanwhile
   */
  judge: (
    request: AnalysisRequest,
    signal: AbortSignal,
    callers: ReadonlySet<AbortSignal>
  ) => Promise<JudgedLogs | JudgedWindows>;
  cacheBytes: number;
  cacheMs: number;
  memory: Memory;
  record: Recorder;
  log: Log;
}

/**
 * Gives the analysis that a query needs, from the cache where there is one. All ranges that end at the same time are
 * cut out of one judgement, of the learning period that ends there too. The end is part of the key as it stands: all
 * panels and rules of a refresh have the same one, and a rounded one would answer another question than the one asked.
 */
export class Analyst {
  private readonly spans: AnalysisCache<JudgedLogs | JudgedWindows>;
  private readonly ranges: AnalysisCache<Analysis>;
  private readonly turns = new LRUCache<string, Limiter>({ max: 200 });
  private readonly histories: AnalysisCache<History>;
  private readonly inTurn = createLimiter(1);

  constructor(private readonly options: AnalystOptions) {
    const { cacheBytes, cacheMs: ttlMs, record } = options;
    const onAnswer = (answer: CacheAnswer) => record({ what: 'request', answer });
    this.spans = new AnalysisCache({ maxBytes: cacheBytes, ttlMs, sizeOf: judgedBytes, onAnswer });
    this.ranges = new AnalysisCache({ maxBytes: cacheBytes / 2, ttlMs });
    this.histories = new AnalysisCache({ maxBytes: cacheBytes / 4, ttlMs: HISTORY_STEP_MS });
  }

  /** @throws CancelledError, StoreError, QueryError, SettingsError */
  async analyse(instance: Instance, query: AnalysisQuery, signal: AbortSignal): Promise<Analysis> {
    const span = spanOf({ settings: instance.settings, ...query });
    const logs = logsOf(instance, query);
    const judged = await this.judgement(instance, query, signal);
    const look: Compute<Analysis> = async (leave, callers) => {
      const judgeRange = () => this.judge(instance, query, leave, callers);
      return this.seen(instance, query, await lookInto(judged, span, query, judgeRange));
    };
    return this.ranges.get(keyOf(query, `${span.fromMs} ${logs}`), signal, look, familyOf(query, logs));
  }

  /**
   * What is found in the span of a range: all that ranges which end there are cut out of.
   * @throws CancelledError, StoreError, QueryError, SettingsError
   */
  judgement(instance: Instance, query: AnalysisQuery, signal: AbortSignal): Promise<JudgedLogs | JudgedWindows> {
    const span = spanOf({ settings: instance.settings, ...query });
    const logs = logsOf(instance, query);
    const judge: Compute<JudgedLogs | JudgedWindows> = async (leave, callers) =>
      this.recognised(
        stateKey(instance, query.expr, query.options),
        await this.judge(instance, { ...query, ...span }, leave, callers)
      );
    return this.spans.get(keyOf(span, logs), signal, judge, familyOf(span, logs));
  }

  /**
   * The analysis of a range by itself, of which nothing is learned before.
   * @throws CancelledError, StoreError, QueryError, SettingsError
   */
  analyseAlone(instance: Instance, query: AnalysisQuery, signal: AbortSignal): Promise<Analysis> {
    const logs = logsOf(instance, query);
    const compute: Compute<Analysis> = async (leave, callers) => {
      const key = stateKey(instance, query.expr, query.options);
      const judged = await this.recognised(key, await this.judge(instance, query, leave, callers));
      return this.seen(instance, query, wholeOrPart(judged, query));
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
      const { windows, notices } = wholeOrPart(await this.judge(instance, earlier, leave, callers), earlier);
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

  /** What is shown of a range, with kinds of messages dated by what was seen before the span. */
  private async seen(instance: Instance, { expr, options }: AnalysisQuery, analysis: Analysis): Promise<Analysis> {
    const { org, uid } = instance;
    const dated = await this.dated(stateKey(instance, expr, options), analysis);
    this.options.record({ what: 'findings', org, uid, findings: findingsOf(dated) });
    return dated;
  }

  /**
   * Incidents that were found before, with the ids that they had then, forecasts with their record, and since when
   * services are known.
   */
  private recognised<T extends Judged>(key: string, judged: T): Promise<T> {
    return this.remembering(key, (before) => {
      const range = judged.span;
      const { incidents, known } = recogniseIncidents(before.incidents, { range, incidents: judged.incidents });
      const found = { range, incidents, windows: judged.windows, forecasts: judged.forecasts };
      const { forecasts, record, changes } = recordForecasts(before.forecasts, found, judged.options.incidents);
      const services = dateServices(before.services, judged);
      return {
        result: { ...judged, incidents, forecasts, forecastRecord: record, baselines: services.baselines },
        changes: { incidents: known, forecasts: changes, services: services.changes },
      };
    });
  }

  /** Kinds of messages that were seen before the span, with the time at which they were first seen. */
  private dated(key: string, analysis: Analysis): Promise<Analysis> {
    return this.remembering(key, ({ templates }) => {
      const { patterns, changes } = datePatterns(templates, analysis);
      return { result: { ...analysis, patterns }, changes: { templates: changes } };
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

  private async judge(
    { uid, key, settings }: Instance,
    query: AnalysisQuery,
    signal: AbortSignal,
    callers: ReadonlySet<AbortSignal>
  ): Promise<JudgedLogs | JudgedWindows> {
    const { judge, record, log } = this.options;
    const { source } = settings;
    const began = performance.now();
    const judged = await this.turnsOf(key)(() => judge({ settings, ...query }, signal, callers));
    const seconds = (performance.now() - began) / 1000;
    const logs = 'table' in judged ? judged.table.length : judged.counted.summary.totals.logs;
    record({ what: 'analysis', source, seconds, logs });
    log.debug('Analysed', { datasource: uid, source, logs, seconds });
    return judged;
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

function judgedBytes(judged: JudgedLogs | JudgedWindows): number {
  if (!('table' in judged)) {
    return byteSize(judged);
  }
  const { table, mined, ...rest } = judged;
  return tableBytes(table) + byteSize(mined.templateOf) + byteSize(rest);
}

function floorTo(ms: number, step: number): number {
  return Math.floor(ms / step) * step;
}

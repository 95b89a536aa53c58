import { type IncidentType } from './incident';

/** What forecasts are derived from. */
export type ForecastSign = 'figures' | 'queues' | 'response times' | 'error rate' | 'retries';

/** A rule that will be broken if what goes on goes on. */
export interface Forecast {
  /** The same forecast keeps its id as the range slides. */
  readonly id: string;
  readonly type: IncidentType;
  readonly service: string;
  readonly sign: ForecastSign;
  /** What will be reached, for people: "memory reaches its limit". */
  readonly rule: string;
  readonly expectedMs: number;
  /** The interval that has the breach, if it comes, with a chance of 80%. */
  readonly earliestMs: number;
  readonly latestMs: number;
  /** 0 to 1: the probability that it comes, before twice the time to it has passed. */
  readonly confidence: number;
  /** What was seen, for people: "memory usage at 78% to 91% in 52 minutes". */
  readonly indicator: string;
  readonly recommendation: string;
  /** What came of those of the same sign lately; left out where no record is kept, or none has been judged. */
  readonly record?: TrackRecord;
}

interface TrackRecord {
  readonly judged: number;
  readonly hits: number;
  /** The confidence, before it was lowered for the misses among these. */
  readonly saidConfidence: number;
}

/** A forecast as it was first said, and what came of it. */
export interface KeptForecast extends Pick<
  Forecast,
  'id' | 'type' | 'service' | 'sign' | 'expectedMs' | 'earliestMs' | 'latestMs' | 'confidence'
> {
  /** The end of the range that it was derived from. */
  readonly madeMs: number;
  /** Left out: not known yet. */
  readonly outcome?: 'hit' | 'miss';
  /** When the rule was broken, of a hit. */
  readonly cameMs?: number;
}

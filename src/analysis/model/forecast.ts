import { type IncidentType } from './incident';

/** A rule that will be broken if what goes on goes on. */
export interface Forecast {
  /** The same forecast keeps its id as the range slides. */
  readonly id: string;
  readonly type: IncidentType;
  readonly service: string;
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
}

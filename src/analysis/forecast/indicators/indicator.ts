import { type ForecastSign, type Incident, type IncidentType } from '../../model/analysis';
import { type RuleInput } from '../../incidents/rule';
import { type ServiceSeries } from '../../series/serviceSeries';
import { type Gauge } from '../../messages/gauges';
import { type Points } from '../fit/points';
import { type TrendLine, type TrendOptions } from '../fit/fitTrend';
import { HOUR } from '../../../time/units';

/** What a forecast is made from: what the rules were given, what they found, and the gauges that lines name. */
export interface ForecastInput extends RuleInput {
  readonly series: readonly ServiceSeries[];
  readonly incidents: readonly Incident[];
  /** Empty where no lines were read. */
  readonly gauges: readonly Gauge[];
}

/** The types of incidents that build up, so that they can be foreseen. */
export const FORECAST_TYPES = [
  'Resource Exhaustion',
  'Performance Degradation',
  'High Error Rate',
] as const satisfies readonly IncidentType[];

/** What wanders by the time of day is followed for so long only. */
export const MAX_SPAN_MS = 6 * HOUR;

/** What every indicator shows. */
export interface IndicatorFacts {
  /** Index into `windows.services`. */
  readonly service: number;
  readonly type: (typeof FORECAST_TYPES)[number];
  readonly sign: ForecastSign;
  /** Distinguishes indicators of one service and type; stays the same as the range slides. */
  readonly key: string;
  /**
   * When the service was last in the trouble that is looked for, ms since the epoch: what comes is derived from what is
   * newer. Left out for what shows by itself when it was mended.
   */
  readonly troubleMs?: number;
  /** How readily such trends end before they reach the limit: see goingOn. Left out: hardly ever. */
  readonly persistence?: number;
  /** For people: "memory reaches 100%". */
  readonly rule: string;
  readonly recommendation: string;
}

/** Something measured of a service that breaks a rule when it reaches a limit. */
export interface Indicator extends IndicatorFacts, TrendOptions {
  readonly points: Points;
  readonly limit: number;
  /** The standard deviation of the limit, where it is not quite certain. */
  readonly limitSigma?: number;
  /** How often such an indicator leads to a breach at a random moment. */
  readonly prior: number;
  /** What was seen, for people. */
  evidence(trend: TrendLine): string;
}

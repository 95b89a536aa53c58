import { type IncidentSeverity } from './views';

/* What is known of a rule that was tried, as JSON. */

export type Labels = Readonly<Record<string, string>>;

/** A stretch of evaluations in which the rule was broken, under the same labels. */
export interface Firing {
  readonly labels: Labels;
  readonly fromMs: number;
  readonly toMs: number;
  /** The value that was the furthest beyond the threshold. */
  readonly worst: number;
  /** Ids of the incidents that it met. Empty: a false alarm, by all that is known. */
  readonly incidents: readonly string[];
}

/** How a query is tried as a rule. */
export interface Trial {
  readonly threshold: number;
  readonly fires: 'above' | 'below';
  /** How many of the last days it is tried on. */
  readonly days: number;
  /** How far its query looks back, minutes. */
  readonly minutes: number;
}

export interface Backtest {
  readonly fromMs: number;
  readonly toMs: number;
  /** What lies between two evaluations: what was shorter may have been missed. */
  readonly everyMs: number;
  readonly evaluations: number;
  /** Evaluations in which the rule had no data. */
  readonly withoutData: number;
  readonly firings: readonly Firing[];
  readonly firingsPerWeek: number;
  readonly falseAlarmsPerWeek: number;
  /** What the incidents are: those that people marked in the time, or where they marked none, those that were found. */
  readonly truth: 'marked' | 'found';
  readonly incidents: readonly TriedIncident[];
}

export interface TriedIncident {
  readonly id: string;
  /** Of a mark what people wrote. */
  readonly type: string;
  /** Left out of a mark. */
  readonly severity?: IncidentSeverity;
  /** Of a mark of all services none. */
  readonly services: readonly string[];
  readonly startMs: number;
  readonly endMs: number;
  /** The rule would have fired during it. */
  readonly isMet: boolean;
}

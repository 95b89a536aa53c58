import { type KeptForecast } from '../../analysis/model/analysis';
import { type KnownIncident } from '../../analysis/incidents/identity/matchIncidents';

/**
 * What was found before in the same logs with the same options, in any range. Of the logs' text it holds the first
 * error of each incident, cut.
 */
export interface Known {
  /** What was found last comes first. */
  readonly incidents: readonly KnownIncident[];
  /** In any order. */
  readonly templates: readonly Seen[];
  /** In any order. */
  readonly forecasts: readonly KeptForecast[];
  /** By their names, in any order. */
  readonly services: readonly Seen[];
}

/** When a kind of message, or a service, was seen. */
export interface Seen {
  readonly id: string;
  readonly firstMs: number;
  /** To the day or so: not each log is written down. */
  readonly lastMs: number;
}

/** What has changed; what is left out stays as it is. */
export interface KnownChanges {
  /** All that are known from now on. */
  readonly incidents?: Known['incidents'];
  /** Those that are new or were seen again. */
  readonly templates?: Known['templates'];
  /** Those that are new or newly judged. */
  readonly forecasts?: Known['forecasts'];
  /** Those that are new or were seen again. */
  readonly services?: Known['services'];
}

export const NOTHING_KNOWN: Known = { incidents: [], templates: [], forecasts: [], services: [] };

/** Keeps what is known, by a key that differs where logs or options do. */
export interface Memory {
  recall(key: string): Promise<Known>;
  remember(key: string, changes: KnownChanges): void;
}

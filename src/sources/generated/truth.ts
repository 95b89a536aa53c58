import { ANOMALY_TYPES, type AnomalyType } from '../../logs/anomalyType';

/** What an episode is: one of the types of anomaly. */
export { ANOMALY_TYPES as EPISODE_TYPES, type AnomalyType as EpisodeType };

/**
 * What else happens where the faults are growing ones. Whatever is not called rising or growing comes at once, or
 * passes by itself.
 */
export const GROWING_TYPES = [
  'growing backlog',
  'passing backlog',
  'sudden backlog',
  'rising retries',
  'passing retries',
  'sudden retries',
  'rising errors',
  'passing errors',
] as const;

export type GrowingType = (typeof GROWING_TYPES)[number];

/** Something that went wrong for a while. */
export interface Episode {
  /** The same episode keeps its id in any range. */
  readonly id: string;
  readonly type: AnomalyType | GrowingType;
  /** Where it began. */
  readonly service: string;
  /** All that suffered, the one where it began in front. */
  readonly services: readonly string[];
  readonly startMs: number;
  readonly endMs: number;
  /** It builds up, so that it can be foreseen. */
  readonly gradual: boolean;
  /** Of a gradual one: from here on it shows in the logs. Before it, all is within what is usual. */
  readonly onsetMs?: number;
  /** Of a gradual one: here the service fails. */
  readonly breachMs?: number;
  readonly description: string;
}

/** What the generator put into the logs of a range. */
export interface Truth {
  readonly seed: number;
  readonly fromMs: number;
  readonly toMs: number;
  /** Who calls whom. */
  readonly dependencies: ReadonlyArray<{ readonly from: string; readonly to: string }>;
  /** Those that touch the range, in order of their start. */
  readonly episodes: readonly Episode[];
  /**
   * Rows that an episode changed or added, ascending. A row that merely falls into its time is not among them,
   * nor is one of a gradual episode before its onset.
   */
  readonly anomalousRows: Uint32Array;
}

/** As plain JSON. */
export function truthToJson(truth: Truth): Record<string, unknown> {
  return { ...truth, anomalousRows: Array.from(truth.anomalousRows) };
}

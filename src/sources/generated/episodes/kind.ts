import { type Random } from '../../../random/random';
import { type Draft } from '../draft';
import { type EpisodeType, type GrowingType } from '../truth';

/** What it takes to plan an episode of a kind. */
interface Occasion {
  readonly startMs: number;
  readonly endMs: number;
  readonly random: Random;
}

/** One kind of incident: one file in this folder, one line in the registry. */
export interface EpisodeKind {
  readonly type: EpisodeType | GrowingType;
  /** Shortest and longest, in minutes. */
  readonly minutes: readonly [number, number];
  plan(occasion: Occasion): EpisodePlan;
}

/** What an episode does. Services are codes; all that it draws comes from the random numbers that it is given. */
export interface EpisodePlan {
  /** All that suffer, the one where it begins in front. */
  readonly services: readonly number[];
  readonly description: string;
  readonly onsetMs?: number;
  readonly breachMs?: number;
  /**
   * Changes an ordinary log that falls into the episode's time.
   * @returns whether it did, so that the log is anomalous
   */
  affect(draft: Draft, random: Random): boolean;
  /** Which service logs in this one's place, where this one cannot. */
  divert?(service: number, random: Random): number;
  /** How many more than usual wait in the queue of a service. */
  backlog?(service: number, timeMs: number): number;
  /** Logs that it adds to the ordinary ones. */
  readonly burst?: Burst;
}

interface Burst {
  /** How many, as a multiple of the logs of an average minute, for each minute. */
  readonly rate: number;
  write(draft: Draft, random: Random): void;
}

/** How far the episode has come, 0 to 1. */
export function progress(timeMs: number, fromMs: number, toMs: number): number {
  return Math.max(0, Math.min(1, (timeMs - fromMs) / (toMs - fromMs)));
}

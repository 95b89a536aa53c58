import { authenticationFailure } from './authenticationFailure';
import { databaseConnection } from './databaseConnection';
import { diskSpace } from './diskSpace';
import { errorRateIncrease } from './errorRateIncrease';
import { type FaultMix } from '../../../query/settings';
import { growingBacklog, passingBacklog, suddenBacklog } from './backlogs';
import { type EpisodeKind } from './kind';
import { memoryLeak } from './memoryLeak';
import { networkLatency } from './networkLatency';
import { rateLimiting } from './rateLimiting';
import { passingErrors, risingErrors } from './risingErrors';
import { passingRetries, risingRetries, suddenRetries } from './retries';
import { responseTimeSpike } from './responseTimeSpike';
import { serviceOutage } from './serviceOutage';
import { unusualPattern } from './unusualPattern';

/** Every week has each of these once. */
const EPISODE_KINDS: readonly EpisodeKind[] = [
  databaseConnection,
  memoryLeak,
  rateLimiting,
  responseTimeSpike,
  authenticationFailure,
  diskSpace,
  networkLatency,
  serviceOutage,
  errorRateIncrease,
  unusualPattern,
];

/** Every week has each of these once more. */
const FREQUENT_KINDS: readonly EpisodeKind[] = [databaseConnection, memoryLeak, rateLimiting];

/** Each week: what grows until it fails, what grows and passes, and what comes at once. */
const GROWING_KINDS: readonly EpisodeKind[] = [
  growingBacklog,
  growingBacklog,
  passingBacklog,
  passingBacklog,
  suddenBacklog,
  risingRetries,
  risingRetries,
  passingRetries,
  suddenRetries,
  risingErrors,
  risingErrors,
  passingErrors,
  errorRateIncrease,
  diskSpace,
];

/** What a week has of each mix, fourteen at most. */
export const WEEKLY_KINDS: Readonly<Record<FaultMix, readonly EpisodeKind[]>> = {
  mixed: [...EPISODE_KINDS, ...FREQUENT_KINDS],
  growing: GROWING_KINDS,
};

import { authenticationFailure } from './authenticationFailure';
import { databaseConnection } from './databaseConnection';
import { diskSpace } from './diskSpace';
import { errorRateIncrease } from './errorRateIncrease';
import { type EpisodeKind } from './kind';
import { memoryLeak } from './memoryLeak';
import { networkLatency } from './networkLatency';
import { rateLimiting } from './rateLimiting';
import { responseTimeSpike } from './responseTimeSpike';
import { serviceOutage } from './serviceOutage';
import { unusualPattern } from './unusualPattern';

/** Every week has each of these once. */
export const EPISODE_KINDS: readonly EpisodeKind[] = [
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

/** Every week has each of these once more: the seed's own three. */
export const FREQUENT_KINDS: readonly EpisodeKind[] = [databaseConnection, memoryLeak, rateLimiting];

import { learnedZ } from '../statistics/likelihood';
import { minDeviation, type RateBaseline } from './baselines';
import { type Deviation } from './elevatedStretches';

/** What has to be reached for a rate to deviate: so many of the part and of the whole, a rise, standard deviations. */
export interface RateLeast {
  readonly minPart: number;
  readonly minWhole?: number;
  readonly minRise: number;
  readonly minZ: number;
}

/** What makes a deviation from a service's usual rate, upwards. */
export function rateDeviation(usual: RateBaseline, { minRise, minZ, ...least }: RateLeast): Deviation {
  const { rate, learned } = usual;
  return {
    ...least,
    usual: rate,
    minShare: rate + minRise,
    z: (part, whole) => learnedZ(part, whole, rate, learned),
    leastZ: minDeviation(minZ, usual),
  };
}

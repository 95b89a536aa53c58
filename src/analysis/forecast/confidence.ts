import { type Crossing } from './fit/crossing';
import { type Indicator } from './indicators/indicator';
import { type TrendLine } from './fit/fitTrend';

/** What has just happened is not in the logs yet: a breach that is expected now may have come already. */
export const UNSEEN_MINUTES = 1;

/** How readily trends end before they reach the limit: see `goingOn`. */
const PERSISTENCE = 0.05;

/**
 * The probability that the rule will be broken about when the trend reaches its limit: that the trend is one, and that
 * it goes on.
 *
 * The first is Bayes' rule with the bound of Sellke, Bayarri and Berger (2001) on what a p-value says against chance,
 * 1 / (-e p ln p).
 *
 * @param turns how often it came as far before, and turned
 */
export function confidenceOf(
  { chance, span }: TrendLine,
  { expected }: Crossing,
  { prior, persistence = PERSISTENCE }: Pick<Indicator, 'prior' | 'persistence'>,
  turns: number
): number {
  const p = Math.max(chance, 1e-12);
  const odds = (prior / (1 - prior)) * (1 / (-Math.E * p * Math.log(p)));
  const goesOn = goingOn(span, expected, persistence) / (1 + turns);
  return (odds / (1 + odds)) * goesOn * (expected / (expected + UNSEEN_MINUTES));
}

/** What has lasted for long lasts for longer: the probability that it does, by a power of the part that is past. */
export function goingOn(lasted: number, hasToLast: number, persistence: number): number {
  return (lasted / (lasted + hasToLast)) ** persistence;
}

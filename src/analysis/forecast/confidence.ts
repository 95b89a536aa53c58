import { type Crossing } from './crossing';
import { type Trend } from './trend';

/** At a random moment a sign leads to a breach about so often. */
const PRIOR = 0.005;

/** How readily trends end before they reach the limit: see `persistence`. */
const PERSISTENCE = 0.1;

/**
 * The probability that the rule will be broken by `comesBy`: that the trend is one, and that it goes on.
 *
 * The first is Bayes' rule with the bound of Sellke, Bayarri and Berger (2001) on what a p-value says against chance,
 * 1 / (-e p ln p).
 */
export function confidenceOf({ chance, span }: Trend, { expected }: Crossing): number {
  const p = Math.max(chance, 1e-12);
  const odds = (PRIOR / (1 - PRIOR)) * (1 / (-Math.E * p * Math.log(p)));
  return (odds / (1 + odds)) * persistence(span, expected);
}

/** What has lasted for long lasts for longer. */
function persistence(lasted: number, hasToLast: number): number {
  return (lasted / (lasted + hasToLast)) ** PERSISTENCE;
}

import { type Dependency } from '../model/analysis';
import { percent, plural } from '../../format/format';
import { type TraceCalls } from './traceCalls';

const ROUNDS = 20;

/** Calls that fewer traces show, or so small a share of what either side does, may be the order of chance. */
const MIN_CALLS = 5;
const MIN_SHARE = 0.02;

/** Of two directions the weaker one counts only with this share of the other. */
const BOTH_WAYS = 0.3;

/**
 * Who called whom in traces. Where any of several may be the caller, the one that surely or likely calls it in the
 * largest share of its own traces is believed most: expectation and maximisation (Dempster, Laird and Rubin 1977) over
 * the different sets of possible callers.
 */
export function traceDependencies(
  { traces, certain, possible }: TraceCalls,
  services: readonly string[]
): Dependency[] {
  const size = services.length;
  // At first each caller is as likely as the others.
  let callsOf = (_: number) => 1;
  let calls: ReadonlyMap<number, number> = certain;
  for (let round = 0; round < ROUNDS; round++) {
    const next = new Map(certain);
    for (const { called, callers, count } of possible) {
      const likelihoods = callers.map((caller) => callsOf(caller * size + called) / traces[caller]);
      const sum = likelihoods.reduce((all, likelihood) => all + likelihood, 0);
      callers.forEach((caller, i) => {
        const pair = caller * size + called;
        next.set(pair, (next.get(pair) ?? 0) + (sum > 0 ? (count * likelihoods[i]) / sum : 0));
      });
    }
    calls = next;
    callsOf = (pair) => next.get(pair) ?? 0;
  }
  return [...calls].flatMap(([pair, expected]): Dependency[] => {
    const [caller, called] = [Math.floor(pair / size), pair % size];
    const count = Math.min(traces[caller], Math.round(expected));
    const least = Math.max(
      MIN_CALLS,
      MIN_SHARE * Math.min(traces[caller], traces[called]),
      BOTH_WAYS * callsOf(called * size + caller)
    );
    const share = count / traces[caller];
    return count >= least
      ? [
          {
            from: services[caller],
            to: services[called],
            weight: share,
            learnedFrom: 'traces',
            evidence: `called in ${percent(share)} of its traces (${plural(count, 'trace')})`,
          },
        ]
      : [];
  });
}

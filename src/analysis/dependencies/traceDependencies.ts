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
  let calls = new Float64Array(size * size).fill(1);
  for (let round = 0; round < ROUNDS; round++) {
    const next = certain.slice();
    for (const { called, callers, count } of possible) {
      const likelihood = (caller: number) => calls[caller * size + called] / traces[caller];
      const sum = callers.reduce((all, caller) => all + likelihood(caller), 0);
      for (const caller of callers) {
        next[caller * size + called] += sum > 0 ? (count * likelihood(caller)) / sum : 0;
      }
    }
    calls = next;
  }
  return services.flatMap((from, caller) =>
    services.flatMap((to, called): Dependency[] => {
      const count = Math.min(traces[caller], Math.round(calls[caller * size + called]));
      const least = Math.max(
        MIN_CALLS,
        MIN_SHARE * Math.min(traces[caller], traces[called]),
        BOTH_WAYS * calls[called * size + caller]
      );
      const share = count / traces[caller];
      return count >= least
        ? [
            {
              from,
              to,
              weight: share,
              learnedFrom: 'traces',
              evidence: `called in ${percent(share)} of its traces (${plural(count, 'trace')})`,
            },
          ]
        : [];
    })
  );
}

import { rateBaseline, type RateBaseline } from '../incidents/baseline';
import { duration, percent } from '../incidents/words';
import { binomialZ } from '../statistics/likelihood';
import { blocksBack } from './blocks';
import { type ForecastInput, type Sign } from './sign';

/** Error rates wander more than what fills. */
const PRIOR = 0.001;

/** Logs whose share of errors is one point. */
const BLOCK_LOGS = 50;

/** As the rule on rising errors has it: standard deviations and points over the usual rate, in the widest of its windows. */
const LEAST_Z = 5;
const LEAST_RISE = 0.04;
const WIDEST_MINUTES = 30;

/** Error rates on their way to the first threshold that breaks a rule. */
export function errorSigns({ windows, counts, options }: ForecastInput, nowMs: number): Sign[] {
  return windows.services.flatMap((name, service): Sign[] => {
    const offset = service * windows.windows;
    const baseline = rateBaseline(counts.errors, counts.logs, offset, windows.windows);
    if (!baseline) {
      return [];
    }
    const points = blocksBack(windows, { part: counts.errors, whole: counts.logs, offset }, BLOCK_LOGS, nowMs);
    const { minutes } = points;
    const logsPerMinute = (BLOCK_LOGS * (minutes.length - 1)) / (minutes[minutes.length - 1] - minutes[0]);
    const limit = Math.min(options.errorRateThreshold, risenRate(baseline, logsPerMinute * WIDEST_MINUTES));
    return [
      {
        service,
        type: 'High Error Rate',
        key: 'error rate',
        points,
        usual: baseline.rate,
        limit,
        prior: PRIOR,
        rule: `error rate reaches ${percent(limit)}`,
        recommendation: `Look at which errors of ${name} grow, and at what changed as they began to`,
        evidence: ({ first, level, span }) =>
          `error rate ${percent(Math.max(0, first))} to ${percent(level)} in ${duration(span * 60_000)}, usually ${percent(baseline.rate)}`,
      },
    ];
  });
}

/** The lowest rate of so many logs that is significantly above the usual one. */
function risenRate({ rate, dispersion }: RateBaseline, logs: number): number {
  const least = LEAST_Z * Math.sqrt(dispersion);
  let [low, high] = [rate + LEAST_RISE, 1];
  for (let step = 0; step < 20; step++) {
    const middle = (low + high) / 2;
    if (binomialZ(middle * logs, logs, rate) >= least) {
      high = middle;
    } else {
      low = middle;
    }
  }
  return high;
}

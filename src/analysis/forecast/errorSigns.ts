import { rateBaseline } from '../incidents/baseline';
import { failing } from '../incidents/rules/failing';
import { duration, percent } from '../incidents/words';
import { blocksBack } from './blocks';
import { type ForecastInput, type Sign } from './sign';

/** Error rates wander more than what fills. */
const PRIOR = 0.001;

/** Logs whose share of errors is one point. */
const BLOCK_LOGS = 30;

/**
 * Error rates on their way to the threshold. The rule on rising errors is broken long before, as soon as a rise is certain: what it
 * finds is followed here, to where the service fails.
 */
export function errorSigns(input: ForecastInput, nowMs: number): Sign[] {
  const { windows, counts, options } = input;
  const limit = options.errorRateThreshold;
  return windows.services.flatMap((name, service): Sign[] => {
    const offset = service * windows.windows;
    const baseline = rateBaseline(counts.errors, counts.logs, offset, windows.windows);
    if (!baseline) {
      return [];
    }
    return [
      {
        service,
        type: 'High Error Rate',
        key: 'error rate',
        points: blocksBack(windows, { part: counts.errors, whole: counts.logs, offset }, BLOCK_LOGS, nowMs),
        troubleMs: windows.startMs + (failing(input, service).lastIndexOf(1) + 1) * windows.windowMs,
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

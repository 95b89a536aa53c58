import { cappedSums } from '../../series/cappedSums';
import { milliseconds } from '../../../format/format';
import { duration } from '../../../format/durations';
import { blocksBack } from '../fit/blocks';
import { type ForecastInput, type Indicator } from './indicator';
import { MINUTE } from '../../../time/units';

/** Response times wander more than what fills. */
const PRIOR = 0.001;

/** Responses whose mean is one point. */
const BLOCK_RESPONSES = 20;

/** As the rule on slow responses has it: so many times slower than usual, and so many standard deviations. */
const MIN_RATIO = 2;
const MIN_Z = 5;

/**
 * Response times on their way to what the rule on slow responses calls slow. As rates, responses a second, for what
 * builds up bit by bit (load, garbage, rows to elevatedStretches) takes its share of the time there is: the rate falls
 * along a line where the response time grows ever faster (in a queue it is 1 / (1 - utilisation)). Negative, for what
 * is looked for are rises.
 */
export function responseIndicators({ windows, series, incidents }: ForecastInput, nowMs: number): Indicator[] {
  return windows.services.flatMap((name, service): Indicator[] => {
    const offset = service * windows.windowCount;
    const baseline = series[service].responseTime;
    if (!baseline) {
      return [];
    }
    const part = cappedSums(windows.responseSum, windows.responses, offset, windows.windowCount, baseline);
    const whole = windows.responses.subarray(offset, offset + windows.windowCount);
    const blocks = blocksBack(windows, { part, whole, offset: 0 }, BLOCK_RESPONSES, nowMs);
    const usual = Math.exp(baseline.logMean);
    const limit = usual * Math.max(MIN_RATIO, Math.exp(MIN_Z * baseline.spread));
    return [
      {
        service,
        type: 'Performance Degradation',
        sign: 'response times',
        key: 'response time',
        points: { minutes: blocks.minutes, values: blocks.values.map(rateOf) },
        troubleMs: incidents
          .filter(({ services }) => services.includes(name))
          .reduce((latest, { endMs }) => Math.max(latest, endMs), -Infinity),
        usual: rateOf(usual),
        limit: rateOf(limit),
        prior: PRIOR,
        rule: `mean response time reaches ${milliseconds(limit)}, ${(limit / usual).toFixed(1)} times the usual`,
        recommendation: `Look for what builds up in ${name}: memory, connections, a queue, a table that grows; scale it if its load does`,
        evidence: ({ first, level, span }) =>
          `mean response time ${milliseconds(rateOf(first))} to ${milliseconds(rateOf(level))} in ${duration(span * MINUTE)}, ` +
          `usually ${milliseconds(usual)}`,
      },
    ];
  });
}

/** Milliseconds a response to responses a second, negative, and back. */
function rateOf(value: number): number {
  return value > 0 ? -1000 / value : 1000 / -value;
}

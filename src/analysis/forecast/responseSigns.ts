import { cappedSums, responseBaseline } from '../incidents/baseline';
import { milliseconds, duration } from '../incidents/words';
import { blocksBack } from './blocks';
import { type ForecastInput, type Sign } from './sign';

/** Responses whose mean is one point. */
const BLOCK_RESPONSES = 20;

/** As the rule on slow responses has it: so many times slower than usual, and so many standard deviations. */
const LEAST_RATIO = 2;
const LEAST_Z = 5;

/** Response times on their way to what the rule on slow responses calls one. On a logarithmic scale, for they grow by factors. */
export function responseSigns({ windows }: ForecastInput, nowMs: number): Sign[] {
  return windows.services.flatMap((name, service): Sign[] => {
    const offset = service * windows.windows;
    const baseline = responseBaseline(windows.responseSum, windows.responses, offset, windows.windows);
    if (!baseline) {
      return [];
    }
    const part = cappedSums(windows.responseSum, windows.responses, offset, windows.windows, baseline);
    const whole = windows.responses.subarray(offset, offset + windows.windows);
    const blocks = blocksBack(windows, { part, whole, offset: 0 }, BLOCK_RESPONSES, nowMs);
    const usual = Math.exp(baseline.logMean);
    const limit = baseline.logMean + Math.max(Math.log(LEAST_RATIO), LEAST_Z * baseline.spread);
    return [
      {
        service,
        type: 'Performance Degradation',
        key: 'response time',
        points: { minutes: blocks.minutes, values: blocks.values.map(Math.log) },
        usual: baseline.logMean,
        limit,
        rule: `mean response time reaches ${milliseconds(Math.exp(limit))}, ${(Math.exp(limit) / usual).toFixed(1)} times the usual`,
        recommendation: `Look for what builds up in ${name}: memory, connections, a queue, a table that grows; scale it if its load does`,
        evidence: ({ first, level, span }) =>
          `mean response time ${milliseconds(Math.exp(first))} to ${milliseconds(Math.exp(level))} in ${duration(span * 60_000)}, ` +
          `usually ${milliseconds(usual)}`,
      },
    ];
  });
}

import { type RateBaseline, responseBaseline, type ResponseBaseline, usualRate } from './baseline';
import { type RuleInput } from './rule';
import { failing } from './rules/failing';
import { type Share, shareOf } from './share';
import { cappedSums } from './slowness';

/** What several rules ask of a service, counted once. */
export interface ServiceSeries {
  /** Errors of logs, and what is usual of them; undefined: too little history. */
  readonly errors: Share;
  readonly errorRate: RateBaseline | undefined;
  /** 1 for the windows in which it fails. */
  readonly failing: Uint8Array;
  /** Time of responses, capped where it is known what is usual of them. */
  readonly responses: Share;
  readonly responseTime: ResponseBaseline | undefined;
}

/** In the order of the windows' services. */
export function serviceSeries(input: RuleInput): ServiceSeries[] {
  const { windows, counts } = input;
  const { responses, responseSum, windows: length } = windows;
  return windows.services.map((_, service) => {
    const offset = service * length;
    const errors = shareOf(counts.errors, counts.logs, offset, length);
    const responseTime = responseBaseline(responseSum, responses, offset, length);
    return {
      errors,
      errorRate: usualRate(errors),
      failing: failing(input, service, errors),
      responses: responseTime
        ? shareOf(
            cappedSums(responseSum, responses, offset, length, responseTime),
            responses.subarray(offset, offset + length),
            0,
            length
          )
        : shareOf(responseSum, responses, offset, length),
      responseTime,
    };
  });
}

import { cumulative } from '../statistics/cumulative';
import { without } from '../windows/leftOut';
import { type WindowCounts } from '../windows/windowCounts';
import { type WindowTable } from '../../logs/windowTable';
import { type RateBaseline, responseBaseline, type ResponseBaseline, usualRate } from './baselines';
import { type IncidentOptions } from '../../query/options';
import { perService } from '../../query/serviceOptions';
import { failing } from './failing';
import { type RatioSeries, ratioSeries } from './ratioSeries';
import { cappedSums } from './cappedSums';
import { meanScores } from './meanScores';
import { sumBetween } from '../statistics/sum';
import { slownessBaseline, type SlownessBaseline } from './slowness';

/** What several rules ask of a service, counted once. */
export interface ServiceSeries {
  /** All its logs, summed up as by `cumulative`: what the share of a kind of line is of. */
  readonly logs: Float64Array;
  /** Errors of the logs whose level is known, and what is usual of them; undefined: too little history. */
  readonly errors: RatioSeries;
  readonly errorRate: RateBaseline | undefined;
  /** 1 for the windows in which it fails. */
  readonly failing: Uint8Array;
  /** Time of responses, capped where it is known what is usual of them. */
  readonly responses: RatioSeries;
  readonly responseTime: ResponseBaseline | undefined;
  /** How slow its responses are for it, as normal scores, and what is usual of these; undefined: too little history. */
  readonly scores: RatioSeries;
  readonly slowness: SlownessBaseline | undefined;
}

type ResponseSeries = Pick<ServiceSeries, 'responses' | 'responseTime' | 'scores' | 'slowness'>;

/** What a service's errors are derived from. */
export type ErrorSeries = Pick<ServiceSeries, 'errors' | 'errorRate'>;

/**
 * In the order of the windows' services.
 * @param leftOut 1 for the cells that nothing is learned from; left out: all are learned from
 */
export function errorSeries(
  { services, windowCount }: WindowTable,
  counts: WindowCounts,
  leftOut?: Uint8Array
): ErrorSeries[] {
  const [learnedErrors, learnedLogs] = [without(counts.errors, leftOut), without(counts.known, leftOut)];
  return services.map((_, service) => {
    const offset = service * windowCount;
    const errors = ratioSeries(counts.errors, counts.known, offset, windowCount);
    const learned = leftOut ? ratioSeries(learnedErrors, learnedLogs, offset, windowCount) : errors;
    return { errors, errorRate: usualRate(learned) };
  });
}

/** What the series are counted from. */
export interface SeriesInput {
  readonly windows: WindowTable;
  readonly counts: WindowCounts;
  readonly options: IncidentOptions;
  /** Left out, or without scores: these are derived from the windows' means. */
  readonly lines?: { readonly responseScores?: Float64Array };
  /** 1 for the cells that nothing is learned from; left out: all are learned from. */
  readonly leftOut?: Uint8Array | undefined;
}

/** In the order of the windows' services. */
export function serviceSeries({ windows, counts, options, lines, leftOut }: SeriesInput): ServiceSeries[] {
  const { responses, responseSum, windowCount: length } = windows;
  const { responseScores = meanScores(windows) } = lines ?? {};
  const learnedSum = without(responseSum, leftOut);
  const learnedResponses = without(responses, leftOut);
  const learnedScores = without(responseScores, leftOut);
  // Of a system's log hardly a service has response times: those that have none share their sums.
  const nothing = new Float64Array(length + 1);
  const withoutResponses: ResponseSeries = {
    responses: { part: nothing, whole: nothing },
    responseTime: undefined,
    scores: { part: nothing, whole: nothing },
    slowness: undefined,
  };
  const responsesOf = (offset: number): ResponseSeries => {
    if (sumBetween(responses, offset, offset + length) === 0) {
      return withoutResponses;
    }
    const responseTime = responseBaseline(learnedSum, learnedResponses, offset, length);
    const times = ratioSeries(responseSum, responses, offset, length);
    const scores = { part: cumulative(responseScores, offset, offset + length), whole: times.whole };
    const learnedTimes = leftOut ? ratioSeries(learnedSum, learnedResponses, offset, length) : times;
    const learned = leftOut
      ? { part: cumulative(learnedScores, offset, offset + length), whole: learnedTimes.whole }
      : scores;
    return {
      responses: responseTime
        ? { part: cumulative(cappedSums(responseSum, responses, offset, length, responseTime)), whole: times.whole }
        : times,
      responseTime,
      scores,
      slowness: slownessBaseline(learned, learnedTimes),
    };
  };
  const optionsOf = perService(options);
  return errorSeries(windows, counts, leftOut).map(({ errors, errorRate }, service): ServiceSeries => ({
    logs: cumulative(counts.logs, service * length, (service + 1) * length),
    errors,
    errorRate,
    failing: failing(windows, optionsOf(windows.services[service]), errors, errorRate?.rate ?? 0),
    ...responsesOf(service * length),
  }));
}

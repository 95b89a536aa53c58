import { cumulative } from '../statistics/cumulative';
import { type WindowCounts } from '../windows/windowCounts';
import { type WindowTable } from '../../logs/windowTable';
import { type RateBaseline, responseBaseline, type ResponseBaseline, usualRate } from './baselines';
import { type IncidentOptions } from '../../query/options';
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

/** In the order of the windows' services. */
export function errorSeries({ services, windowCount }: WindowTable, counts: WindowCounts): ErrorSeries[] {
  return services.map((_, service) => {
    const errors = ratioSeries(counts.errors, counts.known, service * windowCount, windowCount);
    return { errors, errorRate: usualRate(errors) };
  });
}

/** What the series are counted from. */
export interface SeriesInput {
  readonly windows: WindowTable;
  readonly counts: WindowCounts;
  readonly options: IncidentOptions;
  /** Left out, or without scores: these are derived from the windows' means. */
  readonly lines?: { readonly responseScores?: Float64Array };
}

/** In the order of the windows' services. */
export function serviceSeries({ windows, counts, options, lines }: SeriesInput): ServiceSeries[] {
  const { responses, responseSum, windowCount: length } = windows;
  const { responseScores = meanScores(windows) } = lines ?? {};
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
    const responseTime = responseBaseline(responseSum, responses, offset, length);
    const times = ratioSeries(responseSum, responses, offset, length);
    const scores = { part: cumulative(responseScores, offset, offset + length), whole: times.whole };
    return {
      responses: responseTime
        ? { part: cumulative(cappedSums(responseSum, responses, offset, length, responseTime)), whole: times.whole }
        : times,
      responseTime,
      scores,
      slowness: slownessBaseline(scores, times),
    };
  };
  return errorSeries(windows, counts).map(({ errors, errorRate }, service): ServiceSeries => ({
    logs: cumulative(counts.logs, service * length, (service + 1) * length),
    errors,
    errorRate,
    failing: failing(windows, options, errors, errorRate?.rate ?? 0),
    ...responsesOf(service * length),
  }));
}

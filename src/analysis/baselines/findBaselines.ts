import { type LogTable } from '../../logs/logTable';
import { type WindowTable } from '../../logs/windowTable';
import { eventsReachingInto, type KnownEvent } from '../../query/calendar';
import { HOUR, MINUTE } from '../../time/units';
import { type Baseline, type Incident, type LeftOut } from '../model/analysis';
import { LEAST_LOGS, MIN_BLOCKS } from '../series/baselines';
import { type RatioSeries } from '../series/ratioSeries';
import { LEAST_RESPONSES } from '../series/slowness';
import { usualThen } from '../series/usualThen';
import { type TimeRange } from '../windows/grid';
import { isOf } from '../windows/leftOut';
import { type SameTime } from '../windows/sameTime';
import { type Summary } from '../windows/totals';
import { type WindowCounts } from '../windows/windowCounts';
import { learnedResponseTimes } from './learnedResponseTimes';

export interface BaselinesInput {
  readonly span: TimeRange;
  readonly windows: WindowTable;
  readonly counts: WindowCounts;
  readonly incidents: readonly Incident[];
  /** What people know is not usual. */
  readonly events: readonly KnownEvent[];
  readonly sameTime: SameTime;
  /** Of all of the span, services in the order of the windows' services. */
  readonly summary: Summary;
  /** Every log of the span. Left out: they were counted, and what was left out is in the response times. */
  readonly table?: LogTable;
}

/**
 * What is usual for each service, from all of the span but the incidents and the events in it. By name. Linear in cells
 * and logs.
 */
export function findBaselines(input: BaselinesInput): Baseline[] {
  const { windows, counts, span } = input;
  const leftOut = leftOutByService(input.incidents);
  const services = windows.services.flatMap((service, index) => {
    const own = [...(leftOut.get(service) ?? []), ...eventsOf(service, input)].sort((a, b) => b.fromMs - a.fromMs);
    const offset = index * windows.windowCount;
    const first = counts.logs.subarray(offset, offset + windows.windowCount).findIndex((logs) => logs > 0);
    return first < 0 ? [] : [{ service, index, offset, first, leftOut: own, isLearned: learned(own, windows, first) }];
  });
  const responseTimes = learnedResponseTimes(services, input);
  return services.map(({ service, offset, first, isLearned, leftOut: own }, i): Baseline => {
    const sinceMs = Math.max(span.fromMs, windows.startMs + first * windows.windowMs);
    const readyMs = readyAt(sinceMs, input, offset);
    const minutes = learnedSums(isLearned, () => windows.windowMs / MINUTE);
    const sumsOf = (column: Uint32Array) => learnedSums(isLearned, (window) => column[offset + window]);
    const logs = { part: sumsOf(counts.logs), whole: minutes };
    const errors = { part: sumsOf(counts.errors), whole: sumsOf(counts.known) };
    const allMinutes = ((windows.windowCount - first) * windows.windowMs) / MINUTE;
    return {
      service,
      sinceMs,
      ...(readyMs !== undefined && { readyMs }),
      ...named('logsPerMinute', meanOf(logs)),
      ...named('errorRate', meanOf(errors)),
      ...responseTimes[i],
      ...thisHour(logs, errors, input),
      leftOut: own,
      leftOutShare: 1 - (minutes.at(-1) ?? 0) / allMinutes,
    };
  });
}

function leftOutByService(incidents: readonly Incident[]): Map<string, LeftOut[]> {
  const byService = new Map<string, LeftOut[]>();
  for (const { services, startMs, endMs, type } of incidents) {
    for (const service of services) {
      const own = byService.get(service) ?? [];
      own.push({ fromMs: startMs, toMs: endMs, why: `incident: ${type}` });
      byService.set(service, own);
    }
  }
  return byService;
}

function eventsOf(service: string, { events, span }: BaselinesInput): LeftOut[] {
  return eventsReachingInto(events, span)
    .filter((event) => isOf(event, service))
    .map(({ name, fromMs, toMs, mark = 'calendar' }) => ({ fromMs, toMs, why: `${mark}: ${name}` }));
}

/** 1 for the windows from the first one on that nothing of what was left out reaches into. */
function learned(leftOut: readonly LeftOut[], { startMs, windowMs, windowCount }: WindowTable, first: number) {
  const isLearned = new Float64Array(windowCount).fill(1, first);
  for (const { fromMs, toMs } of leftOut) {
    const from = Math.max(0, Math.floor((fromMs - startMs) / windowMs));
    isLearned.fill(0, from, Math.max(from, Math.ceil((toMs - startMs) / windowMs)));
  }
  return isLearned;
}

/** Undefined: of nothing. */
function meanOf({ part, whole }: RatioSeries): number | undefined {
  const [sum, count] = [part[part.length - 1], whole[whole.length - 1]];
  return count > 0 ? sum / count : undefined;
}

function named(name: 'logsPerMinute' | 'errorRate', value: number | undefined) {
  return value !== undefined && { [name]: value };
}

/** What is usual in the hour before the end, from the same hour on other days or weeks. */
function thisHour(logs: RatioSeries, errors: RatioSeries, { windows, sameTime }: BaselinesInput) {
  const { windowCount, windowMs } = windows;
  const hour = { from: Math.max(0, windowCount - Math.ceil(HOUR / windowMs)), to: windowCount };
  const then = usualThen(logs, hour, sameTime);
  return (
    then && {
      thisHour: {
        by: then.by,
        ...named('logsPerMinute', then.usual),
        ...named('errorRate', usualThen(errors, hour, sameTime)?.usual),
      },
    }
  );
}

/**
 * When there will be as many blocks of logs as rules take to compare a service with itself, of its errors and of its
 * response times, as far as it has either, if logs go on to come as since its first one. Undefined: there are.
 */
function readyAt(sinceMs: number, { span, windows, counts }: BaselinesInput, offset: number): number | undefined {
  const done = [
    blocksIn(counts.known, offset, windows.windowCount, LEAST_LOGS),
    blocksIn(windows.responses, offset, windows.windowCount, LEAST_RESPONSES),
  ];
  const least = Math.min(...done.filter((blocks) => blocks > 0));
  return least < MIN_BLOCKS ? sinceMs + ((span.toMs - sinceMs) * MIN_BLOCKS) / least : undefined;
}

/** Blocks of at least so many counts, the last one in part; no more are counted than are enough. */
function blocksIn(column: Uint32Array, offset: number, windowCount: number, least: number): number {
  let [blocks, sum] = [0, 0];
  for (let cell = offset; cell < offset + windowCount && blocks < MIN_BLOCKS; cell++) {
    sum += column[cell];
    if (sum >= least) {
      blocks++;
      sum = 0;
    }
  }
  return blocks + sum / least;
}

/** Sums up, as by `cumulative`, the windows that were learned from. */
function learnedSums(isLearned: Float64Array, valueOf: (window: number) => number): Float64Array {
  const sums = new Float64Array(isLearned.length + 1);
  for (let window = 0; window < isLearned.length; window++) {
    sums[window + 1] = sums[window] + (isLearned[window] === 1 ? valueOf(window) : 0);
  }
  return sums;
}

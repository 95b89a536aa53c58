import { QueryError } from '../../errors';
import { type LogTable } from '../../logs/logTable';
import { type GeneratedOptions } from '../../query/settings';
import { episodesBetween, type ScheduledEpisode } from './episodes/schedule';
import { MinuteWriter } from './minuteWriter';
import { Rows } from './rows';
import { CALLS, SERVICES } from './services';
import { createTraffic, type Traffic } from './traffic';
import { type Truth } from './truth';
import { MINUTE } from '../../time/units';

export interface TimeRange {
  /** Inclusive, in milliseconds since the epoch. */
  readonly fromMs: number;
  /** Exclusive. */
  readonly toMs: number;
}

export interface Generated {
  readonly table: LogTable;
  readonly truth: Truth;
}

/** More logs than this at once would not fit into memory beside what is made of them. */
export const MAX_GENERATED_LOGS = 20_000_000;

const MINUTES_A_STEP = 180;

/**
 * Logs of seven services, and what went wrong among them. The same options and range give the same logs at any time,
 * and ranges that overlap have the same logs where they do: each minute is drawn on its own, from the seed and its
 * number. Seven days have `7 * options.logsPerDay` logs, exactly, wherever they begin; only where a border of the range
 * cuts through the hour and a half around a burst (rate limiting, passwords tried), it may be a few hundredths of a day
 * more or fewer.
 *
 * @throws QueryError for a range that is none, or that has more than MAX_GENERATED_LOGS
 */
export function generate(options: GeneratedOptions, range: TimeRange): Generated {
  const steps = generateSteps(options, range);
  for (;;) {
    const step = steps.next();
    if (step.done) {
      return step.value;
    }
  }
}

/**
 * As `generate`, in steps of some hours, each of which yields the number of logs made so far.
 *
 * @param newest the most logs to keep, the newest; the truth's rows are those of the logs kept
 */
export function* generateSteps(
  options: GeneratedOptions,
  range: TimeRange,
  newest = Infinity
): Generator<number, Generated, void> {
  const traffic = createTraffic(options);
  const [firstMinute, endMinute] = minutesOf(range);
  const logs = traffic.logsBefore(endMinute) - traffic.logsBefore(firstMinute);
  if (logs > MAX_GENERATED_LOGS) {
    throw new QueryError(
      `The range has ${logs} generated logs, and at most ${MAX_GENERATED_LOGS} are made at once. Choose a shorter range, or fewer logs a day.`
    );
  }
  const scheduled = episodesBetween(options, traffic, firstMinute, endMinute);
  const rows = new Rows(scheduled.reduce((sum, { borrowed }) => sum + (borrowed?.count ?? 0), logs));
  const writer = new MinuteWriter(options.seed, traffic, rows, range, options.faults === 'growing');
  for (let step = firstMinute; step < endMinute; step += MINUTES_A_STEP) {
    const stepEnd = Math.min(step + MINUTES_A_STEP, endMinute);
    const near = scheduled.filter((episode) => concerns(episode, traffic, step, stepEnd));
    for (let minute = step; minute < stepEnd; minute++) {
      writer.write(minute, near);
    }
    yield rows.length;
  }
  const { table, anomalousRows } = rows.finish(Math.max(0, rows.length - newest));
  const dependencies = CALLS.map(([from, to]) => ({ from: SERVICES[from], to: SERVICES[to] }));
  const episodes = scheduled
    .map(({ episode }) => episode)
    .filter(({ startMs, endMs }) => startMs < range.toMs && endMs > range.fromMs);
  return {
    table,
    truth: { seed: options.seed, fromMs: range.fromMs, toMs: range.toMs, dependencies, episodes, anomalousRows },
  };
}

function minutesOf({ fromMs, toMs }: TimeRange): [number, number] {
  if (!Number.isFinite(fromMs) || !Number.isFinite(toMs) || toMs < fromMs) {
    throw new QueryError(`No logs can be generated from ${fromMs} to ${toMs}: the range has to end after it begins.`);
  }
  return [Math.floor(fromMs / MINUTE), Math.ceil(toMs / MINUTE)];
}

/** Whether the episode, or what its burst borrows, touches these minutes. */
function concerns({ episode, borrowed }: ScheduledEpisode, traffic: Traffic, from: number, to: number): boolean {
  if (episode.startMs < to * MINUTE && episode.endMs > from * MINUTE) {
    return true;
  }
  return (
    borrowed !== undefined && borrowed.fromLog < traffic.logsBefore(to) && borrowed.toLog > traffic.logsBefore(from)
  );
}

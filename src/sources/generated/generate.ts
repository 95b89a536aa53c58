import { createRandom, type Random } from '../../random/random';
import { QueryError } from '../../errors';
import { type LogTable } from '../../logs/logTable';
import { type GeneratedOptions } from '../../query/settings';
import { type Conditions, drawOrdinary } from './baseline';
import { CATALOGUE } from './catalogue';
import { type Draft } from './draft';
import { episodesBetween, type ScheduledEpisode } from './episodes/schedule';
import { Rows } from './rows';
import { CALLS, type Flow, FLOW_SIZES, FLOWS, SERVICES } from './services';
import { Stream } from './streams';
import { createTraffic, MINUTE_MS, minuteOfWeek, type Traffic } from './traffic';
import { type Truth } from './truth';

export interface TimeRange {
  /** Inclusive, in milliseconds since the epoch. */
  fromMs: number;
  /** Exclusive. */
  toMs: number;
}

export interface Generated {
  table: LogTable;
  truth: Truth;
}

/** More logs than this at once would not fit into memory beside what is made of them. */
export const MAX_GENERATED_LOGS = 20_000_000;

const MINUTES_A_STEP = 360;
/** A request's logs lie at most this far apart each. */
const HOP_US = 40_000;
const MINUTE_US = MINUTE_MS * 1000;
/** The share of requests logged by one service alone that carry a trace id; all others do. */
const SINGLE_TRACED_SHARE = 0.35;

/**
 * Logs of seven services, and what went wrong among them. The same options and range give the same logs at any time, and
 * ranges that overlap have the same logs where they do: each minute is drawn on its own, from the seed and its own
 * number. Seven days, wherever they begin, have `7 * options.logsPerDay` logs exactly, unless a border of the range cuts through the
 * hours around a burst (see schedule.ts), which shifts a few logs from one side to the other.
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

/** As `generate`, in steps of some hours, each of which yields the logs made so far. */
export function* generateSteps(
  options: GeneratedOptions,
  range: TimeRange,
  newest = Infinity
): Generator<number, Generated, void> {
  const traffic = createTraffic(options);
  const [firstMinute, endMinute] = minutesOf(range);
  const episodes = episodesBetween(options, traffic, firstMinute, endMinute);
  const added = episodes.reduce((sum, { borrowed }) => sum + (borrowed?.count ?? 0), 0);
  const capacity = traffic.logsBefore(endMinute) - traffic.logsBefore(firstMinute) + added;
  if (capacity - added > MAX_GENERATED_LOGS) {
    throw new QueryError(
      `The range has ${capacity} generated logs, and at most ${MAX_GENERATED_LOGS} are made at once. Choose a shorter range, or fewer logs a day.`
    );
  }
  const rows = new Rows(capacity);
  const writer = new MinuteWriter(options.seed, traffic, rows, range);
  for (let step = firstMinute; step < endMinute; step += MINUTES_A_STEP) {
    const stepEnd = Math.min(step + MINUTES_A_STEP, endMinute);
    const near = episodes.filter((episode) => touches(episode, traffic, step, stepEnd));
    for (let minute = step; minute < stepEnd; minute++) {
      writer.write(minute, near);
      rows.endMinute(minute);
    }
    yield rows.length;
  }
  const { table, anomalousRows } = rows.finish(Math.max(0, rows.length - newest));
  return {
    table,
    truth: {
      seed: options.seed,
      fromMs: range.fromMs,
      toMs: range.toMs,
      dependencies: CALLS.map(([from, to]) => ({ from: SERVICES[from] ?? '', to: SERVICES[to] ?? '' })),
      episodes: episodes
        .map(({ episode }) => episode)
        .filter(({ startMs, endMs }) => startMs < range.toMs && endMs > range.fromMs),
      anomalousRows,
    },
  };
}

function minutesOf({ fromMs, toMs }: TimeRange): [number, number] {
  if (!Number.isFinite(fromMs) || !Number.isFinite(toMs) || toMs < fromMs) {
    throw new QueryError(`No logs can be generated from ${fromMs} to ${toMs}: the range has to end after it begins.`);
  }
  return [Math.floor(fromMs / MINUTE_MS), Math.ceil(toMs / MINUTE_MS)];
}

/** Whether the episode, or what its burst borrows, lies in these minutes. */
function touches({ episode, borrowed }: ScheduledEpisode, traffic: Traffic, from: number, to: number): boolean {
  const during = episode.startMs < to * MINUTE_MS && episode.endMs > from * MINUTE_MS;
  return (
    during || (!!borrowed && borrowed.fromLog < traffic.logsBefore(to) && borrowed.toLog > traffic.logsBefore(from))
  );
}

/** Writes one minute after the other; each depends on nothing but the seed and its own number. */
class MinuteWriter {
  private readonly draft: Draft;
  private readonly conditions: Conditions = { load: 1, requestSpread: 0, calledFailed: false };

  constructor(
    private readonly seed: number,
    private readonly traffic: Traffic,
    private readonly rows: Rows,
    private readonly range: TimeRange
  ) {
    const message = CATALOGUE[0]?.[0]?.[0];
    if (!message) {
      throw new Error('The catalogue of messages is empty.');
    }
    this.draft = { timeMs: 0, service: 0, message, variant: 0, responseTime: 0 };
  }

  write(minute: number, episodes: readonly ScheduledEpisode[]): void {
    const firstLog = this.traffic.logsBefore(minute);
    const endLog = this.traffic.logsBefore(minute + 1);
    const active = episodes.filter(
      ({ episode }) => episode.startMs < (minute + 1) * MINUTE_MS && episode.endMs > minute * MINUTE_MS
    );
    const borrowing = episodes.filter(
      ({ borrowed }) => borrowed && borrowed.fromLog < endLog && borrowed.toLog > firstLog
    );
    const effects = createRandom(this.seed, Stream.effects, minute);
    const timetable = createRandom(this.seed, Stream.timetable, minuteOfWeek(minute));
    const content = createRandom(this.seed, Stream.content, minute);
    this.conditions.load = this.traffic.load(minute);
    for (let log = firstLog; log < endLog;) {
      log += this.writeRequest(minute, log, endLog, timetable, content, effects, active, borrowing);
    }
    for (const scheduled of active) {
      this.writeBurst(minute, scheduled, effects);
    }
  }

  /** @returns the number of logs that the request has */
  private writeRequest(
    minute: number,
    firstLog: number,
    endLog: number,
    timetable: Random,
    content: Random,
    effects: Random,
    active: readonly ScheduledEpisode[],
    borrowing: readonly ScheduledEpisode[]
  ): number {
    const { draft, conditions } = this;
    const drawn = drawSize(timetable);
    const size = drawn > endLog - firstLog ? 1 : drawn;
    let timeUs = timetable.next() * (MINUTE_US - FLOW_SIZES.length * HOP_US);
    const { services } = drawFlow(size, content);
    const traceHigh = content.next();
    const traceLow = content.next();
    const traced = size > 1 || content.next() < SINGLE_TRACED_SHARE;
    conditions.requestSpread = content.normal();
    conditions.calledFailed = false;
    let trace = 0;
    // A service logs when it is done, so the one called last comes first.
    for (let hop = size - 1; hop >= 0; hop--) {
      timeUs += 500 + timetable.next() * (HOP_US - 1000);
      draft.timeMs = minute * MINUTE_MS + Math.floor(timeUs) / 1000;
      draft.service = services[hop] ?? 0;
      const during = active.find(({ episode }) => draft.timeMs >= episode.startMs && draft.timeMs < episode.endMs);
      if (during?.plan.divert) {
        draft.service = during.plan.divert(draft.service, effects);
      }
      drawOrdinary(draft, conditions, content);
      conditions.calledFailed = draft.message.status >= 500;
      const anomalous = during?.plan.affect(draft, effects) ?? false;
      if (this.inRange() && !isBorrowed(firstLog + hop, borrowing)) {
        if (traced && trace === 0) {
          trace = this.rows.addTrace(hex(traceHigh) + hex(traceLow));
        }
        this.rows.add(draft, trace, anomalous);
      }
    }
    return size;
  }

  private writeBurst(minute: number, { episode, plan, borrowed }: ScheduledEpisode, effects: Random): void {
    if (!plan.burst || !borrowed) {
      return;
    }
    const fromMs = Math.max(episode.startMs, minute * MINUTE_MS);
    const toMs = Math.min(episode.endMs, (minute + 1) * MINUTE_MS);
    const perMs = borrowed.count / (episode.endMs - episode.startMs);
    const end = Math.floor(perMs * (toMs - episode.startMs));
    for (let log = Math.floor(perMs * (fromMs - episode.startMs)); log < end; log++) {
      this.draft.timeMs = fromMs + Math.floor(effects.next() * (toMs - fromMs) * 1000) / 1000;
      plan.burst.write(this.draft, effects);
      if (this.inRange()) {
        this.rows.add(this.draft, 0, true);
      }
    }
  }

  private inRange(): boolean {
    return this.draft.timeMs >= this.range.fromMs && this.draft.timeMs < this.range.toMs;
  }
}

/** Of the logs of a burst's surroundings every so many-th makes room for one of its own. */
function isBorrowed(log: number, borrowing: readonly ScheduledEpisode[]): boolean {
  return borrowing.some(({ borrowed }) => {
    if (!borrowed || log < borrowed.fromLog || log >= borrowed.toLog) {
      return false;
    }
    const share = borrowed.count / (borrowed.toLog - borrowed.fromLog);
    const nth = log - borrowed.fromLog;
    return Math.floor(share * (nth + 1)) > Math.floor(share * nth);
  });
}

function drawSize(random: Random): number {
  let u = random.next();
  for (let i = 0; i < FLOW_SIZES.length; i++) {
    u -= FLOW_SIZES[i] ?? 0;
    if (u < 0) {
      return i + 1;
    }
  }
  return 1;
}

const FLOW_WEIGHTS = FLOWS.map((flows) => flows.reduce((sum, flow) => sum + flow.weight, 0));

function drawFlow(size: number, random: Random): Flow {
  const flows = FLOWS[size - 1] ?? [];
  let u = random.next() * (FLOW_WEIGHTS[size - 1] ?? 0);
  for (const flow of flows) {
    u -= flow.weight;
    if (u < 0) {
      return flow;
    }
  }
  return flows[0] ?? { weight: 1, services: [] };
}

function hex(uniform: number): string {
  return Math.floor(uniform * 4294967296)
    .toString(16)
    .padStart(8, '0');
}

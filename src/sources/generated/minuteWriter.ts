import { createRandom, type Random } from '../../random/random';
import { type Conditions, drawOrdinary } from './baseline';
import { CATALOGUE } from './catalogue';
import { type Draft } from './draft';
import { type Borrowed, type ScheduledEpisode } from './episodes/schedule';
import { type Rows } from './rows';
import { sayQueue } from './queues';
import { type Flow, FLOW_SIZES, FLOWS } from './services';
import { Stream } from './streams';
import { minuteOfWeek, type Traffic } from './traffic';
import { MINUTE } from '../../time/units';

/** The logs of one request lie at most this far apart each, in microseconds. */
const HOP_US = 40_000;
const LATEST_START_US = MINUTE * 1000 - FLOW_SIZES.length * HOP_US;
/** The share of the requests logged by one service alone that carry a trace id; all others do. */
const SINGLE_TRACED_SHARE = 0.35;

/** The streams of a minute. */
interface Streams {
  /** When: the same in each week, so that seven days always have the same number of logs. */
  readonly timetable: Random;
  readonly content: Random;
  readonly effects: Random;
}

/** Writes minutes; what is in one depends on nothing but the seed and the minute's own number. */
export class MinuteWriter {
  private readonly draft: Draft = {
    timeMs: 0,
    service: 0,
    message: CATALOGUE[0].background[0],
    variant: 0,
    responseTime: 0,
  };
  private readonly conditions: Conditions = { load: 1, alone: false, requestSpread: 0, calledFailed: false };

  /**
   * Logs outside the range, from inclusive, to exclusive, are left out.
   *
   * @param logsQueues services say how many wait in their queues
   */
  constructor(
    private readonly seed: number,
    private readonly traffic: Traffic,
    private readonly rows: Rows,
    private readonly range: { readonly fromMs: number; readonly toMs: number },
    private readonly logsQueues = false
  ) {}

  /** @param near episodes that may concern the minute */
  write(minute: number, near: readonly ScheduledEpisode[]): void {
    const startMs = minute * MINUTE;
    const firstLog = this.traffic.logsBefore(minute);
    const endLog = this.traffic.logsBefore(minute + 1);
    const streams = {
      timetable: createRandom(this.seed, Stream.timetable, minuteOfWeek(minute)),
      content: createRandom(this.seed, Stream.content, minute),
      effects: createRandom(this.seed, Stream.effects, minute),
    };
    this.conditions.load = this.traffic.load(minute);
    for (let log = firstLog; log < endLog;) {
      log += this.writeRequest(startMs, log, endLog, streams, near);
    }
    for (const scheduled of near) {
      this.writeBurst(startMs, scheduled, streams.effects);
    }
    this.rows.endMinute(minute);
  }

  /** @returns the number of logs that the request has */
  private writeRequest(
    minuteMs: number,
    firstLog: number,
    endLog: number,
    { timetable, content, effects }: Streams,
    near: readonly ScheduledEpisode[]
  ): number {
    const { draft, conditions } = this;
    const drawn = drawSize(timetable);
    const size = drawn > endLog - firstLog ? 1 : drawn;
    const { services } = drawFlow(size, content);
    const traced = size > 1 || content.next() < SINGLE_TRACED_SHARE;
    const traceHigh = content.next();
    const traceLow = content.next();
    let trace = 0;
    let timeUs = timetable.next() * LATEST_START_US;
    conditions.alone = !traced;
    conditions.requestSpread = content.normal();
    conditions.calledFailed = false;
    // A service logs when it is done, so the one called last comes first.
    for (let hop = size - 1; hop >= 0; hop--) {
      timeUs += (0.02 + 0.98 * timetable.next()) * HOP_US;
      draft.timeMs = minuteMs + Math.floor(timeUs) / 1000;
      draft.service = services[hop];
      const anomalous = this.writeLog(near, content, effects);
      if (this.inRange() && !near.some(({ borrowed }) => borrowed && makesRoom(borrowed, firstLog + hop))) {
        if (traced && trace === 0) {
          trace = this.rows.addTrace(hex(traceHigh) + hex(traceLow));
        }
        this.rows.add(draft, trace, anomalous);
      }
    }
    return size;
  }

  /** Writes the draft, given its time and service. @returns whether an episode changed it */
  private writeLog(near: readonly ScheduledEpisode[], content: Random, effects: Random): boolean {
    const { draft, conditions } = this;
    const during = near.find(({ episode }) => draft.timeMs >= episode.startMs && draft.timeMs < episode.endMs);
    if (during?.plan.divert) {
      draft.service = during.plan.divert(draft.service, effects);
    }
    drawOrdinary(draft, conditions, content);
    conditions.calledFailed = draft.message.status >= 500;
    const affected = during !== undefined && during.plan.affect(draft, effects);
    return affected || (this.logsQueues && sayQueue(draft, conditions.load, during?.plan, effects));
  }

  private writeBurst(minuteMs: number, { episode, plan, borrowed }: ScheduledEpisode, effects: Random): void {
    const fromMs = Math.max(episode.startMs, minuteMs);
    const toMs = Math.min(episode.endMs, minuteMs + MINUTE);
    if (!plan.burst || !borrowed || fromMs >= toMs) {
      return;
    }
    const before = (timeMs: number) =>
      Math.floor((borrowed.count * (timeMs - episode.startMs)) / (episode.endMs - episode.startMs));
    const end = before(toMs);
    for (let log = before(fromMs); log < end; log++) {
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

/** Of the ordinary logs around a burst, every so many-th makes room for one of its own. */
function makesRoom({ count, fromLog, toLog }: Borrowed, log: number): boolean {
  const of = toLog - fromLog;
  const nth = log - fromLog;
  // Multiplied before it is divided: whole numbers, so that the last one is not lost to rounding.
  return nth >= 0 && nth < of && Math.floor((count * (nth + 1)) / of) > Math.floor((count * nth) / of);
}

function drawSize(random: Random): number {
  let u = random.next();
  for (let i = 0; i < FLOW_SIZES.length; i++) {
    u -= FLOW_SIZES[i];
    if (u < 0) {
      return i + 1;
    }
  }
  return 1;
}

const FLOW_WEIGHTS = FLOWS.map((flows) => flows.reduce((sum, flow) => sum + flow.weight, 0));

function drawFlow(size: number, random: Random): Flow {
  const flows = FLOWS[size - 1];
  let u = random.next() * FLOW_WEIGHTS[size - 1];
  for (const flow of flows) {
    u -= flow.weight;
    if (u < 0) {
      return flow;
    }
  }
  return flows[0];
}

function hex(uniform: number): string {
  return Math.floor(uniform * 2 ** 32)
    .toString(16)
    .padStart(8, '0');
}

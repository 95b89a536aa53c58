import { type ProcessLimits } from '../limits';
import { Marks } from './marks';
import { type StopReason } from './stopWord';

/** Why a worker is ended: it does not stop, or takes too much memory. */
export type EndReason = StopReason | 'memory';

/** What to do with a thread: ask it to stop a task, or end its process, and which calls are to blame for that. */
export type Order =
  { type: 'stop'; task: number; reason: StopReason } | { type: 'end'; reason: EndReason; calls: readonly number[] };

/** A time of day, and the processor time of the process until then. */
export interface Moment {
  wallMs: number;
  processorMs: number;
}

/** A thread that waits for the processor may take this many times its computing time. */
const MAX_WAITING = 5;

/** How long a thread that computed for too long has to stop when it is asked to, ms. */
const GRACE_MS = 1000;

/** How long a thread may go on with what nobody waits for, ms: the logs that it keeps are worth more. */
const CANCEL_GRACE_MS = 10_000;

/**
 * Watches, from another thread, a thread that may not end or answer. A thread that computes does not respond: its
 * computing time is the processor time since its last response.
 */
export class Watch {
  private readonly open = new Set<number>();
  private readonly cancelled = new Set<number>();
  readonly marks = new Marks();
  private respondedAt: Moment = { wallMs: 0, processorMs: 0 };
  private stopped: number | undefined;

  constructor(private readonly limits: Pick<ProcessLimits, 'analysisSeconds' | 'workerMemoryMb'>) {}

  begins(call: number, now: Moment): void {
    if (!this.isBusy()) {
      this.respondedAt = now;
    }
    this.open.add(call);
  }

  ends(call: number): void {
    this.open.delete(call);
    this.cancelled.delete(call);
  }

  cancels(call: number): void {
    if (this.open.has(call)) {
      this.cancelled.add(call);
    }
  }

  responds(now: Moment): void {
    this.respondedAt = now;
  }

  /** Whether there is something to watch. */
  isBusy(): boolean {
    return this.open.size > 0;
  }

  /** How long the thread has not responded. */
  blockedMs({ wallMs }: Moment): number {
    return this.isBusy() ? wallMs - this.respondedAt.wallMs : 0;
  }

  /** What to do now; undefined: nothing. */
  look(now: Moment, residentBytes: number): Order | undefined {
    if (!this.isBusy()) {
      return undefined;
    }
    const { analysisSeconds, workerMemoryMb } = this.limits;
    const overMs = this.computedMs(now) - analysisSeconds * 1000;
    const isUnwanted = this.blamed().every((call) => this.cancelled.has(call));
    if (residentBytes > workerMemoryMb * 1e6) {
      return { type: 'end', reason: 'memory', calls: this.blamed() };
    }
    if (overMs > GRACE_MS) {
      return { type: 'end', reason: 'time', calls: this.blamed() };
    }
    if (isUnwanted && this.computedMs(now) > CANCEL_GRACE_MS) {
      return { type: 'end', reason: 'cancelled', calls: this.blamed() };
    }
    return overMs > 0 ? this.stop('time') : isUnwanted ? this.stop('cancelled') : undefined;
  }

  /**
   * A thread that takes no processor time either waits for what never comes, or, on a busy machine, for its turn.
   */
  private computedMs(now: Moment): number {
    return Math.max(now.processorMs - this.respondedAt.processorMs, this.blockedMs(now) / MAX_WAITING);
  }

  /** Asks each task once. */
  private stop(reason: StopReason): Order | undefined {
    const task = this.marks.current()?.task;
    if (task === undefined || task === this.stopped) {
      return undefined;
    }
    this.stopped = task;
    return { type: 'stop', task, reason };
  }

  /** The calls that the thread works for; where that is not known, all that are open. */
  private blamed(): readonly number[] {
    const working = this.marks.current()?.calls.filter((call) => this.open.has(call)) ?? [];
    return working.length > 0 ? working : [...this.open];
  }
}

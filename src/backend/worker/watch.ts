import { type ProcessLimits } from '../limits';
import { Marks } from './marks';
import { type StopReason } from './stopWord';

/** Why a worker is ended: it does not stop, or took too much. */
export type EndReason = StopReason | 'memory';

/** What is to be done with a thread: ask it to stop a task, or end the process, for which calls these are to blame. */
export type Order =
  { type: 'stop'; task: number; reason: StopReason } | { type: 'end'; reason: EndReason; calls: readonly number[] };

/** A time of day, and the processor time of the process until then. */
export interface Moment {
  wallMs: number;
  processorMs: number;
}

/** So much more than it may compute a thread may take in all, waiting for its turn. */
const MAX_WAITING = 5;

/** So long after it was asked to stop for its time a thread is ended, ms. */
const GRACE_MS = 1000;

/** So long a thread may go on with what nobody waits for, ms: what it has read and keeps is worth more. */
const CANCEL_GRACE_MS = 10_000;

/**
 * Watches a thread that can't be trusted to end, or to answer, from beside it. A thread that computes hears nothing:
 * the processor time that was taken since it last heard is what it has computed.
 */
export class Watch {
  private readonly open = new Set<number>();
  private readonly cancelled = new Set<number>();
  readonly marks = new Marks();
  private heardAt: Moment = { wallMs: 0, processorMs: 0 };
  private stopped: number | undefined;

  constructor(private readonly limits: Pick<ProcessLimits, 'analysisSeconds' | 'workerMemoryMb'>) {}

  begins(call: number, now: Moment): void {
    if (!this.isBusy()) {
      this.heardAt = now;
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

  hears(now: Moment): void {
    this.heardAt = now;
  }

  /** Whether there is something to watch. */
  isBusy(): boolean {
    return this.open.size > 0;
  }

  /** How long the thread has heard nothing. */
  deafMs({ wallMs }: Moment): number {
    return this.isBusy() ? wallMs - this.heardAt.wallMs : 0;
  }

  /** What is to be done now; undefined: nothing. */
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
   * Where it takes no processor time, it waits for what never comes; on a busy machine for its turn, which does come.
   */
  private computedMs(now: Moment): number {
    return Math.max(now.processorMs - this.heardAt.processorMs, this.deafMs(now) / MAX_WAITING);
  }

  /** Once each. */
  private stop(reason: StopReason): Order | undefined {
    const task = this.marks.current()?.task;
    if (task === undefined || task === this.stopped) {
      return undefined;
    }
    this.stopped = task;
    return { type: 'stop', task, reason };
  }

  /** Those for which the thread works; where it did not say, all that are open. */
  private blamed(): readonly number[] {
    const working = this.marks.current()?.calls.filter((call) => this.open.has(call)) ?? [];
    return working.length > 0 ? working : [...this.open];
  }
}

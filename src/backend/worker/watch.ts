import { type ProcessLimits } from '../limits';
import { type StopReason } from './stopWord';

/** Why a worker is ended: it does not stop, or took too much. */
export type EndReason = StopReason | 'memory';

/** What is to be done with a thread: ask it to stop an analysis, or end the process, for which calls these are to blame. */
export type Order =
  { type: 'stop'; analysis: number; reason: StopReason } | { type: 'end'; reason: EndReason; calls: readonly number[] };

/** So long after it was asked to stop for its time a thread is ended, ms. */
const GRACE_MS = 1000;

/** So long a thread may go on with what nobody waits for, ms: what it has read and keeps is worth more. */
const CANCEL_GRACE_MS = 10_000;

/**
 * Watches a thread that can't be trusted to end, or to answer, from beside it. A thread that computes hears nothing: how long it has been deaf is how
 * long it has computed.
 */
export class Watch {
  private readonly open = new Set<number>();
  private readonly cancelled = new Set<number>();
  private working: { analysis: number; calls: readonly number[] } | undefined;
  private heardAtMs = 0;
  private stopped: number | undefined;

  constructor(private readonly limits: Pick<ProcessLimits, 'analysisSeconds' | 'workerMemoryMb'>) {}

  begins(call: number, nowMs: number): void {
    if (!this.isBusy()) {
      this.heardAtMs = nowMs;
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

  works(analysis: number, calls: readonly number[]): void {
    this.working = { analysis, calls };
  }

  rests(analysis: number): void {
    if (this.working?.analysis === analysis) {
      this.working = undefined;
    }
  }

  hears(nowMs: number): void {
    this.heardAtMs = nowMs;
  }

  /** Whether there is something to watch. */
  isBusy(): boolean {
    return this.open.size > 0;
  }

  /** How long the thread has heard nothing. */
  deafMs(nowMs: number): number {
    return this.isBusy() ? nowMs - this.heardAtMs : 0;
  }

  /** What is to be done now; undefined: nothing. */
  look(nowMs: number, residentBytes: number): Order | undefined {
    if (!this.isBusy()) {
      return undefined;
    }
    const { analysisSeconds, workerMemoryMb } = this.limits;
    const overMs = this.deafMs(nowMs) - analysisSeconds * 1000;
    const isUnwanted = this.blamed().every((call) => this.cancelled.has(call));
    if (residentBytes > workerMemoryMb * 1e6) {
      return { type: 'end', reason: 'memory', calls: this.blamed() };
    }
    if (overMs > GRACE_MS) {
      return { type: 'end', reason: 'time', calls: this.blamed() };
    }
    if (isUnwanted && this.deafMs(nowMs) > CANCEL_GRACE_MS) {
      return { type: 'end', reason: 'cancelled', calls: this.blamed() };
    }
    return overMs > 0 ? this.stop('time') : isUnwanted ? this.stop('cancelled') : undefined;
  }

  /** Once each. */
  private stop(reason: StopReason): Order | undefined {
    const analysis = this.working?.analysis;
    if (analysis === undefined || analysis === this.stopped) {
      return undefined;
    }
    this.stopped = analysis;
    return { type: 'stop', analysis, reason };
  }

  /** Those for which the thread works; where it did not say, all that are open. */
  private blamed(): readonly number[] {
    const working = this.working?.calls.filter((call) => this.open.has(call)) ?? [];
    return working.length > 0 ? working : [...this.open];
  }
}

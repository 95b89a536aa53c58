import { type KnownEvent } from '../query/calendar';
import { wallClock } from '../time/wallClock';

export interface AnalysisContext {
  /** Called now and then; throws to end the work (CancelledError). */
  checkpoint?: () => void;
  /** A clock in milliseconds, for `seconds`. Default: performance.now. */
  now?: () => number;
  /** When the logs were read, ms since the epoch: that later ones are missing says nothing. Left out: all are there. */
  readAtMs?: number;
  /** IANA name of the zone that hours of the day and the week are of. Left out: UTC. */
  timeZone?: string;
  /** What people know is not usual. Left out: nothing. */
  events?: readonly KnownEvent[];
}

/** Runs the steps of an analysis and keeps the seconds that each took. */
export class StepTimer {
  readonly seconds: Record<string, number> = {};
  readonly checkpoint: () => void;
  readonly readAtMs: number | undefined;
  /** From time (ms since the epoch) to the wall clock of the time zone. */
  readonly toWallClock: (timeMs: number) => number;
  readonly events: readonly KnownEvent[];
  private readonly now: () => number;

  constructor({
    checkpoint = () => undefined,
    now = () => performance.now(),
    readAtMs,
    timeZone = 'UTC',
    events = [],
  }: AnalysisContext) {
    this.checkpoint = checkpoint;
    this.now = now;
    this.readAtMs = readAtMs;
    this.toWallClock = wallClock(timeZone);
    this.events = events;
  }

  run<T>(name: string, work: () => T): T {
    this.checkpoint();
    const began = this.now();
    const result = work();
    this.seconds[name] = (this.now() - began) / 1000;
    return result;
  }
}

export interface AnalysisContext {
  /** Called now and then; throws to end the work (CancelledError). */
  checkpoint?: () => void;
  /** A clock in milliseconds, for `seconds`. Default: performance.now. */
  now?: () => number;
  /** When the logs were read, ms since the epoch: that later ones are missing says nothing. Left out: all are there. */
  readAtMs?: number;
}

/** Runs the steps of an analysis and keeps the seconds that each took. */
export class StepTimer {
  readonly seconds: Record<string, number> = {};
  readonly checkpoint: () => void;
  readonly readAtMs: number | undefined;
  private readonly now: () => number;

  constructor({ checkpoint = () => undefined, now = () => performance.now(), readAtMs }: AnalysisContext) {
    this.checkpoint = checkpoint;
    this.now = now;
    this.readAtMs = readAtMs;
  }

  run<T>(name: string, work: () => T): T {
    this.checkpoint();
    const began = this.now();
    const result = work();
    this.seconds[name] = (this.now() - began) / 1000;
    return result;
  }
}

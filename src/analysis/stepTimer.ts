export interface AnalysisContext {
  /** Called now and then; throws to end the work (CancelledError). */
  checkpoint?: () => void;
  /** A clock in milliseconds, for `seconds`. Default: performance.now. */
  now?: () => number;
}

/** Runs the steps of an analysis and keeps the seconds that each took. */
export class StepTimer {
  readonly seconds: Record<string, number> = {};
  readonly checkpoint: () => void;
  private readonly now: () => number;

  constructor({ checkpoint = () => undefined, now = () => performance.now() }: AnalysisContext) {
    this.checkpoint = checkpoint;
    this.now = now;
  }

  run<T>(name: string, work: () => T): T {
    this.checkpoint();
    const began = this.now();
    const result = work();
    this.seconds[name] = (this.now() - began) / 1000;
    return result;
  }
}

import { type Plugin } from '../../src/backend/testing/pluginProcess';

const EVERY_MS = 20;

export interface HealthTaken {
  checks: number;
  /** Not answered at all. */
  failed: number;
  slowestMs: number;
  over100Ms: number;
}

const NONE: HealthTaken = { checks: 0, failed: 0, slowestMs: 0, over100Ms: 0 };

/** Asks the health check every 20 ms, and notes how soon it is answered. */
export class HealthMeter {
  private readonly timer: NodeJS.Timeout;
  private readonly under = new Set<Promise<void>>();
  private taken = { ...NONE };

  constructor(private readonly plugin: Plugin) {
    this.timer = setInterval(() => this.check(), EVERY_MS);
    this.check();
  }

  /** What was noted since the last time. */
  take(): HealthTaken {
    const { taken } = this;
    this.taken = { ...NONE };
    return { ...taken, slowestMs: Math.round(taken.slowestMs) };
  }

  async stop(): Promise<HealthTaken> {
    clearInterval(this.timer);
    await Promise.all(this.under);
    return this.take();
  }

  private check(): void {
    const began = performance.now();
    const check = this.plugin
      .call('grpc.health.v1.Health/Check', { service: 'plugin' })
      .then(
        () => this.note(performance.now() - began),
        () => void this.taken.failed++
      )
      .finally(() => this.under.delete(check));
    this.under.add(check);
  }

  private note(ms: number): void {
    this.taken.checks++;
    this.taken.slowestMs = Math.max(this.taken.slowestMs, ms);
    this.taken.over100Ms += ms > 100 ? 1 : 0;
  }
}

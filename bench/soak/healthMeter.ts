import { type Plugin } from '../../src/backend/testing/pluginProcess';

const EVERY_MS = 20;

/** Asks the health check every 20 ms, and notes how soon it is answered. */
export class HealthMeter {
  private readonly timer: NodeJS.Timeout;
  private readonly under: Array<Promise<void>> = [];
  private checks = 0;
  private slowestMs = 0;
  private over100Ms = 0;

  constructor(private readonly plugin: Plugin) {
    this.timer = setInterval(() => this.check(), EVERY_MS);
    this.check();
  }

  /** What was noted since the last time. */
  take(): { checks: number; slowestMs: number; over100Ms: number } {
    const { checks, slowestMs, over100Ms } = this;
    Object.assign(this, { checks: 0, slowestMs: 0, over100Ms: 0 });
    return { checks, slowestMs: Math.round(slowestMs), over100Ms };
  }

  async stop(): Promise<{ checks: number; slowestMs: number; over100Ms: number }> {
    clearInterval(this.timer);
    await Promise.all(this.under);
    return this.take();
  }

  private check(): void {
    const began = performance.now();
    const check = this.plugin.call('grpc.health.v1.Health/Check', { service: 'plugin' }).then(() => {
      const ms = performance.now() - began;
      this.checks++;
      this.slowestMs = Math.max(this.slowestMs, ms);
      this.over100Ms += ms > 100 ? 1 : 0;
      void this.under.splice(this.under.indexOf(check), 1);
    });
    this.under.push(check);
  }
}

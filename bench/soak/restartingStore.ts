import { StoreProcess } from './storeProcess';
import { DAY } from '../../src/time/units';

/**
 * A Loki with the logs of yesterday and of the time to come, that goes away now and then and comes back at the same
 * address.
 */
export class RestartingStore {
  private constructor(
    private process: StoreProcess,
    private readonly args: Readonly<Record<string, string | number>>
  ) {}

  static async start(minutes: number): Promise<RestartingStore> {
    const args = { from: Date.now() - 2 * DAY, to: Date.now() + (minutes + 5) * 60_000, logs: 14_400 };
    return new RestartingStore(await StoreProcess.start(args), args);
  }

  get url(): string {
    return this.process.url;
  }

  async restart(awayMs: number): Promise<void> {
    const { port } = this.process;
    await this.process.kill();
    await new Promise((resolve) => setTimeout(resolve, awayMs));
    this.process = await StoreProcess.start({ ...this.args, port });
  }

  stop(): Promise<void> {
    return this.process.kill();
  }
}

import { type ChildProcess, spawn } from 'node:child_process';

/** A Loki in a process of its own: see store.ts. */
export class StoreProcess {
  private constructor(
    private readonly child: ChildProcess,
    readonly url: string
  ) {}

  /** Resolves once it answers. */
  static async start(args: Readonly<Record<string, string | number>>): Promise<StoreProcess> {
    const list = Object.entries(args).flatMap(([name, value]) => [`--${name}`, String(value)]);
    const child = spawn(process.execPath, ['bench/soak/store.ts', ...list], { stdio: ['pipe', 'pipe', 'inherit'] });
    const url = await new Promise<string>((resolve, reject) => {
      child.stdout.once('data', (text) => resolve(String(text).trim()));
      child.once('exit', () => reject(new Error('The store ended at once.')));
    });
    return new StoreProcess(child, url);
  }

  get port(): string {
    return new URL(this.url).port;
  }

  kill(): Promise<void> {
    return new Promise((resolve) => {
      this.child.once('exit', () => resolve());
      this.child.kill('SIGKILL');
    });
  }
}

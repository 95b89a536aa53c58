import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { type Order, type Reply } from './stateProcess';

const BUN = execFileSync('node', ['scripts/bun.mjs', '-p', 'process.execPath'], { encoding: 'utf8' }).trim();
const SCRIPT = path.join(__dirname, 'stateProcess.ts');
const running = new Set<ChildProcess>();

/** A state in a process of its own, under Bun. */
export interface StateProcess {
  ask: (order: Order) => Promise<Reply>;
  /** The next message that it sends by itself. */
  hear: () => Promise<Reply>;
  kill: () => Promise<void>;
}

/** @param shell what a shell is to do before, as `ulimit` */
export function runState(shell = ''): StateProcess {
  const child = spawn('bash', ['-c', `${shell}\nexec "$@"`, 'bash', BUN, SCRIPT], {
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    // Node and Bun have no other language in common.
    serialization: 'json',
  });
  running.add(child);
  const gone = once(child, 'exit').then(() => Promise.reject(new Error('The process ended.')));
  gone.catch(() => undefined);
  const hear = async (): Promise<Reply> => {
    const [reply] = await Promise.race([once(child, 'message'), gone]);
    return reply;
  };
  return {
    hear,
    ask(order) {
      const reply = hear();
      child.send(order);
      return reply;
    },
    async kill() {
      const exited = once(child, 'exit');
      child.kill('SIGKILL');
      await exited;
      running.delete(child);
    },
  };
}

/** Ends those that are left. */
export function endStates(): void {
  running.forEach((child) => child.kill('SIGKILL'));
  running.clear();
}

import { type ChildProcess, spawn } from 'node:child_process';
import { takenBy } from '../processTree';
import { type Answer, type Asked } from './messages';

export type Outcome = Extract<Answer, { what: 'done' }>;

/** Why there is no outcome: killed as it worked for too long, or as it waited for nothing; or it ended by itself. */
export type Lost = 'hung' | 'waited' | 'died';

/** Processor time since a child's last word: it says one every half second, but not within an input. */
const MAX_BUSY_SECONDS = 3;
/** Beside other work it may be long until it is its turn. */
const MAX_SILENT_MS = 60_000;
const LOOK_EVERY_MS = 1000;

/** A process in which inputs are tried; a new one takes the place of one that ended or was killed. */
export class Trial {
  private child: ChildProcess | undefined;

  ask(asked: Asked): Promise<Outcome | Lost> {
    this.child ??= spawn(process.execPath, ['bench/fuzz/child.ts'], { stdio: ['ignore', 'inherit', 'inherit', 'ipc'] });
    const { child } = this;
    return new Promise((resolve) => {
      let busySeconds = busyOf(child);
      let saidAtMs = performance.now();
      const end = (outcome: Outcome | Lost): void => {
        clearInterval(watch);
        child.removeAllListeners();
        resolve(outcome);
      };
      const watch = setInterval(() => {
        const isSilent = performance.now() - saidAtMs > MAX_SILENT_MS;
        if (isSilent || busyOf(child) - busySeconds > MAX_BUSY_SECONDS) {
          this.stop();
          end(isSilent ? 'waited' : 'hung');
        }
      }, LOOK_EVERY_MS);
      child.on('message', (answer: Answer) => {
        busySeconds = busyOf(child);
        saidAtMs = performance.now();
        if (answer.what === 'done') {
          end(answer);
        }
      });
      child.once('exit', () => {
        this.child = undefined;
        end('died');
      });
      child.send(asked);
    });
  }

  stop(): void {
    this.child?.removeAllListeners();
    this.child?.kill('SIGKILL');
    this.child = undefined;
  }
}

/** Processor time so far, s; NaN where the system does not tell. */
function busyOf({ pid }: ChildProcess): number {
  try {
    return pid === undefined ? NaN : takenBy(pid).cpuSeconds;
  } catch {
    return NaN;
  }
}

import { type ChildProcess, spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { takenBy } from '../processTree';
import { type Answer, type Asked } from './messages';

export type Outcome = Extract<Answer, { what: 'done' }>;

/** Why there is no outcome: killed as it worked for too long, or as it waited for nothing; or it ended by itself. */
export type Lost = 'hung' | 'waited' | 'died';

/** Processor time since a child's last word: it says one every half second, but not within an input. */
const MAX_BUSY_SECONDS = 3;
const LOOK_EVERY_MS = 1000;
/** Looks at which it slept, one after the other: it waits for nothing, and not for its turn beside other work. */
const MAX_ASLEEP = 30;

/** A process in which inputs are tried; a new one takes the place of one that ended or was killed. */
export class Trial {
  private child: ChildProcess | undefined;

  ask(asked: Asked): Promise<Outcome | Lost> {
    this.child ??= spawn(process.execPath, ['bench/fuzz/child.ts'], {
      stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
      // As for a command (quickStart.ts): with fewer each analysis has all garbage collected, half of its time.
      env: { BUN_JSC_maxNumWasmFastMemories: '16', ...process.env },
    });
    const { child } = this;
    return new Promise((resolve) => {
      let busySeconds = busyOf(child);
      let asleep = 0;
      const end = (outcome: Outcome | Lost): void => {
        clearInterval(watch);
        child.removeAllListeners();
        resolve(outcome);
      };
      const watch = setInterval(() => {
        asleep = isAsleep(child) ? asleep + 1 : 0;
        const isBusy = busyOf(child) - busySeconds > MAX_BUSY_SECONDS;
        if (isBusy || asleep > MAX_ASLEEP) {
          this.stop();
          end(isBusy ? 'hung' : 'waited');
        }
      }, LOOK_EVERY_MS);
      child.on('message', (answer: Answer) => {
        busySeconds = busyOf(child);
        asleep = 0;
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

/** True where the system does not say. */
function isAsleep({ pid }: ChildProcess): boolean {
  try {
    return /\) S /.test(readFileSync(`/proc/${pid}/stat`, 'utf8'));
  } catch {
    return true;
  }
}

/** Processor time so far, s; NaN where the system does not say. */
function busyOf({ pid }: ChildProcess): number {
  try {
    return pid === undefined ? NaN : takenBy(pid).cpuSeconds;
  } catch {
    return NaN;
  }
}

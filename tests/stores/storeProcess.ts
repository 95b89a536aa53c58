import { spawn } from 'node:child_process';
import { open, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

/** A store that runs beside the tests. */
export interface RunningStore {
  readonly url: string;
  /** Ends it and starts it again, with what it has kept; undefined for one that was not started here. */
  readonly restart?: () => Promise<void>;
  stop(): Promise<void>;
}

interface StoreCommand {
  readonly command: string;
  readonly args: readonly string[];
  readonly url: string;
  /** Answers 2xx as soon as the store takes logs. */
  readonly readyPath: string;
  /** For its log. */
  readonly folder: string;
}

const READY_WITHIN_MS = 180_000;
const LOOK_EACH_MS = 250;

/** Starts a store and waits until it is ready. @throws Error with the end of its log where it isn't in time */
export async function startProcess(what: StoreCommand): Promise<RunningStore> {
  let running = await launch(what);
  return {
    url: what.url,
    async restart() {
      await running.stop();
      running = await launch(what);
    },
    stop: () => running.stop(),
  };
}

async function launch({ command, args, url, readyPath, folder }: StoreCommand): Promise<Pick<RunningStore, 'stop'>> {
  const logPath = join(folder, 'store.log');
  const log = await open(logPath, 'w');
  const child = spawn(command, args, { cwd: folder, stdio: ['ignore', log.fd, log.fd] });
  const failure = new Promise<string>((resolve) => {
    child.once('error', ({ message }) => resolve(message));
    child.once('exit', (code) => resolve(`it ended with ${code}`));
  });
  let why: string | undefined;
  void failure.then((reason) => (why = reason));
  const end = Date.now() + READY_WITHIN_MS;
  while (!(await isReady(url + readyPath))) {
    if (why !== undefined || Date.now() > end) {
      child.kill('SIGKILL');
      const said = (await readFile(logPath, 'utf8')).slice(-2000);
      throw new Error(`${command} is not ready: ${why ?? 'it takes too long'}. Its log ends with:\n${said}`);
    }
    await sleep(LOOK_EACH_MS);
  }
  return {
    async stop() {
      child.kill();
      await failure;
      await log.close();
    },
  };
}

async function isReady(url: string): Promise<boolean> {
  try {
    return (await fetch(url)).ok;
  } catch {
    return false;
  }
}

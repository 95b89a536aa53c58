import { type ChildProcess, spawn } from 'node:child_process';
import { isCompiled } from '../compiled';
import { WORKER_COMMAND } from './workerCommand';

/** This executable once more, as a worker: compiled, or its source under Bun. It ends when this process does. */
export function spawnWorker(): ChildProcess {
  const script = isCompiled() ? [] : [process.argv[1]];
  return spawn(process.execPath, [...script, WORKER_COMMAND], {
    // Nothing may be written to stdout, which is Grafana's; a crash of the engine is written to stderr.
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    // So that bytes are sent as bytes.
    serialization: 'advanced',
    windowsHide: true,
  });
}

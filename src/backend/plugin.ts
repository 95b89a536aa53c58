import { MINUTE } from '../time/units';
import { mkdtempSync, rmSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import path from 'node:path';
import { readLimits } from './limits';
import { createLog } from './log';
import { createMetrics, record } from './metrics';
import { WorkerPool } from './pool/pool';
import { spawnWorker } from './pool/spawnWorker';
import { type Recorded } from './recorder';
import { createServer, listen } from './server';
import { State } from './state/state';
import { stateFolder } from './state/stateFolder';
import { type Said, type ToWorker } from './worker/messages';

/** go-plugin's protocol and Grafana's. */
const HANDSHAKE = '1|2';
const IDLE_MS = 5 * MINUTE;
const ORPHAN_CHECK_MS = 2_000;

/** Serves Grafana until it says Shutdown or goes away. */
export async function servePlugin(): Promise<void> {
  const log = createLog((line) => process.stderr.write(line));
  process.on('uncaughtException', (error) => log.error('Uncaught exception', { stack: error.stack ?? error.message }));
  process.on('unhandledRejection', (reason) => {
    log.error('Unhandled rejection', { stack: reason instanceof Error ? reason.stack : String(reason) });
  });

  const limits = readLimits(process.env, availableParallelism(), (problem) => log.error(problem));
  const state = new State(stateFolder(process.env), log);
  const onSaid = (said: Said, reply: (message: ToWorker) => void) => {
    switch (said.type) {
      case 'record':
        record(metrics, said.recorded);
        return;
      case 'log':
        log[said.level](said.message, said.fields);
        return;
      case 'remember':
        state.remember(said.key, said.changes);
        return;
      case 'recall':
        reply({ type: 'recalled', key: said.key, known: state.recall(said.key) });
    }
  };
  const pool = new WorkerPool({ spawn: spawnWorker, limits, idleMs: IDLE_MS, log, onSaid });
  const metrics = createMetrics(() => pool.size());

  const socket = process.platform === 'win32' ? undefined : createSocketPath();
  const shutdown = (why: string) => {
    log.info('Ends', { why });
    socket?.remove();
    state.close();
    process.exit(0);
  };
  exitWithGrafana(shutdown);
  const desk = { pool, log, state, record: (recorded: Recorded) => record(metrics, recorded) };
  const server = createServer(desk, metrics, () => shutdown('Grafana asked for it'));
  const port = await listen(server, socket ? `unix:${socket.path}` : '127.0.0.1:0');
  process.stdout.write(`${HANDSHAKE}|${socket ? `unix|${socket.path}` : `tcp|127.0.0.1:${port}`}|grpc\n`);
}

/** In a folder of our own, that no other user can enter. */
function createSocketPath(): { path: string; remove: () => void } {
  const folder = mkdtempSync(path.join(process.env.PLUGIN_UNIX_SOCKET_DIR || tmpdir(), 'seismolog-'));
  return { path: path.join(folder, 'socket'), remove: () => rmSync(folder, { recursive: true, force: true }) };
}

/** Ctrl-C in Grafana's terminal is Grafana's to handle; a Grafana that is gone leaves nobody to serve. */
function exitWithGrafana(shutdown: (why: string) => void): void {
  process.on('SIGINT', () => undefined);
  process.on('SIGTERM', () => shutdown('SIGTERM'));
  process.stderr.on('error', ({ message }) => shutdown(`stderr: ${message}`));
  const parent = process.ppid;
  setInterval(() => {
    if (process.ppid !== parent) {
      shutdown('the process that started it is gone');
    }
  }, ORPHAN_CHECK_MS).unref();
}

import { mkdtempSync, rmSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import path from 'node:path';
import { Worker } from 'node:worker_threads';
import { Analyst } from './analyst';
import { createLog, type Log } from './log';
import { createMetrics } from './metrics';
import { createServer, listen } from './server';
import { WorkerPool } from './workerPool';

/** go-plugin's protocol and Grafana's. */
const HANDSHAKE = '1|2';
const CACHE_BYTES = 256 * 2 ** 20;
const CACHE_MS = 60_000;
const IDLE_MS = 5 * 60_000;
const GRACE_MS = 10_000;
const ORPHAN_CHECK_MS = 2_000;

/** Serves Grafana until it says Shutdown or goes away. */
export async function servePlugin(): Promise<void> {
  const log = createLog((line) => process.stderr.write(line));
  process.on('uncaughtException', (error) => log.error('Uncaught exception', { stack: error.stack ?? error.message }));
  process.on('unhandledRejection', (reason) => {
    log.error('Unhandled rejection', { stack: reason instanceof Error ? reason.stack : String(reason) });
  });

  const metrics = createMetrics();
  const pool = createPool(log);
  const run: WorkerPool['run'] = (request, signal) => pool.run(request, signal);
  const analyst = new Analyst({ run, cacheBytes: CACHE_BYTES, cacheMs: CACHE_MS, metrics, log });

  const socket = process.platform === 'win32' ? undefined : createSocketPath();
  const shutdown = () => {
    socket?.remove();
    process.exit(0);
  };
  exitWithGrafana(shutdown);
  const server = createServer({ analyst, metrics, log }, shutdown);
  const port = await listen(server, socket ? `unix:${socket.path}` : '127.0.0.1:0');
  process.stdout.write(`${HANDSHAKE}|${socket ? `unix|${socket.path}` : `tcp|127.0.0.1:${port}`}|grpc\n`);
}

function createPool(log: Log): WorkerPool {
  return new WorkerPool({
    // Named to `bun build` as an entry of its own, so that the executable holds it under this very name.
    createWorker: () => new Worker(new URL('./worker.ts', import.meta.url)),
    maxThreads: Math.min(4, Math.max(2, availableParallelism())),
    idleMs: IDLE_MS,
    graceMs: GRACE_MS,
    log,
  });
}

/** In a folder of our own, that no other user can enter. */
function createSocketPath(): { path: string; remove: () => void } {
  const folder = mkdtempSync(path.join(process.env.PLUGIN_UNIX_SOCKET_DIR || tmpdir(), 'seismolog-'));
  return { path: path.join(folder, 'socket'), remove: () => rmSync(folder, { recursive: true, force: true }) };
}

/** Ctrl-C in Grafana's terminal is Grafana's to handle; a Grafana that is gone leaves nobody to serve. */
function exitWithGrafana(shutdown: () => void): void {
  process.on('SIGINT', () => undefined);
  process.on('SIGTERM', shutdown);
  process.stderr.on('error', shutdown);
  const parent = process.ppid;
  setInterval(() => {
    if (process.ppid !== parent) {
      shutdown();
    }
  }, ORPHAN_CHECK_MS).unref();
}

import { writeFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { readLimits } from '../limits';
import { startThread } from '../startThread';
import { type FromThread, type FromWorker, type ToWorker } from './messages';
import { askToStop, createStopWord } from './stopWord';
import { type Moment, Watch } from './watch';

const LOOK_EVERY_MS = 50;
const BEAT_EVERY_MS = 500;

/** Time to send the reason, which takes longer on a busy machine. */
const FAREWELL_MS = 250;

/**
 * What Linux adds to the badness of a process when memory is short: of Grafana, the plugin and a worker, the worker is
 * to be ended first.
 */
const OOM_SCORE = '500';

/** What a thread is sent beside calls: a question whether it responds. */
export interface Ping {
  type: 'ping';
}

export interface Pong {
  type: 'pong';
}

/**
 * A worker: a thread that works, and this one beside it, which passes messages on and never computes. A thread that
 * spins in WebAssembly can't be ended, but its process can. So this one ends the process when a limit is reached, or
 * when the main process is gone.
 *
 * @param start starts the thread that works, as thread.ts does
 */
export function supervise(start = startThread): void {
  giveWayFirst();
  const limits = readLimits(process.env, availableParallelism(), () => undefined);
  const watch = new Watch(limits);
  const stop = createStopWord();
  const thread = start({ workerData: { stop, limits } });
  let looking: NodeJS.Timeout | undefined;
  let beatAtMs = 0;
  let hasPonged = true;

  const end = () => process.kill(process.pid, 'SIGKILL');
  const say = (message: FromWorker, onSent?: () => void) => process.send?.(message, undefined, undefined, onSent);
  const look = () => {
    const at = now();
    const residentBytes = process.memoryUsage.rss();
    const order = watch.look(at, residentBytes);
    if (order?.type === 'stop') {
      askToStop(stop, order.task, order.reason);
    } else if (order?.type === 'end') {
      clearInterval(looking);
      say({ type: 'ends', reason: order.reason, calls: order.calls }, end);
      // Even if that could not be sent.
      setTimeout(end, FAREWELL_MS);
      return;
    }
    if (at.wallMs >= beatAtMs || !watch.isBusy()) {
      beatAtMs = at.wallMs + BEAT_EVERY_MS;
      say({ type: 'beat', blockedMs: watch.blockedMs(at), residentBytes });
    }
    if (!watch.isBusy()) {
      clearInterval(looking);
      looking = undefined;
    } else if (hasPonged) {
      hasPonged = false;
      thread.postMessage({ type: 'ping' } satisfies Ping);
    }
  };

  process.on('message', (message: ToWorker) => {
    if (message.type === 'call') {
      watch.begins(message.id, now());
      looking ??= setInterval(look, LOOK_EVERY_MS);
    } else if (message.type === 'cancel') {
      watch.cancels(message.id);
    }
    thread.postMessage(message);
  });
  process.on('disconnect', end);
  thread.on('message', (message: FromThread | Pong) => {
    switch (message.type) {
      case 'pong':
        hasPonged = true;
        watch.responds(now());
        return;
      case 'end':
      case 'failed':
        watch.ends(message.id);
        break;
      case 'working':
        watch.marks.works(message.task, message.calls);
        break;
      case 'rested':
        watch.marks.rests(message.task);
        break;
      default:
    }
    say(message);
  });
  thread.on('error', (error) => {
    say({ type: 'log', level: 'error', message: 'A worker failed', fields: { stack: error.stack ?? error.message } });
  });
  thread.on('exit', () => setTimeout(end, FAREWELL_MS));
}

function now(): Moment {
  const { user, system } = process.cpuUsage();
  return { wallMs: performance.now(), processorMs: (user + system) / 1000 };
}

function giveWayFirst(): void {
  try {
    writeFileSync('/proc/self/oom_score_adj', OOM_SCORE);
  } catch {
    // Not Linux.
  }
}

import { type ChildProcess } from 'node:child_process';
import { LRUCache } from 'lru-cache';
import { CancelledError } from '../../errors';
import { type Log } from '../log';
import { type Call } from './call';
import { FairQueue, type Owner } from './fairQueue';
import { crowdedError, deathError, memoryError, queryTimeError, timeError } from '../limitErrors';
import { type ProcessLimits } from '../limits';
import { type CallKind, type Calls } from '../worker/messages';
import { chooseSeat, hears } from './seat';
import { type Death, WorkerProcess, type WorkerEvents } from './workerProcess';

export interface PoolOptions extends Pick<WorkerEvents, 'onSaid'> {
  /** Starts a process that works as supervisor.ts does. */
  spawn: () => ChildProcess;
  limits: ProcessLimits;
  /** A worker that has had nothing to do for this long ends, and gives its memory back. */
  idleMs: number;
  log: Log;
}

/** For whom something is asked, and what of. */
export interface Asker {
  owner: Owner;
  /** Alike for what reads the same logs, their time ranges aside. */
  logs: string;
  signal: AbortSignal;
}

/** Calls of one data source that wait, at most; what comes then is refused. */
const MAX_WAITING = 500;

/** A call that was moved so often is to blame itself. */
const MAX_MOVES = 2;

/**
 * Processes that work for all data sources, started when there is work and ended when there is none. One that computes
 * for too long, takes too much memory, or dies, takes only the calls with it that are to blame; the others are given to
 * another one.
 */
export class WorkerPool {
  private readonly workers = new Set<WorkerProcess>();
  private readonly queue = new FairQueue<Call>();
  /** Who worked last for calls that read the same logs. */
  private readonly homes = new LRUCache<string, WorkerProcess>({ max: 10_000 });
  private readonly idle = new Map<WorkerProcess, NodeJS.Timeout>();

  constructor(private readonly options: PoolOptions) {}

  /** @throws CancelledError, LimitError, or what the worker throws */
  async run<Kind extends Exclude<CallKind, 'stream'>>(
    kind: Kind,
    request: Calls[Kind]['request'],
    asker: Asker
  ): Promise<Calls[Kind]['answer']> {
    const answers: Array<Calls[Kind]['answer']> = [];
    // What answers a call is of the call's kind.
    await this.begin(kind, request, asker, (answer) => answers.push(answer as Calls[Kind]['answer']));
    return answers[0];
  }

  /** @param onPacket given each packet @throws as `run` does */
  stream(
    request: Calls['stream']['request'],
    asker: Asker,
    onPacket: (packet: Calls['stream']['answer']) => void
  ): Promise<void> {
    return this.begin('stream', request, asker, (answer) => onPacket(answer as Calls['stream']['answer']));
  }

  /** How many processes there are, and what they take in all. */
  size(): { workers: number; residentBytes: number } {
    const bytes = [...this.workers].map(({ residentBytes }) => residentBytes);
    return { workers: this.workers.size, residentBytes: bytes.reduce((sum, own) => sum + own, 0) };
  }

  private begin(
    kind: CallKind,
    request: Call['request'],
    { owner, logs, signal }: Asker,
    onAnswer: Call['onAnswer']
  ): Promise<void> {
    if (signal.aborted) {
      return Promise.reject(new CancelledError());
    }
    const waiting = this.queue.waiting(owner);
    if (waiting >= MAX_WAITING) {
      return Promise.reject(crowdedError(waiting));
    }
    const { limits } = this.options;
    return new Promise((resolve, reject) => {
      const settled = new AbortController();
      const giveUp = (error: Error) => {
        this.leave(call);
        call.onError(error);
      };
      const settle = (finish: () => void) => {
        settled.abort();
        clearTimeout(timer);
        finish();
      };
      const call: Call = {
        kind,
        request,
        owner,
        lane: `${owner.source}\n${logs}`,
        onAnswer,
        onEnd: () => settle(resolve),
        onError: (error) => settle(() => reject(error)),
        moves: 0,
      };
      const timer =
        kind === 'stream' ? undefined : setTimeout(() => giveUp(queryTimeError(limits)), limits.querySeconds * 1000);
      signal.addEventListener('abort', () => giveUp(new CancelledError()), { once: true, signal: settled.signal });
      this.queue.push(call);
      this.assign();
    });
  }

  private assign(): void {
    const placeFor = (call: Call) =>
      chooseSeat(call, [...this.workers], this.homes.get(call.lane), this.options.limits);
    for (;;) {
      const call = this.queue.next((waiting) => placeFor(waiting) !== undefined);
      const place = call && placeFor(call);
      if (!place) {
        return;
      }
      const worker = place === 'new' ? this.add() : place;
      clearTimeout(this.idle.get(worker));
      if (!this.homes.has(call.lane)) {
        this.homes.set(call.lane, worker);
      }
      worker.start(call);
    }
  }

  private add(): WorkerProcess {
    const { spawn, onSaid } = this.options;
    const worker = new WorkerProcess(spawn(), {
      onSaid,
      onChange: () => this.changed(worker),
      onGone: (death) => this.gone(worker, death),
    });
    this.workers.add(worker);
    return worker;
  }

  private changed(worker: WorkerProcess): void {
    if (!this.workers.has(worker)) {
      return;
    }
    clearTimeout(this.idle.get(worker));
    if (worker.calls.size === 0) {
      this.idle.set(worker, setTimeout(() => this.retire(worker), this.options.idleMs).unref());
    }
    for (const call of worker.waiting()) {
      if (!hears(worker, call.owner) && call.moves < MAX_MOVES) {
        worker.drop(call);
        this.move(call);
      }
    }
    this.assign();
  }

  private leave(call: Call): void {
    if (!this.queue.remove(call)) {
      [...this.workers].some((worker) => worker.leave(call));
    }
  }

  private retire(worker: WorkerProcess): void {
    this.forget(worker);
    worker.retire();
  }

  private gone(worker: WorkerProcess, { reason, how, blamed, innocent }: Death): void {
    this.forget(worker);
    const { limits, log } = this.options;
    const error = reason === 'time' ? timeError(limits) : reason === 'memory' ? memoryError(limits) : deathError(how);
    if (blamed.length + innocent.length > 0) {
      log.error('A worker ended while it worked', { reason, how, calls: blamed.length, moved: innocent.length });
    }
    blamed.forEach((call) => call.onError(error));
    for (const call of innocent) {
      if (call.kind === 'stream' || call.moves >= MAX_MOVES) {
        call.onError(error);
      } else {
        this.move(call);
      }
    }
    this.assign();
  }

  private move(call: Call): void {
    call.moves++;
    this.queue.push(call);
  }

  /** Before it is gone, so that nothing is given to a worker that is about to end. */
  private forget(worker: WorkerProcess): void {
    clearTimeout(this.idle.get(worker));
    this.idle.delete(worker);
    this.workers.delete(worker);
    for (const [lane, home] of this.homes) {
      if (home === worker) {
        this.homes.delete(lane);
      }
    }
  }
}

import { type ChildProcess } from 'node:child_process';
import { LRUCache } from 'lru-cache';
import { CancelledError } from '../../errors';
import { type Log } from '../log';
import { type Call } from './call';
import { FairQueue, type Owner } from './fairQueue';
import { channelsError, crowdedError, deathError, memoryError, queryTimeError, timeError } from '../limitErrors';
import { type ProcessLimits } from '../limits';
import { type CallKind, type Calls } from '../worker/messages';
import { chooseWorker, isResponsive } from './chooseWorker';
import { type Death, WorkerProcess, type WorkerEvents } from './workerProcess';

export interface PoolOptions extends Pick<WorkerEvents, 'onSaid'> {
  /** Starts a process that works as supervisor.ts does. */
  spawn: () => ChildProcess;
  limits: ProcessLimits;
  /** A worker that has had nothing to do for this long ends, and gives its memory back. */
  idleMs: number;
  log: Log;
}

/** Who makes a call, and which logs it reads. */
export interface Caller {
  owner: Owner;
  /** The same for calls that read the same logs, whatever their time ranges. */
  logs: string;
  signal: AbortSignal;
}

/** Calls of one data source that wait, at most; further ones are refused. */
const MAX_WAITING = 500;

/** Live channels of one data source that are open, at most: each is an analysis every few seconds. */
const MAX_STREAMS = 100;

/** After so many moves the call itself is taken for the cause. */
const MAX_MOVES = 2;

/**
 * Processes that work for all data sources. They start when there is work and end when there is none. When one computes
 * for too long, takes too much memory, or dies, only the calls that caused it fail; the others move to another worker.
 */
export class WorkerPool {
  private readonly workers = new Set<WorkerProcess>();
  private readonly queue = new FairQueue<Call>();
  /** By the logs that a call reads: the worker that read them last. */
  private readonly homes = new LRUCache<string, WorkerProcess>({ max: 10_000 });
  /** Of each data source, how many live channels are open. */
  private readonly streams = new Map<string, number>();
  private readonly idle = new Map<WorkerProcess, NodeJS.Timeout>();

  constructor(private readonly options: PoolOptions) {}

  /** @throws CancelledError, LimitError, or what the worker throws */
  async run<Kind extends Exclude<CallKind, 'stream'>>(
    kind: Kind,
    request: Calls[Kind]['request'],
    caller: Caller
  ): Promise<Calls[Kind]['answer']> {
    const answers: Array<Calls[Kind]['answer']> = [];
    // The answer is of the call's kind.
    await this.begin(kind, request, caller, (answer) => answers.push(answer as Calls[Kind]['answer']));
    return answers[0];
  }

  /** @param onPacket called with each packet @throws as `run` does, and LimitError beyond so many of a data source */
  async stream(
    request: Calls['stream']['request'],
    caller: Caller,
    onPacket: (packet: Calls['stream']['answer']) => void
  ): Promise<void> {
    const { source } = caller.owner;
    const open = this.streams.get(source) ?? 0;
    if (open >= MAX_STREAMS) {
      throw channelsError(open);
    }
    this.streams.set(source, open + 1);
    try {
      await this.begin('stream', request, caller, (answer) => onPacket(answer as Calls['stream']['answer']));
    } finally {
      this.streamEnds(source);
    }
  }

  private streamEnds(source: string): void {
    const left = (this.streams.get(source) ?? 0) - 1;
    if (left > 0) {
      this.streams.set(source, left);
    } else {
      this.streams.delete(source);
    }
  }

  /** How many processes there are, and how much memory they take together. */
  size(): { workers: number; residentBytes: number } {
    const bytes = [...this.workers].map(({ residentBytes }) => residentBytes);
    return { workers: this.workers.size, residentBytes: bytes.reduce((sum, own) => sum + own, 0) };
  }

  private begin(
    kind: CallKind,
    request: Call['request'],
    { owner, logs, signal }: Caller,
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
      chooseWorker(call, [...this.workers], this.homes.get(call.lane), this.options.limits);
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
    this.share();
    return worker;
  }

  private changed(worker: WorkerProcess): void {
    if (!this.workers.has(worker)) {
      return;
    }
    this.share();
    clearTimeout(this.idle.get(worker));
    if (worker.calls.size === 0) {
      this.idle.set(worker, setTimeout(() => this.retire(worker), this.options.idleMs).unref());
    }
    for (const call of worker.waiting()) {
      if (!isResponsive(worker, call.owner) && call.moves < MAX_MOVES) {
        worker.drop(call);
        this.move(call);
      }
    }
    this.assign();
  }

  /** Says to each worker what is left to it. */
  private share(): void {
    const workers = [...this.workers];
    const taken = workers.reduce((sum, { takenBytes }) => sum + takenBytes, process.memoryUsage.rss());
    workers.forEach((worker) => worker.share(taken - worker.takenBytes));
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

  private gone(worker: WorkerProcess, { reason, how, blamed, innocent, isShared }: Death): void {
    this.forget(worker);
    const { limits, log } = this.options;
    const error = reason === 'time' ? timeError(limits) : reason === 'memory' ? memoryError(limits) : deathError(how);
    // Who works as memory runs out need not be who took it.
    const isKnown = reason !== 'memory' || !isShared;
    const mayMove = ({ kind, moves }: Call) => kind !== 'stream' && moves < MAX_MOVES;
    const moved = [...innocent, ...(isKnown ? [] : blamed)].filter(mayMove);
    const failed = [...blamed, ...innocent].filter((call) => !moved.includes(call));
    if (failed.length + moved.length > 0) {
      log.error('A worker ended while it worked', { reason, how, calls: failed.length, moved: moved.length });
    }
    failed.forEach((call) => call.onError(error));
    moved.forEach((call) => this.move(call));
    this.assign();
  }

  private move(call: Call): void {
    call.moves++;
    this.queue.push(call);
  }

  /** Called before the worker ends, so that it gets no more calls. */
  private forget(worker: WorkerProcess): void {
    clearTimeout(this.idle.get(worker));
    this.idle.delete(worker);
    this.workers.delete(worker);
    this.share();
    for (const [lane, home] of this.homes) {
      if (home === worker) {
        this.homes.delete(lane);
      }
    }
  }
}

import { type ChildProcess } from 'node:child_process';
import { fromPlainError } from '../plainError';
import { type Call } from './call';
import { type Owner } from './fairQueue';
import { type FromWorker, type Said, type ToWorker } from '../worker/messages';
import { type Placed, type WorkerState } from './chooseWorker';
import { Marks } from '../worker/marks';
import { IDLE_BYTES } from '../worker/memoryBudget';
import { putTogether } from '../worker/pieces';
import { type EndReason } from '../worker/watch';

/** How a worker ended, with the calls that it had not answered. */
export interface Death {
  /** Undefined: not known. */
  reason: EndReason | undefined;
  /** "SIGKILL", "code 1". */
  how: string;
  /** It worked on these. */
  blamed: readonly Call[];
  /** It had not begun with these, as far as it said. */
  innocent: readonly Call[];
  /** It had calls of several data sources, those included that nobody waits for any more. */
  isShared: boolean;
}

export interface WorkerEvents {
  onSaid: (said: Said, reply: (message: ToWorker) => void) => void;
  /** It has less to do, or responds again, or no longer responds. */
  onChange: () => void;
  onGone: (death: Death) => void;
}

/** A call as one worker has it. */
class Placement implements Placed {
  readonly owner: Owner;
  readonly isStream: boolean;
  /** Nobody waits for its answer from this worker. */
  isLeft = false;
  /** Bytes of the next answer. */
  readonly pieces: Uint8Array[] = [];

  constructor(readonly call: Call) {
    this.owner = call.owner;
    this.isStream = call.kind === 'stream';
  }

  answer(rest: unknown): void {
    const pieces = this.pieces.splice(0);
    // The answer is of the call's kind.
    this.call.onAnswer(putTogether(pieces, rest) as Parameters<Call['onAnswer']>[0]);
  }
}

/** How long to wait for a worker's last message after its end. */
const FAREWELL_MS = 50;

/** What others take is said again where it has changed by so much. */
const WORTH_SAYING = 16e6;

/** A busy worker reports twice a second. After so many seconds without a report it is taken for stuck. */
const MAX_SILENT_SECONDS = 15;

/** A worker process, as the pool sees it. */
export class WorkerProcess implements WorkerState {
  readonly calls = new Map<number, Placement>();
  private readonly marks = new Marks();
  blockedMs = 0;
  residentBytes = 0;
  private othersBytes = 0;
  private lastId = 0;
  private silentSeconds = 0;
  private farewell: Extract<FromWorker, { type: 'ends' }> | undefined;
  private isGone = false;
  private readonly listening: NodeJS.Timeout;

  constructor(
    private readonly child: ChildProcess,
    private readonly events: WorkerEvents
  ) {
    child.on('message', (message: FromWorker) => this.hear(message));
    // Its last messages may arrive after this.
    child.on('exit', (code, signal) => setTimeout(() => this.gone(signal ?? `code ${code}`), FAREWELL_MS));
    child.on('error', ({ message }) => {
      this.kill();
      this.gone(message);
    });
    this.listening = setInterval(() => this.listen(), 1000).unref();
  }

  /** The calls that it is working on; empty: not known. */
  get working(): readonly number[] {
    return this.marks.current()?.calls ?? [];
  }

  start(call: Call): void {
    const id = ++this.lastId;
    this.calls.set(id, new Placement(call));
    // Kind and request belong together: the call was made so.
    this.send({ type: 'call', id, kind: call.kind, request: call.request } as ToWorker);
  }

  /**
   * Nobody waits for its answer any more. It counts until the worker has ended it. @returns whether this worker has it
   */
  leave(call: Call): boolean {
    const [id, placement] = this.find(call) ?? [];
    if (id === undefined || !placement) {
      return false;
    }
    placement.isLeft = true;
    this.send({ type: 'cancel', id });
    return true;
  }

  /** The call moves to another worker: this one has not begun with it. */
  drop(call: Call): void {
    const [id] = this.find(call) ?? [];
    if (id !== undefined) {
      this.calls.delete(id);
      this.send({ type: 'cancel', id });
    }
  }

  /** What it takes for caches and work. */
  get takenBytes(): number {
    return Math.max(0, this.residentBytes - IDLE_BYTES);
  }

  /** @param bytes that the main process and the other workers take of the budget */
  share(bytes: number): void {
    if (Math.abs(bytes - this.othersBytes) >= WORTH_SAYING) {
      this.othersBytes = bytes;
      this.send({ type: 'others', bytes });
    }
  }

  /** The calls that wait for this worker: neither streams nor those that it is working on. */
  waiting(): Call[] {
    return [...this.calls]
      .filter(([id, { isLeft, isStream }]) => !isLeft && !isStream && !this.working.includes(id))
      .map(([, { call }]) => call);
  }

  /** Without a connection to this process it ends by itself. */
  retire(): void {
    if (this.child.connected) {
      this.child.disconnect();
    }
  }

  private hear(message: FromWorker): void {
    this.silentSeconds = 0;
    switch (message.type) {
      case 'piece':
        this.wanted(message.id)?.pieces.push(message.bytes);
        return;
      case 'answer':
        this.wanted(message.id)?.answer(message.rest);
        return;
      case 'end':
        this.settle(message.id, (call) => call.onEnd());
        return;
      case 'failed':
        this.settle(message.id, (call) => call.onError(fromPlainError(message.error)));
        return;
      case 'working':
        this.marks.works(message.task, message.calls);
        return;
      case 'rested':
        this.marks.rests(message.task);
        return;
      case 'beat':
        this.blockedMs = message.blockedMs;
        this.residentBytes = message.residentBytes;
        this.events.onChange();
        return;
      case 'ends':
        this.farewell = message;
        return;
      case 'record':
      case 'log':
      case 'recall':
      case 'remember':
        this.events.onSaid(message, (reply) => this.send(reply));
    }
  }

  private find(call: Call): [number, Placement] | undefined {
    return [...this.calls].find(([, placement]) => placement.call === call && !placement.isLeft);
  }

  private wanted(id: number): Placement | undefined {
    const placement = this.calls.get(id);
    return placement?.isLeft ? undefined : placement;
  }

  private settle(id: number, finish: (call: Call) => void): void {
    const call = this.wanted(id)?.call;
    this.calls.delete(id);
    this.blockedMs = 0;
    if (call) {
      finish(call);
    }
    this.events.onChange();
  }

  private listen(): void {
    this.silentSeconds = this.calls.size > 0 ? this.silentSeconds + 1 : 0;
    if (this.silentSeconds > MAX_SILENT_SECONDS) {
      this.kill();
    }
  }

  private gone(how: string): void {
    if (this.isGone) {
      return;
    }
    this.isGone = true;
    clearInterval(this.listening);
    const { reason, calls = this.working } = this.farewell ?? {};
    const toBlame = new Set(calls);
    const left = [...this.calls].filter(([, { isLeft }]) => !isLeft);
    const callsThat = (areBlamed: boolean) =>
      left.filter(([id]) => toBlame.has(id) === areBlamed).map(([, { call }]) => call);
    const isShared = new Set([...this.calls.values()].map(({ owner }) => owner.source)).size > 1;
    this.calls.clear();
    this.events.onGone({ reason, how, blamed: callsThat(true), innocent: callsThat(false), isShared });
  }

  private kill(): void {
    this.child.kill('SIGKILL');
  }

  private send(message: ToWorker): void {
    if (this.child.connected) {
      this.child.send(message);
    }
  }
}

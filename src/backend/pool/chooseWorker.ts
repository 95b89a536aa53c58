import { type Owner } from './fairQueue';
import { type ProcessLimits } from '../limits';

/** What the pool knows of a worker. */
export interface WorkerState {
  /** The calls that it was given and has not ended. */
  readonly calls: ReadonlyMap<number, Placed>;
  /** The calls that it is working on; empty: not known. */
  readonly working: readonly number[];
  /** How long it has not responded, because it computes. */
  readonly blockedMs: number;
}

/** A call that needs a worker. */
export interface Placed {
  readonly owner: Owner;
  /** Streams wait nearly all the time, so they are not counted. */
  readonly isStream: boolean;
}

/** Calls of a data source that run at once, at most. More wait in the queue, where cancelling them costs nothing. */
const MAX_AT_ONCE = 64;

/** A worker that computes for another data source may be ended soon: a call waits this long for it, at most, ms. */
const PATIENCE_MS = 1000;

/** Longer for the same data source: this worker has the logs, or soon will, and another would read them again. */
const OWN_PATIENCE_MS = 10_000;

/**
 * The worker that gets a call: the one that has worked for it before (home), else an idle one, else a new one, else the
 * least busy one that responds. No data source and no organisation gets all of them.
 *
 * @returns undefined: the call has to wait
 */
export function chooseWorker<S extends WorkerState>(
  { owner }: Pick<Placed, 'owner'>,
  workers: readonly S[],
  home: S | undefined,
  { workers: maxWorkers }: Pick<ProcessLimits, 'workers'>
): S | 'new' | undefined {
  const ofSource = workers.filter((worker) => hosts(worker, (other) => other.source === owner.source));
  const ofOrganisation = workers.filter((worker) => hosts(worker, (other) => other.org === owner.org));
  const atWork = ofSource.reduce((sum, worker) => sum + callsOf(worker, owner.source), 0);
  if (atWork >= MAX_AT_ONCE) {
    return undefined;
  }
  const maySpread = ofSource.length < Math.max(1, maxWorkers - 2);
  const mayGrow = maySpread && ofOrganisation.length < Math.max(1, maxWorkers - 1);
  const isOpen = (worker: S) => ofSource.includes(worker) || mayGrow || (maySpread && ofOrganisation.includes(worker));
  const open = workers.filter((worker) => isOpen(worker) && isResponsive(worker, owner));
  if (home && open.includes(home)) {
    return home;
  }
  const idle = open.find(({ calls }) => calls.size === 0);
  if (idle) {
    return idle;
  }
  if (mayGrow && workers.length < maxWorkers) {
    return 'new';
  }
  return open.reduce<S | undefined>(
    (least, worker) => (least && least.calls.size <= worker.calls.size ? least : worker),
    undefined
  );
}

/** Whether a call may wait for this worker; otherwise it has computed for so long that another is better. */
export function isResponsive({ blockedMs, working, calls }: WorkerState, { source }: Owner): boolean {
  const worksFor = working.length > 0 ? working : [...calls.keys()];
  const isOwn = worksFor.some((id) => calls.get(id)?.owner.source === source);
  return blockedMs < (isOwn ? OWN_PATIENCE_MS : PATIENCE_MS);
}

function hosts({ calls }: WorkerState, is: (owner: Owner) => boolean): boolean {
  return [...calls.values()].some(({ owner }) => is(owner));
}

function callsOf({ calls }: WorkerState, source: string): number {
  return [...calls.values()].filter(({ owner, isStream }) => owner.source === source && !isStream).length;
}

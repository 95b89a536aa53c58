import { type Owner } from './fairQueue';
import { type ProcessLimits } from '../limits';

/** What of a worker is known to who gives it work. */
export interface Seat {
  /** Those that it was given and has not ended. */
  readonly calls: ReadonlyMap<number, Placed>;
  /** The calls for which it works; none: it did not say. */
  readonly working: readonly number[];
  /** How long it has heard nothing, for it computes. */
  readonly deafMs: number;
}

/** What is to be placed. */
export interface Placed {
  readonly owner: Owner;
  /** Streams wait nearly all the time: they are not counted. */
  readonly isStream: boolean;
}

/** Calls of a data source at work at once. What is more waits outside, where it can be cancelled for nothing. */
const MAX_AT_ONCE = 64;

/** A worker that computes for another data source may be about to end; after this it is waited for no longer, ms. */
const PATIENCE_MS = 1000;

/**
 * For its own data source it has, or is about to have, what is asked for: another worker would read and compute it
 * again.
 */
const OWN_PATIENCE_MS = 10_000;

/**
 * The worker that gets a call: the one that has worked for it before (home), else an idle one, else a new one, else the
 * one with the least to do of those that hear. No data source takes all of them, and no organisation.
 *
 * @returns undefined: the call has to wait
 */
export function chooseSeat<S extends Seat>(
  { owner }: Pick<Placed, 'owner'>,
  seats: readonly S[],
  home: S | undefined,
  { workers }: Pick<ProcessLimits, 'workers'>
): S | 'new' | undefined {
  const ofSource = seats.filter((seat) => hosts(seat, (other) => other.source === owner.source));
  const ofOrganisation = seats.filter((seat) => hosts(seat, (other) => other.org === owner.org));
  const atWork = ofSource.reduce((sum, seat) => sum + callsOf(seat, owner.source), 0);
  if (atWork >= MAX_AT_ONCE) {
    return undefined;
  }
  const maySpread = ofSource.length < Math.max(1, workers - 2);
  const mayGrow = maySpread && ofOrganisation.length < Math.max(1, workers - 1);
  const isOpen = (seat: S) => ofSource.includes(seat) || mayGrow || (maySpread && ofOrganisation.includes(seat));
  const open = seats.filter((seat) => isOpen(seat) && hears(seat, owner));
  if (home && open.includes(home)) {
    return home;
  }
  const idle = open.find(({ calls }) => calls.size === 0);
  if (idle) {
    return idle;
  }
  if (mayGrow && seats.length < workers) {
    return 'new';
  }
  return open.reduce<S | undefined>(
    (least, seat) => (least && least.calls.size <= seat.calls.size ? least : seat),
    undefined
  );
}

/** Whether a worker is not so long at work, for whomever, that a call had better go elsewhere. */
export function hears({ deafMs, working, calls }: Seat, { source }: Owner): boolean {
  const worksFor = working.length > 0 ? working : [...calls.keys()];
  const isOwn = worksFor.some((id) => calls.get(id)?.owner.source === source);
  return deafMs < (isOwn ? OWN_PATIENCE_MS : PATIENCE_MS);
}

function hosts({ calls }: Seat, is: (owner: Owner) => boolean): boolean {
  return [...calls.values()].some(({ owner }) => is(owner));
}

function callsOf({ calls }: Seat, source: string): number {
  return [...calls.values()].filter(({ owner, isStream }) => owner.source === source && !isStream).length;
}

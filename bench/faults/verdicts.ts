import { type Incident, type Suspect } from '../../src/analysis/model/analysis';
import { MINUTE } from '../../src/time/units';
import { type Fault, type FaultDay } from './faultDay';

const SEEN_WITHIN = 3 * MINUTE;

/** What incidents say of a fault. */
export interface Verdict extends Fault {
  readonly seen: boolean;
  /** Types and services of the incidents that see it. */
  readonly incidents: readonly string[];
  /** The faulty service is among theirs. */
  readonly inService: boolean;
  /** Its place, or that of a segment that it is an end of, among the suspects, from 1; 0: not among them. */
  readonly rank: number;
}

/** Shares are 0 to 1, of the faults or of the quiet minutes. */
export interface Summary {
  readonly faults: number;
  readonly seen: number;
  readonly seenInService: number;
  readonly faultyServiceFirst: number;
  readonly faultyServiceAmongThree: number;
  readonly quietMinutes: number;
  readonly quietMinutesFlagged: number;
  /** In them the service that is about to be faulty fails already: labels may come late. */
  readonly quietMinutesInFaultyService: number;
  readonly clearMinutes: number;
  readonly clearMinutesFlagged: number;
}

/** The incidents that were known when a time, a fault or the start of a quiet minute, was looked at. */
export type KnownIncidents = (time: number) => readonly Incident[];

/**
 * A fault is seen by an incident that overlaps the 3 minutes since, names a service that the fault reaches, and either
 * begins no sooner than the fault's own minute or is of the faulty service: what was going on elsewhere before is no
 * sight of it.
 */
export function verdictOf(fault: Fault, { reachedFrom }: FaultDay, known: KnownIncidents): Verdict {
  const time = Date.parse(fault.time);
  const reached = reachedFrom(fault.service);
  const found = known(time)
    .filter(({ startMs, endMs }) => startMs < time + SEEN_WITHIN && endMs > time)
    .filter(({ services }) => services.some((service) => reached.has(service)))
    .filter(
      ({ startMs, services }) => startMs >= Math.floor(time / MINUTE) * MINUTE || services.includes(fault.service)
    )
    .sort((a, b) => a.startMs - b.startMs);
  const suspects = found.flatMap(({ suspects: own = [] }) => own);
  const isFaulty = ({ service, segment }: Suspect) =>
    [service, segment?.caller, segment?.called].includes(fault.service);
  const place = suspects.findIndex(isFaulty);
  return {
    ...fault,
    seen: found.length > 0,
    incidents: found.map(({ type, services }) => `${type}: ${services.join(', ')}`),
    inService: found.some(({ services }) => services.includes(fault.service)),
    rank: place < 0 ? 0 : new Set(suspects.slice(0, place + 1).map(({ service }) => service)).size,
  };
}

export function summaryOf(verdicts: readonly Verdict[], day: FaultDay, known: KnownIncidents): Summary {
  const { faults, quietMinutes: quiet } = day;
  const flaggedBy = (start: number) => known(start).filter((i) => i.startMs < start + MINUTE && i.endMs > start);
  const flagged = quiet.filter((start) => flaggedBy(start).length > 0);
  const late = flagged.filter((start) =>
    faults.some(
      ({ time, service }) =>
        Date.parse(time) >= start &&
        Date.parse(time) < start + SEEN_WITHIN &&
        flaggedBy(start).some(({ services }) => services.includes(service))
    )
  );
  const share = (part: number, whole: number) => (whole > 0 ? part / whole : 0);
  const ofFaults = (holds: (verdict: Verdict) => boolean) => share(verdicts.filter(holds).length, faults.length);
  return {
    faults: faults.length,
    seen: ofFaults(({ seen }) => seen),
    seenInService: ofFaults(({ inService }) => inService),
    faultyServiceFirst: ofFaults(({ rank }) => rank === 1),
    faultyServiceAmongThree: ofFaults(({ rank }) => rank >= 1 && rank <= 3),
    quietMinutes: quiet.length,
    quietMinutesFlagged: share(flagged.length, quiet.length),
    quietMinutesInFaultyService: share(late.length, quiet.length),
    clearMinutes: quiet.length - late.length,
    clearMinutesFlagged: share(flagged.length - late.length, quiet.length - late.length),
  };
}

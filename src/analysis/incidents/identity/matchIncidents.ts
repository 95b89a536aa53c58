import { type Incident } from '../../model/analysis';
import { type TimeRange } from '../../windows/grid';
import { hash } from '../../statistics/hash';
import { belongTogether } from '../merge/mergeFindings';

/** What an incident is known again by, and how it was judged at first. */
export type KnownIncident = Pick<Incident, 'id' | 'type' | 'kind' | 'services' | 'startMs' | 'endMs' | 'first'>;

interface Pair {
  readonly known: KnownIncident;
  readonly incident: Incident;
  readonly likeness: number;
  readonly isOfType: boolean;
}

/** What is called something else by now has to be where and when the known one was, so far at least. */
const MIN_LIKENESS = 0.5;

/**
 * The incidents of a range, each that was found before with the id that it had: its type and kind are the same, and
 * both its time and its services overlap. One of another type is the same where one type explains the other, and most
 * of time and services are the same. One known incident is found again once, the most alike first, so that ids stay
 * unique. All others keep the id that is computed of them, unless another in the range has been given it.
 *
 * @param known found before in the same logs, with the same options, in any range
 */
export function matchIncidents(
  known: readonly KnownIncident[],
  incidents: readonly Incident[],
  range: TimeRange
): Incident[] {
  const taken = new Set<string>();
  const kept = new Map<Incident, string>();
  for (const { known: before, incident } of pairsOf(known, incidents, range)) {
    if (!taken.has(before.id) && !kept.has(incident)) {
      taken.add(before.id);
      kept.set(incident, before.id);
    }
  }
  return incidents.map((incident) => {
    const id = kept.get(incident) ?? freeId(incident, taken);
    taken.add(id);
    return id === incident.id ? incident : { ...incident, id };
  });
}

/**
 * All that may be the same, the most alike first; of equally alike ones that whose computed id says so too. Where
 * several are wholly alike, they stay in their order: what was found last is known in the order in which it was found.
 */
function pairsOf(known: readonly KnownIncident[], incidents: readonly Incident[], range: TimeRange): Pair[] {
  return incidents
    .flatMap((incident) =>
      known
        .filter((before) => isOfType(before, incident) || belongTogether(before.type, incident.type))
        .map((before): Pair => ({
          known: before,
          incident,
          likeness: likenessOf(before, incident, range),
          isOfType: isOfType(before, incident),
        }))
    )
    .filter((pair) => (pair.isOfType ? pair.likeness > 0 : pair.likeness >= MIN_LIKENESS))
    .sort(
      (a, b) =>
        Number(b.isOfType) - Number(a.isOfType) ||
        b.likeness - a.likeness ||
        (a.likeness < 1 ? Number(isEqualId(b)) - Number(isEqualId(a)) : 0)
    );
}

function isOfType(known: KnownIncident, { type, kind }: Incident): boolean {
  return known.type === type && known.kind === kind;
}

function isEqualId({ known, incident }: Pair): boolean {
  return known.id === incident.id;
}

/**
 * 0 to 1: the share of their time that both have, times that of their services (Jaccard's index of each). What the
 * range cuts off does not count: it could not be found.
 */
function likenessOf(known: KnownIncident, incident: Incident, { fromMs, toMs }: TimeRange): number {
  const start = Math.max(fromMs, known.startMs);
  const end = Math.min(toMs, known.endMs);
  const common = Math.min(end, incident.endMs) - Math.max(start, incident.startMs);
  if (!(common > 0)) {
    return 0;
  }
  const either = Math.max(end, incident.endMs) - Math.min(start, incident.startMs);
  const services = new Set([...known.services, ...incident.services]);
  const both = known.services.length + incident.services.length - services.size;
  return (common / either) * (both / services.size);
}

/** The computed id; where another one has it, one that is made of it and the incident's start. */
function freeId({ id, startMs }: Incident, taken: ReadonlySet<string>): string {
  let free = id;
  for (let i = 0; taken.has(free); i++) {
    free = hash(`${id}|${startMs}|${i}`);
  }
  return free;
}

/**
 * What is known after a range was looked at: first its incidents, each as far as it is known to reach where the range
 * cuts it, then those known before that were not found in it.
 *
 * @param incidents with the ids that `matchIncidents` gave them
 */
export function knownAfter(
  known: readonly KnownIncident[],
  incidents: readonly Incident[],
  range: TimeRange
): KnownIncident[] {
  const missing = new Map(known.map((before) => [before.id, before]));
  const found = incidents.map(({ id, type, kind, services, startMs, endMs, first }): KnownIncident => {
    const seen = { id, type, kind, services, startMs, endMs, first };
    const before = missing.get(id);
    missing.delete(id);
    return before ? reaching(seen, before, range) : seen;
  });
  return [...found, ...missing.values()];
}

/** As it was found, and where the range cuts it, as far as it was found to reach before. */
function reaching(seen: KnownIncident, before: KnownIncident, { fromMs, toMs }: TimeRange): KnownIncident {
  const { startMs, endMs } = seen;
  if (before.startMs >= endMs || before.endMs <= startMs) {
    return seen;
  }
  return {
    ...seen,
    startMs: startMs <= fromMs ? Math.min(startMs, before.startMs) : startMs,
    endMs: endMs >= toMs ? Math.max(endMs, before.endMs) : endMs,
  };
}

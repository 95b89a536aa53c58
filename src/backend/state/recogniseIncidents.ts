import { type Analysis, type Incident } from '../../analysis/model/analysis';
import { judgementOf } from '../../analysis/incidents/identity/judgementOf';
import { matchIncidents, type KnownIncident, knownAfter } from '../../analysis/incidents/identity/matchIncidents';

/** Known of the same logs and not found again: those found last. */
const MAX_UNSEEN = 500;

/**
 * Knows incidents again, so that one keeps the id under which it was first found: while the range slides, as its start
 * leaves it, and in ranges of other lengths. What is not known, or was forgotten, goes by the id that is computed of
 * it. Each says how it was judged when it was first found.
 *
 * @param known of the same logs and options, in any range
 * @returns the incidents, each with the id that it had, and what is known from now on
 */
export function recogniseIncidents(
  known: readonly KnownIncident[],
  { range, incidents }: Pick<Analysis, 'range' | 'incidents'>,
  maxUnseen = MAX_UNSEEN
): { incidents: Incident[]; known: KnownIncident[] } {
  const firstOf = new Map(known.map(({ id, first }) => [id, first]));
  const kept = matchIncidents(known, incidents, range).map((incident) => ({
    ...incident,
    first: firstOf.get(incident.id) ?? judgementOf(incident, range.toMs),
  }));
  return { incidents: kept, known: knownAfter(known, kept, range).slice(0, kept.length + maxUnseen) };
}

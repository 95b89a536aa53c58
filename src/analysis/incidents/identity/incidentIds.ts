import { hash } from '../../statistics/hash';
import { type WindowTable } from '../../../logs/windowTable';
import { type Finding } from '../rule';
import { MINUTE } from '../../../time/units';

/**
 * What is usual changes a little as the range slides, and with it an incident's first minute: its id goes by the
 * quarter of an hour.
 */
const QUARTER = 15 * MINUTE;

/** An incident as it is known before it has an id. */
export interface Unnamed {
  readonly finding: Finding;
  readonly ongoing: boolean;
}

/**
 * An id for each incident, made of what it is, where, and when it began. One that was under way as the range begins has
 * no known start and goes by its end, and one that outlasts the range on both sides by neither: so its id changes as
 * its start, and later its end, leave the range, and not with every refresh. Of several that would have the same, the
 * later ones go by their very start. What was found before keeps the id that it had (`matchIncidents`).
 */
export function incidentIds(incidents: readonly Unnamed[], windows: WindowTable): string[] {
  const ids = incidents.map(() => '');
  const taken = new Set<string>();
  const inTime = Array.from(incidents.keys()).sort((a, b) => incidents[a].finding.from - incidents[b].finding.from);
  for (const index of inTime) {
    const incident = incidents[index];
    const id = idOf(incident, windows, QUARTER);
    ids[index] = taken.has(id) ? idOf(incident, windows, 1) : id;
    taken.add(ids[index]);
  }
  return ids;
}

function idOf(
  { finding, ongoing }: Unnamed,
  { services: names, startMs, windowMs }: WindowTable,
  unit: number
): string {
  const { type, kind, services, from, to } = finding;
  const at = (window: number) => Math.floor((startMs + window * windowMs) / unit);
  const when = from > 0 ? `from ${at(from)}` : ongoing ? 'throughout' : `to ${at(to)}`;
  const where = type === 'Cascading Failure' ? '' : names[services[0]];
  return hash(`${type}|${kind ?? ''}|${where}|${when}`);
}

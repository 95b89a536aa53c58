import { type Incident, SEVERITIES } from '../model/analysis';

/** Incidents in the order in which to look at them: those under way first, then the gravest, then the newest. */
export function byUrgency(incidents: readonly Incident[]): Incident[] {
  return incidents.toSorted(
    (a, b) =>
      Number(b.ongoing) - Number(a.ongoing) ||
      SEVERITIES.indexOf(a.severity) - SEVERITIES.indexOf(b.severity) ||
      b.startMs - a.startMs
  );
}

import { plural, some } from '../../format/format';
import { type Notice } from '../../logs/notice';
import { type KnownEvent } from '../../query/calendar';
import { MINUTE } from '../../time/units';
import { type Incident, type MutedIncident } from '../model/analysis';
import { isOf } from '../windows/leftOut';

/** What is switched off goes a little before its time, and is back a little after it. */
export const MARGIN_MS = 10 * MINUTE;

/** Events that a notice names. */
const NAMED = 3;

/**
 * Incidents that somebody is to be alerted of, and those that lie as a whole, in time and services, within an event
 * during which nobody is.
 */
export function splitMuted(
  incidents: readonly Incident[],
  events: readonly KnownEvent[]
): { alerting: Incident[]; muted: MutedIncident[] } {
  const judged = incidents.map((incident) => ({ incident, event: events.find((event) => isMuted(incident, event)) }));
  return {
    alerting: judged.flatMap(({ incident, event }) => (event ? [] : [incident])),
    muted: judged.flatMap(({ incident, event }) => (event ? [{ incident, event }] : [])),
  };
}

function isMuted({ startMs, endMs, services }: Incident, event: KnownEvent): boolean {
  return (
    event.isMuted &&
    startMs >= event.fromMs - MARGIN_MS &&
    endMs <= event.toMs + MARGIN_MS &&
    services.every((service) => isOf(event, service))
  );
}

export function mutedNotices(muted: readonly MutedIncident[]): Notice[] {
  const names = [...new Set(muted.map(({ event }) => event.name))];
  const text = `Muted by what people know (${some(names, NAMED)}): ${plural(muted.length, 'incident')}, counted nowhere, and no alert.`;
  return muted.length > 0 ? [{ severity: 'info', text }] : [];
}

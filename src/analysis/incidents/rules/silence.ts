import { type IncidentRule } from '../rule';
import { plural } from '../../../format/format';
import { duration } from '../../../format/durations';

/** Of so many logs that should have come none by chance is out of the question. */
export const SEVERE_EXPECTED = 100;

/** A service that normally logs says nothing while others do: a quiet service is not a healthy one. */
export const silence: IncidentRule = ({ windows, silences }) =>
  silences.map(({ service, from, to, expected }) => ({
    type: 'Service Unavailability',
    severity: expected >= SEVERE_EXPECTED ? 'CRITICAL' : 'HIGH',
    services: [service],
    from,
    to,
    isOver: to < windows.windowCount,
    direction: 'down',
    strength: Math.sqrt(2 * expected),
    description: `${windows.services[service]} fell silent`,
    recommendation: `See whether ${windows.services[service]} still runs and is reachable, and whether its logs are still shipped`,
    evidence: [
      {
        text: `no log in ${duration((to - from) * windows.windowMs)}, about ${plural(Math.round(expected), 'log')} were expected`,
      },
    ],
  }));

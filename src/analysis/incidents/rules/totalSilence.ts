import { type Finding, type IncidentRule } from '../rule';
import { plural } from '../../../format/format';
import { duration } from '../../../format/durations';
import { SEVERE_EXPECTED } from './silence';

/** By which kind the incident is known. */
export const TOTAL_SILENCE = 'total silence';

/** No service logs anything any more: they are all down, or what ships their logs is. */
export const totalSilence: IncidentRule = ({ windows, totalSilence: silence }): Finding[] => {
  if (!silence) {
    return [];
  }
  const { from, to, expected } = silence;
  const { services, startMs, windowMs } = windows;
  const lastMs = startMs + (from - 1) * windowMs;
  const silent = duration((to - from) * windowMs);
  return [
    {
      type: 'Service Unavailability',
      kind: TOTAL_SILENCE,
      severity: expected >= SEVERE_EXPECTED ? 'CRITICAL' : 'HIGH',
      services: Array.from(services.keys()),
      from,
      to: windows.windowCount,
      direction: 'down',
      strength: Math.sqrt(2 * expected),
      description:
        services.length > 1 ? 'All services fell silent' : `${services[0]} fell silent, and nothing else logs`,
      recommendation:
        'See whether anything still runs and is reachable, then whether its logs are still shipped and stored: nothing is known of any service now',
      evidence: [
        {
          text:
            `no log of any service in ${silent}, about ${plural(Math.round(expected), 'log')} were to be expected; ` +
            `the last one came at ${new Date(lastMs).toISOString().slice(0, 16).replace('T', ' ')} UTC`,
        },
      ],
    },
  ];
};

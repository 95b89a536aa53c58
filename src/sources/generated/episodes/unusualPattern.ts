import { INFO, WARNING } from '../../../logs/level';
import { pick, say } from '../draft';
import { defineMessage } from '../messages';
import { ANALYTICS, AUTH, DATABASE, GATEWAY, PAYMENT, SERVICES } from '../services';
import { type EpisodeKind } from './kind';

const NOVELTIES = [
  { service: GATEWAY, message: defineMessage(WARNING, 200, 'Certificate chain of {host} contains unknown issuer') },
  { service: GATEWAY, message: defineMessage(INFO, 200, 'Header X-Debug-Bypass present, inspection skipped for {ip}') },
  { service: AUTH, message: defineMessage(INFO, 200, 'Role administrator granted to {user} by {ip}') },
  { service: AUTH, message: defineMessage(WARNING, 200, 'Clock skew of {n} s against {host}') },
  { service: DATABASE, message: defineMessage(INFO, 200, 'COPY {table} TO PROGRAM executed by {user}') },
  { service: DATABASE, message: defineMessage(WARNING, 200, 'Page checksum mismatch in {table}, block {n}') },
  { service: PAYMENT, message: defineMessage(WARNING, 200, 'Currency table older than {n} days in use') },
  { service: ANALYTICS, message: defineMessage(WARNING, 200, 'Event {id} lies in the future, kept as it is') },
];

/** A service begins to say something that it never said, at no higher level and no slower than usual. */
export const unusualPattern: EpisodeKind = {
  type: 'unusual log pattern',
  minutes: [40, 80],
  plan({ random }) {
    const { service, message } = pick(NOVELTIES, random);
    return {
      services: [service],
      description: `${SERVICES[service]} says what it never said before.`,
      affect(draft, draw) {
        if (draft.service !== service || draw.next() >= 0.4) {
          return false;
        }
        say(draft, message, draw);
        return true;
      },
    };
  },
};

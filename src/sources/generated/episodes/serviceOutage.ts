import { CRITICAL, ERROR } from '../../../logs/level';
import { between, pick, say } from '../draft';
import { defineMessage } from '../messages';
import { AUTH, callersOf, CACHE, GATEWAY, NOTIFICATION, PAYMENT, SERVICES } from '../services';
import { type EpisodeKind } from './kind';

/** What its callers say, by the code of the service that is gone. */
const GONE = SERVICES.map((service) => [
  defineMessage(ERROR, 503, `Service unavailable: ${service} refused the connection`),
  defineMessage(ERROR, 503, `Service unavailable: ${service} refused the connection`),
  defineMessage(CRITICAL, 503, `Service unavailable: no healthy instance of ${service}`),
]);
/** The share of what the service would have logged that shows as a failure of a caller. */
const NOTICED_SHARE = 0.6;

/** A service is gone: it logs nothing at all, and those who call it say so. */
export const serviceOutage: EpisodeKind = {
  type: 'service outage',
  minutes: [20, 40],
  plan({ random }) {
    const service = pick([AUTH, CACHE, PAYMENT, NOTIFICATION], random);
    const callers = callersOf(service);
    const messages = GONE[service] ?? [];
    return {
      services: [service, ...callers],
      description: `${SERVICES[service] ?? ''} is gone: it logs nothing, and its callers fail.`,
      // The place of a log that cannot be written goes to a caller, or to the gateway's other traffic.
      divert: (logging, draw) => (logging === service ? (callers[draw.int(callers.length)] ?? GATEWAY) : logging),
      affect(draft, draw) {
        if (!callers.includes(draft.service) || draw.next() >= NOTICED_SHARE * SHARE_OF_CALLS) {
          return false;
        }
        say(draft, pick(messages, draw), draw);
        draft.responseTime = between(2, 60, draw);
        return true;
      },
    };
  },
};

/** About how many of a caller's logs are of calls to any one service. */
const SHARE_OF_CALLS = 0.45;

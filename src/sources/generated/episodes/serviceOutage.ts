import { CRITICAL, ERROR } from '../../../logs/level';
import { between, pick, say } from '../draft';
import { defineMessage } from '../messages';
import { AUTH, callersOf, CACHE, NOTIFICATION, PAYMENT, SERVICES } from '../services';
import { type EpisodeKind } from './kind';

/** What its callers say, by the code of the service that is gone. */
const GONE = SERVICES.map((service) => [
  defineMessage(ERROR, 503, `Service unavailable: ${service} refused the connection`),
  defineMessage(ERROR, 503, `Service unavailable: ${service} refused the connection`),
  defineMessage(CRITICAL, 503, `Service unavailable: no healthy instance of ${service}`),
]);
/** The share of its callers' logs that are of calls to it. */
const CALLING_SHARE = 0.3;

/** A service is gone: it logs nothing at all, and those who call it say so. */
export const serviceOutage: EpisodeKind = {
  type: 'service outage',
  minutes: [25, 50],
  plan({ random }) {
    const service = pick([AUTH, CACHE, PAYMENT, NOTIFICATION], random);
    const callers = callersOf(service);
    const others = SERVICES.map((_, code) => code).filter((code) => code !== service);
    return {
      services: [service, ...callers],
      description: `${SERVICES[service]} is gone: it logs nothing, and its callers fail.`,
      divert: (logging, draw) => (logging === service ? pick(others, draw) : logging),
      affect(draft, draw) {
        if (!callers.includes(draft.service) || draw.next() >= CALLING_SHARE) {
          return false;
        }
        say(draft, pick(GONE[service], draw), draw);
        draft.responseTime = between(2, 60, draw);
        return true;
      },
    };
  },
};

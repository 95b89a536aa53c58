import { ERROR, WARNING } from '../../../logs/level';
import { between, pick, say } from '../draft';
import { defineMessage } from '../messages';
import { AUTH, CACHE, GATEWAY, NOTIFICATION, PAYMENT } from '../services';
import { type EpisodeKind } from './kind';

const LATENCY = defineMessage(WARNING, 200, 'Network latency to {host} is {ms} ms');
const TIMEOUT = defineMessage(ERROR, 504, 'Connection timed out after {ms} ms');
const SEGMENTS = [
  [CACHE, GATEWAY, AUTH],
  [PAYMENT, NOTIFICATION],
  [AUTH, CACHE, PAYMENT],
];

/** Every packet of a network segment takes longer: the same delay on top of whatever its services do. */
export const networkLatency: EpisodeKind = {
  type: 'network latency',
  minutes: [30, 60],
  plan({ random }) {
    const services = pick(SEGMENTS, random);
    const delayMs = between(450, 900, random);
    return {
      services,
      description: `A network segment adds about ${Math.round(delayMs)} ms to every answer of its services.`,
      affect(draft, draw) {
        if (!services.includes(draft.service)) {
          return false;
        }
        const addedMs = delayMs * Math.exp(0.2 * draw.normal());
        draft.responseTime += addedMs;
        const u = draw.next();
        if (u < 0.03) {
          draft.responseTime += between(1500, 3000, draw);
          say(draft, TIMEOUT, draw, draft.responseTime);
        } else if (u < 0.2) {
          say(draft, LATENCY, draw, addedMs);
        }
        return true;
      },
    };
  },
};

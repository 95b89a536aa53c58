import { ERROR, WARNING } from '../../../logs/level';
import { between, pick, say } from '../draft';
import { defineMessage } from '../messages';
import { ANALYTICS, AUTH, DATABASE, PAYMENT, SERVICES } from '../services';
import { type EpisodeKind } from './kind';

const SLOW = defineMessage(WARNING, 200, 'Slow response: {ms} ms');
const TIMEOUT = defineMessage(ERROR, 504, 'Request timed out after {ms} ms');

/** One service answers many times slower than it does, though mostly it answers. */
export const responseTimeSpike: EpisodeKind = {
  type: 'response time spike',
  minutes: [30, 60],
  plan({ random }) {
    const service = pick([AUTH, DATABASE, PAYMENT, ANALYTICS], random);
    const factor = between(8, 14, random);
    return {
      services: [service],
      description: `${SERVICES[service]} answers about ${Math.round(factor)} times slower than it does.`,
      affect(draft, draw) {
        if (draft.service !== service) {
          return false;
        }
        draft.responseTime = Math.min(12_000, draft.responseTime * factor * between(0.8, 1.25, draw));
        const u = draw.next();
        if (u < 0.06) {
          say(draft, TIMEOUT, draw, draft.responseTime);
        } else if (u < 0.4) {
          say(draft, SLOW, draw, draft.responseTime);
        }
        return true;
      },
    };
  },
};

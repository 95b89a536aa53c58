import { ERROR, WARNING } from '../../../logs/level';
import { between, pick, say } from '../draft';
import { defineMessage } from '../messages';
import { GATEWAY } from '../services';
import { type EpisodeKind } from './kind';

const REFUSALS = [
  defineMessage(ERROR, 429, 'API rate limit exceeded for {client}'),
  defineMessage(ERROR, 429, 'API rate limit exceeded for {client}'),
  defineMessage(WARNING, 429, 'Request of {client} throttled, retry after {n} s'),
];

/** A few clients call far too often, and the gateway refuses them: many quick 429s beside the ordinary traffic. */
export const rateLimiting: EpisodeKind = {
  type: 'rate limiting',
  minutes: [10, 22],
  plan({ random }) {
    const client = random.int(64);
    return {
      services: [GATEWAY],
      description: 'Clients exceed their rate limit, and the gateway refuses a flood of requests.',
      affect(draft, draw) {
        if (draft.service !== GATEWAY || draw.next() >= 0.3) {
          return false;
        }
        say(draft, pick(REFUSALS.slice(0, 2), draw), draw);
        draft.responseTime = between(2, 25, draw);
        return true;
      },
      burst: {
        rate: 1.3,
        write(draft, draw) {
          const message = pick(REFUSALS, draw);
          draft.service = GATEWAY;
          say(draft, message, draw, message.status === 429 && message.lastValues === 64 ? client : undefined);
          draft.responseTime = between(2, 25, draw);
        },
      },
    };
  },
};

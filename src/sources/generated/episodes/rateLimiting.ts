import { ERROR, WARNING } from '../../../logs/level';
import { between, pick, say } from '../draft';
import { defineMessage } from '../messages';
import { GATEWAY } from '../services';
import { type EpisodeKind } from './kind';

const REFUSALS = [
  defineMessage(ERROR, 429, 'API rate limit exceeded for {client}'),
  defineMessage(ERROR, 429, 'API rate limit exceeded for {client}'),
  defineMessage(WARNING, 429, 'Requests of {client} throttled'),
];

/** A client calls far too often, and the gateway refuses it: many quick 429s beside the ordinary traffic. */
export const rateLimiting: EpisodeKind = {
  type: 'rate limiting',
  minutes: [10, 22],
  plan({ random }) {
    const client = random.int(64);
    return {
      services: [GATEWAY],
      description: 'A client floods the gateway, which refuses it and, by the way, some of the others.',
      affect(draft, draw) {
        if (draft.service !== GATEWAY || draw.next() >= 0.3) {
          return false;
        }
        say(draft, pick(REFUSALS, draw), draw);
        draft.responseTime = between(2, 25, draw);
        return true;
      },
      burst: {
        rate: 1.3,
        write(draft, draw) {
          draft.service = GATEWAY;
          say(draft, pick(REFUSALS, draw), draw, client);
          draft.responseTime = between(2, 25, draw);
        },
      },
    };
  },
};

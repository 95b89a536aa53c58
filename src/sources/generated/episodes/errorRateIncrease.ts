import { ERROR } from '../../../logs/level';
import { between, pick, say } from '../draft';
import { CATALOGUE } from '../catalogue';
import { ANALYTICS, GATEWAY, NOTIFICATION, PAYMENT, SERVICES } from '../services';
import { type EpisodeKind } from './kind';

/** After a bad release, say, a good part of what a service does fails, with the errors that it always had. */
export const errorRateIncrease: EpisodeKind = {
  type: 'error rate increase',
  minutes: [35, 60],
  plan({ random }) {
    const service = pick([GATEWAY, PAYMENT, NOTIFICATION, ANALYTICS], random);
    const share = between(0.45, 0.65, random);
    const errors = CATALOGUE[service].byLevel[ERROR].filter((message) => message.status === 500);
    return {
      services: [service],
      description: `${Math.round(100 * share)}% of what ${SERVICES[service]} does fails.`,
      affect(draft, draw) {
        if (draft.service !== service || draw.next() >= share) {
          return false;
        }
        say(draft, pick(errors, draw), draw);
        draft.responseTime *= between(1, 2, draw);
        return true;
      },
    };
  },
};

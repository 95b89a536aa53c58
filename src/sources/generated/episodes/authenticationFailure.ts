import { ERROR, WARNING } from '../../../logs/level';
import { between, pick, say } from '../draft';
import { defineMessage } from '../messages';
import { AUTH } from '../services';
import { type EpisodeKind } from './kind';

const ATTEMPTS = [
  defineMessage(ERROR, 401, 'Failed to authenticate user {user} from {ip}'),
  defineMessage(ERROR, 401, 'Failed to authenticate user {user} from {ip}'),
  defineMessage(ERROR, 401, 'Failed to authenticate user {user} from {ip}'),
  defineMessage(WARNING, 401, 'Login attempt with wrong password for {user} from {ip}'),
];
const LOCKED = defineMessage(ERROR, 403, 'Account {user} locked after too many attempts');

/** Somebody tries passwords from one address, quicker than people type. */
export const authenticationFailure: EpisodeKind = {
  type: 'authentication failure',
  minutes: [8, 18],
  plan({ random }) {
    const address = random.int(250);
    return {
      services: [AUTH],
      description: 'Passwords are tried from one address against many accounts.',
      affect: () => false,
      burst: {
        rate: 1,
        write(draft, draw) {
          draft.service = AUTH;
          if (draw.next() < 0.06) {
            say(draft, LOCKED, draw);
          } else {
            say(draft, pick(ATTEMPTS, draw), draw, address);
          }
          draft.responseTime = between(25, 140, draw);
        },
      },
    };
  },
};

import { CRITICAL, ERROR } from '../../../logs/level';
import { between, pick, say } from '../draft';
import { defineMessage } from '../messages';
import { ANALYTICS, AUTH, DATABASE, GATEWAY, PAYMENT } from '../services';
import { type EpisodeKind } from './kind';

const AT_DATABASE = [
  defineMessage(ERROR, 503, 'Connection timeout to database'),
  defineMessage(ERROR, 503, 'Connection timeout to database'),
  defineMessage(ERROR, 503, 'Connection pool exhausted: {n} requests waiting'),
  defineMessage(CRITICAL, 503, 'Too many connections: {n} clients rejected'),
  defineMessage(CRITICAL, 503, 'Primary {host} not reachable'),
];
const AT_CALLERS = [
  defineMessage(ERROR, 503, 'Connection timeout to database'),
  defineMessage(ERROR, 503, 'Connection timeout to database'),
  defineMessage(ERROR, 500, 'Query on {table} failed: connection lost'),
  defineMessage(CRITICAL, 503, 'Service unavailable: database does not answer'),
];
/** The share of their logs that fail. */
const CALLERS = [
  { service: PAYMENT, share: 0.7 },
  { service: AUTH, share: 0.5 },
  { service: GATEWAY, share: 0.42 },
  { service: ANALYTICS, share: 0.5 },
];

/** The database stops answering; the services that depend on it fail one after the other, a minute or a few later. */
export const databaseConnection: EpisodeKind = {
  type: 'database connection',
  minutes: [25, 50],
  plan({ startMs, random }) {
    const failing = new Map([[DATABASE, { share: 0.92, fromMs: startMs }]]);
    for (const { service, share } of CALLERS) {
      failing.set(service, { share, fromMs: startMs + between(45_000, 200_000, random) });
    }
    return {
      services: [...failing.keys()],
      description: 'The database stops answering, and the services that depend on it fail after it.',
      affect(draft, draw) {
        const failure = failing.get(draft.service);
        if (!failure || draft.timeMs < failure.fromMs || draw.next() >= failure.share) {
          return false;
        }
        say(draft, pick(draft.service === DATABASE ? AT_DATABASE : AT_CALLERS, draw), draw);
        draft.responseTime = between(2000, 9000, draw);
        return true;
      },
    };
  },
};

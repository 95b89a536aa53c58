import { CRITICAL, ERROR } from '../../../logs/level';
import { type Random } from '../../../random/random';
import { between, pick, say } from '../draft';
import { defineMessage } from '../messages';
import { busiestLength, QUEUEING } from '../queues';
import { SERVICES } from '../services';
import { type EpisodeKind, type EpisodePlan, progress } from './kind';
import { MINUTE } from '../../../time/units';

const REFUSALS = [
  defineMessage(ERROR, 503, 'Message {id} rejected: queue overflow'),
  defineMessage(ERROR, 503, 'Message {id} rejected: queue overflow'),
  defineMessage(ERROR, 500, 'Message {id} expired before it was handled'),
  defineMessage(CRITICAL, 503, 'Queue is full, producers blocked'),
];
const REFUSED_SHARE = 0.75;
const FAILING_MS = 20 * MINUTE;

/** What a queue can hold, in times of what waits in the busiest hour. Nothing in the logs says it. */
const capacityOf = (random: Random) => 8 * Math.exp(0.35 * random.normal());

/**
 * How high what passes by itself rises has no scale of its own: half of what comes so far comes twice as far (Pareto).
 */
const MIN_HEIGHT = 1.2;
const MAX_HEIGHT = 20;

function refusing(service: number, fromMs: number): EpisodePlan['affect'] {
  return (draft, draw) => {
    if (draft.service !== service || draft.timeMs < fromMs || draw.next() >= REFUSED_SHARE) {
      return false;
    }
    say(draft, pick(REFUSALS, draw), draw);
    draft.responseTime *= between(1, 3, draw);
    return true;
  };
}

/** Consumers are too slow by a little: more and more waits, for hours, until the queue holds no more. */
export const growingBacklog: EpisodeKind = {
  type: 'growing backlog',
  minutes: [80, 320],
  plan({ startMs, endMs, random }) {
    const service = pick(QUEUEING, random);
    const busiest = busiestLength(service);
    const capacity = capacityOf(random);
    const breachMs = endMs - FAILING_MS;
    return {
      services: [service],
      onsetMs: startMs + (breachMs - startMs) / capacity,
      breachMs,
      description: `The queue of ${SERVICES[service]} grows to ${capacity.toFixed(1)} times its usual peak and then overflows.`,
      affect: refusing(service, breachMs),
      backlog: (at, timeMs) => (at === service ? capacity * busiest * progress(timeMs, startMs, breachMs) : 0),
    };
  },
};

/** More comes in than is handled for a while; then it is worked off. */
export const passingBacklog: EpisodeKind = {
  type: 'passing backlog',
  minutes: [80, 320],
  plan({ startMs, endMs, random }) {
    const service = pick(QUEUEING, random);
    const busiest = busiestLength(service);
    const height = Math.min(MAX_HEIGHT, MIN_HEIGHT / (1 - random.next()));
    const peakMs = startMs + between(0.5, 0.8, random) * (endMs - startMs);
    return {
      services: [service],
      description: `The queue of ${SERVICES[service]} grows by ${height.toFixed(1)} times its usual peak and is worked off.`,
      affect: () => false,
      backlog: (at, timeMs) =>
        at === service
          ? height * busiest * Math.min(progress(timeMs, startMs, peakMs), 1 - progress(timeMs, peakMs, endMs))
          : 0,
    };
  },
};

/** All consumers are gone, and the queue overflows within minutes. */
export const suddenBacklog: EpisodeKind = {
  type: 'sudden backlog',
  minutes: [25, 50],
  plan({ startMs, random }) {
    const service = pick(QUEUEING, random);
    const length = capacityOf(random) * busiestLength(service);
    const fullMs = startMs + between(1, 4, random) * MINUTE;
    return {
      services: [service],
      description: `The queue of ${SERVICES[service]} overflows at once.`,
      affect: refusing(service, fullMs),
      backlog: (at, timeMs) => (at === service ? length * progress(timeMs, startMs, fullMs) : 0),
    };
  },
};

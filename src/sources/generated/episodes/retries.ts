import { ERROR, WARNING } from '../../../logs/level';
import { type Random } from '../../../random/random';
import { between, pick, say } from '../draft';
import { defineMessage } from '../messages';
import { ANALYTICS, GATEWAY, NOTIFICATION, PAYMENT, SERVICES } from '../services';
import { type EpisodeKind, type EpisodePlan, progress } from './kind';
import { MINUTE } from '../../../time/units';

/** How a service says that it tries again, and that it gave up. */
const WORDS = [
  {
    service: PAYMENT,
    counts: true,
    retry: defineMessage(WARNING, 200, 'Provider did not answer for {order}, retry {n}'),
    failure: defineMessage(ERROR, 502, 'Payment of {order} failed, provider did not answer'),
  },
  {
    service: NOTIFICATION,
    counts: false,
    retry: defineMessage(WARNING, 200, 'Retrying delivery of {id}'),
    failure: defineMessage(ERROR, 500, 'Delivery of {id} failed for good'),
  },
  {
    service: GATEWAY,
    counts: true,
    retry: defineMessage(WARNING, 200, 'Upstream {host} reset the stream, attempt {n}'),
    failure: defineMessage(ERROR, 502, 'Upstream {host} failed'),
  },
  {
    service: ANALYTICS,
    counts: false,
    retry: defineMessage(WARNING, 200, 'Batch {id} will be retried'),
    failure: defineMessage(ERROR, 500, 'Batch {id} could not be written'),
  },
] as const;

/**
 * Calls that fail with a probability that changes, each tried up to `attempts` times: a line for each further attempt,
 * an error once none is left.
 *
 * @param chanceAt the probability that one attempt fails
 */
function retrying(random: Random, chanceAt: (timeMs: number) => number): Pick<EpisodePlan, 'services' | 'affect'> {
  const { service, retry, failure, counts } = pick(WORDS, random);
  const attempts = 2 + random.int(3);
  /** Of the service's lines, those of such calls. */
  const calls = between(0.6, 1, random);
  return {
    services: [service],
    affect(draft, draw) {
      if (draft.service !== service || draw.next() >= calls) {
        return false;
      }
      const p = chanceAt(draft.timeMs);
      // Lines of one call: each attempt but the last failed and is tried again, the last ends it.
      let retries = 0;
      for (let attempt = 1; attempt < attempts; attempt++) {
        retries += p ** attempt;
      }
      const u = draw.next() * (1 + retries);
      if (u < retries) {
        // The last number, where there is one, counts the attempts.
        say(draft, retry, draw, counts ? Number(u >= p) : undefined);
        draft.responseTime *= between(1, 2, draw);
        return true;
      }
      if (u - retries < p ** attempts) {
        say(draft, failure, draw);
        draft.responseTime *= between(1, 2, draw);
        return true;
      }
      return false;
    },
  };
}

const FAILING_MS = 15 * MINUTE;

/** What a service calls fails ever more often: at first a second attempt helps, in the end nothing does. */
export const risingRetries: EpisodeKind = {
  type: 'rising retries',
  minutes: [75, 240],
  plan({ startMs, endMs, random }) {
    const breachMs = endMs - FAILING_MS;
    const plan = retrying(random, (timeMs) => progress(timeMs, startMs, breachMs));
    return {
      ...plan,
      onsetMs: startMs,
      breachMs,
      description: `Calls of ${SERVICES[plan.services[0]]} fail ever more often, retried at first with success.`,
    };
  },
};

/** It fails more often for a while, which a second attempt makes good. */
export const passingRetries: EpisodeKind = {
  type: 'passing retries',
  minutes: [75, 240],
  plan({ startMs, endMs, random }) {
    const height = between(0.08, 0.25, random);
    const peakMs = (startMs + endMs) / 2;
    const plan = retrying(
      random,
      (timeMs) => height * Math.min(progress(timeMs, startMs, peakMs), 1 - progress(timeMs, peakMs, endMs))
    );
    return {
      ...plan,
      description: `Up to ${Math.round(100 * height)}% of the calls of ${SERVICES[plan.services[0]]} are retried.`,
    };
  },
};

/** From one minute to the next hardly a call succeeds. */
export const suddenRetries: EpisodeKind = {
  type: 'sudden retries',
  minutes: [25, 50],
  plan({ random }) {
    const share = between(0.8, 0.98, random);
    const plan = retrying(random, () => share);
    return { ...plan, description: `${Math.round(100 * share)}% of the calls of ${SERVICES[plan.services[0]]} fail.` };
  },
};

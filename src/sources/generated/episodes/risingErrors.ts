import { ERROR } from '../../../logs/level';
import { CATALOGUE } from '../catalogue';
import { between, pick, say } from '../draft';
import { AUTH, GATEWAY, NOTIFICATION, PAYMENT, SERVICES } from '../services';
import { type EpisodeKind, type EpisodePlan, progress } from './kind';

const FAILING = [GATEWAY, AUTH, PAYMENT, NOTIFICATION];

/** The default threshold of the rule on error rates, where a service counts as failing. */
const THRESHOLD = 0.3;

function failing(service: number, shareAt: (timeMs: number) => number): Pick<EpisodePlan, 'services' | 'affect'> {
  const errors = CATALOGUE[service].byLevel[ERROR].filter((message) => message.status === 500);
  return {
    services: [service],
    affect(draft, draw) {
      if (draft.service !== service || draw.next() >= shareAt(draft.timeMs)) {
        return false;
      }
      say(draft, pick(errors, draw), draw);
      draft.responseTime *= between(1, 2, draw);
      return true;
    },
  };
}

/** More and more of what a service does fails, with the errors that it always had, until nearly half does. */
export const risingErrors: EpisodeKind = {
  type: 'rising errors',
  minutes: [75, 240],
  plan({ startMs, endMs, random }) {
    const service = pick(FAILING, random);
    const highest = between(0.4, 0.6, random);
    const breachMs = startMs + (THRESHOLD / highest) * (endMs - startMs);
    return {
      ...failing(service, (timeMs) => highest * progress(timeMs, startMs, endMs)),
      onsetMs: startMs,
      breachMs,
      description: `The errors of ${SERVICES[service]} rise to ${Math.round(100 * highest)}%.`,
    };
  },
};

/** Errors become more, and fewer again before the service counts as failing. */
export const passingErrors: EpisodeKind = {
  type: 'passing errors',
  minutes: [75, 240],
  plan({ startMs, endMs, random }) {
    const service = pick(FAILING, random);
    const highest = between(0.06, 0.2, random);
    const peakMs = (startMs + endMs) / 2;
    const shareAt = (timeMs: number) =>
      highest * Math.min(progress(timeMs, startMs, peakMs), 1 - progress(timeMs, peakMs, endMs));
    return {
      ...failing(service, shareAt),
      description: `The errors of ${SERVICES[service]} rise to ${Math.round(100 * highest)}% and fall.`,
    };
  },
};

import { CRITICAL, ERROR, WARNING } from '../../../logs/level';
import { between, pick, say } from '../draft';
import { defineMessage } from '../messages';
import { ANALYTICS, GATEWAY, NOTIFICATION, PAYMENT, PROFILES, SERVICES } from '../services';
import { type EpisodeKind, progress } from './kind';

const USAGE = defineMessage(WARNING, 200, 'Memory usage at {pct}% of its limit');
const PAUSE = defineMessage(WARNING, 200, 'Garbage collection paused for {ms} ms');
const FAILURES = [
  defineMessage(CRITICAL, 500, 'Out of memory: killed process {n}'),
  defineMessage(ERROR, 500, 'Memory limit exceeded'),
  defineMessage(ERROR, 503, 'Service unavailable: worker restarting'),
];

/** Where in the build-up it shows: pauses then add as much as an ordinary log takes. */
const ONSET = 0.45;
const CRASH_MS = 12 * 60_000;

/** Memory fills for hours: pauses grow ever longer, warnings name ever higher figures, then the process is killed. */
export const memoryLeak: EpisodeKind = {
  type: 'memory leak',
  minutes: [210, 330],
  plan({ startMs, endMs, random }) {
    const service = pick([ANALYTICS, PAYMENT, NOTIFICATION, GATEWAY], random);
    const usualMs = PROFILES[service]?.medianMs ?? 100;
    const breachMs = endMs - CRASH_MS;
    const usageAtStart = between(48, 58, random);
    return {
      services: [service],
      onsetMs: startMs + ONSET * (breachMs - startMs),
      breachMs,
      description: `Memory of ${SERVICES[service] ?? ''} fills until its process is killed.`,
      affect(draft, draw) {
        if (draft.service !== service) {
          return false;
        }
        if (draft.timeMs >= breachMs) {
          if (draw.next() >= 0.88) {
            return false;
          }
          say(draft, pick(FAILURES, draw), draw);
          draft.responseTime = between(2500, 8000, draw);
          return true;
        }
        const built = progress(draft.timeMs, startMs, breachMs);
        // From nothing over twice the median at the onset to about 16 times at the crash.
        const pauseMs = usualMs * (Math.exp(2.85 * built * built) - 1) * between(0.8, 1.2, draw) * (1 + built * built);
        draft.responseTime += pauseMs;
        if (built < ONSET) {
          return false;
        }
        const u = draw.next();
        if (u < 0.25 * built) {
          say(draft, USAGE, draw, usageAtStart + (99 - usageAtStart) * built);
        } else if (u < 0.4 * built) {
          say(draft, PAUSE, draw, pauseMs);
        }
        return true;
      },
    };
  },
};

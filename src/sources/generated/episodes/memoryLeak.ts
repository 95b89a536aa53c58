import { CRITICAL, ERROR, WARNING } from '../../../logs/level';
import { between, pick, say } from '../draft';
import { defineMessage } from '../messages';
import { ANALYTICS, GATEWAY, NOTIFICATION, PAYMENT, PROFILES, SERVICES } from '../services';
import { type EpisodeKind, progress } from './kind';
import { MINUTE } from '../../../time/units';

const USAGE = defineMessage(WARNING, 200, 'Memory usage at {pct}% of its limit');
const PAUSE = defineMessage(WARNING, 200, 'Garbage collection paused for {ms} ms');
const FAILURES = [
  defineMessage(CRITICAL, 500, 'Out of memory: killed process {n}'),
  defineMessage(ERROR, 500, 'Memory limit exceeded'),
  defineMessage(ERROR, 503, 'Service unavailable: worker restarting'),
];

/** Where in the build-up it shows: responses then take two and a half times as long as they do. */
const ONSET = 0.55;
const CRASH_MS = 12 * MINUTE;

/** Memory fills for hours: pauses grow ever longer, warnings name ever higher figures, then the process is killed. */
export const memoryLeak: EpisodeKind = {
  type: 'memory leak',
  minutes: [210, 330],
  plan({ startMs, endMs, random }) {
    const service = pick([ANALYTICS, PAYMENT, NOTIFICATION, GATEWAY], random);
    const usualMs = PROFILES[service].medianMs;
    const breachMs = endMs - CRASH_MS;
    const usageAtStart = between(48, 58, random);
    return {
      services: [service],
      onsetMs: startMs + ONSET * (breachMs - startMs),
      breachMs,
      description: `Memory of ${SERVICES[service]} fills until its process is killed.`,
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
        // Collecting garbage costs ever more as less memory is free: 1.5 times the usual at the onset, 16 times at the
        // crash.
        const pauseMs = 16 * usualMs * built ** 4 * between(0.8, 1.2, draw);
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

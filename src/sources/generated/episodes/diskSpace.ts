import { CRITICAL, ERROR, WARNING } from '../../../logs/level';
import { between, pick, say } from '../draft';
import { defineMessage } from '../messages';
import { ANALYTICS, DATABASE, SERVICES } from '../services';
import { type EpisodeKind, progress } from './kind';
import { MINUTE } from '../../../time/units';

const USAGE = defineMessage(WARNING, 200, 'Disk usage of data volume at {pct}%');
const FULL = [
  defineMessage(ERROR, 500, 'No space left on device: write to {table} failed'),
  defineMessage(ERROR, 500, 'No space left on device: write to {table} failed'),
  defineMessage(CRITICAL, 500, 'Data volume full, switching to read-only'),
];

/** Warnings begin at this share of the disk. */
const WARN_AT = 80;
const FULL_MS = 20 * MINUTE;

/** A disk fills for hours, warned of with ever higher figures, until nothing can be written. */
export const diskSpace: EpisodeKind = {
  type: 'disk space',
  minutes: [300, 480],
  plan({ startMs, endMs, random }) {
    const service = pick([DATABASE, ANALYTICS], random);
    const breachMs = endMs - FULL_MS;
    const usageAtStart = between(66, 74, random);
    const usageAt = (timeMs: number) => usageAtStart + (100 - usageAtStart) * progress(timeMs, startMs, breachMs);
    return {
      services: [service],
      onsetMs: startMs + ((WARN_AT - usageAtStart) / (100 - usageAtStart)) * (breachMs - startMs),
      breachMs,
      description: `The data volume of ${SERVICES[service]} fills until nothing can be written.`,
      affect(draft, draw) {
        if (draft.service !== service) {
          return false;
        }
        const u = draw.next();
        if (draft.timeMs >= breachMs) {
          if (u >= 0.8) {
            return false;
          }
          say(draft, pick(FULL, draw), draw);
          draft.responseTime *= between(1.5, 3, draw);
          return true;
        }
        const usage = usageAt(draft.timeMs);
        if (usage < WARN_AT || u >= 0.06 + (0.3 * (usage - WARN_AT)) / (100 - WARN_AT)) {
          return false;
        }
        say(draft, USAGE, draw, Math.floor(usage));
        draft.responseTime = between(3, 30, draw);
        return true;
      },
    };
  },
};

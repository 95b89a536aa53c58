import { type Finding, type IncidentRule } from '../rule';
import { logsPerWindow } from '../dataGaps';
import { stretchesOf, type Stretch } from '../stretches';
import { duration, plural } from '../words';

/** Logs that should have come: a service of independent logs stays silent that long once in a million times. */
const LEAST_EXPECTED = 14;
const SEVERE_EXPECTED = 100;

/** Windows in which others speak: one minute without a log may lie between two bursts. */
const LEAST_WINDOWS = 3;

/** From this many silences on, being silent is a habit, and only one far longer than the usual ones counts. */
const HABIT = 10;
const HABIT_RATIO = 3;

/** A service that normally speaks says nothing while others do: a quiet service is not a healthy one. */
export const silence: IncidentRule = (input) => {
  const { windows, counts } = input;
  const others = logsPerWindow(windows, counts);
  const all = others.reduce((sum, count) => sum + count, 0);
  return windows.services.flatMap((service, index) => {
    const offset = index * windows.windows;
    const own = counts.logs.subarray(offset, offset + windows.windows);
    const logs = own.reduce((sum, count) => sum + count, 0);
    const first = own.findIndex((count) => count > 0);
    if (logs === all) {
      return [];
    }
    const share = logs / (all - logs);
    const expected = ({ from, to }: Stretch) => share * others.subarray(from, to).reduce((sum, n) => sum + n, 0);
    const silences = stretchesOf(windows.windows, 0, (window) => window > first && own[window] === 0)
      .map((stretch) => ({ ...stretch, expected: expected(stretch) }))
      .sort((a, b) => a.expected - b.expected);
    const usual = silences.length >= HABIT ? silences[Math.floor(silences.length * 0.9)].expected : 0;
    return silences
      .filter(
        ({ from, to, expected }) =>
          expected >= Math.max(LEAST_EXPECTED, HABIT_RATIO * usual) &&
          others.subarray(from, to).filter((count) => count > 0).length >= LEAST_WINDOWS
      )
      .map((stretch): Finding => {
        const length = (stretch.to - stretch.from) * windows.windowMs;
        return {
          type: 'Service Unavailability',
          severity: stretch.expected >= SEVERE_EXPECTED ? 'CRITICAL' : 'HIGH',
          services: [index],
          from: stretch.from,
          to: stretch.to,
          strength: Math.sqrt(2 * stretch.expected),
          description: `${service} fell silent`,
          recommendation: `See whether ${service} still runs and is reachable, and whether its logs are still shipped`,
          evidence: [
            `no log in ${duration(length)}, about ${plural(Math.round(stretch.expected), 'log')} were to be expected`,
          ],
        };
      });
  });
};

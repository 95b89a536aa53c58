import { type Finding, type IncidentRule } from '../rule';
import { logsPerWindow } from '../dataGaps';
import { stretchesOf, type Stretch } from '../stretches';
import { duration, plural } from '../words';

/** How often a range may have a silence by chance: each gap between two logs is a chance for one, and a week has very many. */
const BY_CHANCE = 0.001;
const SEVERE_EXPECTED = 100;

/** Windows in which others speak: one minute without a log may lie between two bursts. */
const LEAST_WINDOWS = 3;

/** From this many silences on, being silent is a habit, and only one far longer than the usual ones counts. */
const HABIT = 10;
const HABIT_RATIO = 3;

/** Half of the silences, and a tenth of them, are longer than these: told from their difference how they spread. */
const [MIDDLE, LONG] = [0.5, 0.9];

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
    const least = leastExpected(
      silences.map((silence) => silence.expected),
      all
    );
    return silences
      .filter(
        ({ from, to, expected }) =>
          expected >= least && others.subarray(from, to).filter((count) => count > 0).length >= LEAST_WINDOWS
      )
      .map((stretch): Finding => {
        const length = (stretch.to - stretch.from) * windows.windowMs;
        return {
          type: 'Service Unavailability',
          severity: stretch.expected >= SEVERE_EXPECTED ? 'CRITICAL' : 'HIGH',
          services: [index],
          from: stretch.from,
          to: stretch.to,
          isOver: stretch.to < windows.windows,
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

/**
 * Logs that should have come in a silence that is none by chance. Of independent logs the gaps have an exponential distribution, in units of the
 * logs that should have come; where logs come in clusters, gaps are longer by the size of these, which the longer silences tell.
 *
 * @param silences logs that should have come in each, ascending
 * @param logs of all services
 */
function leastExpected(silences: readonly number[], logs: number): number {
  const byChance = Math.log(logs / BY_CHANCE);
  if (silences.length < HABIT) {
    return byChance;
  }
  const [middle, long] = [MIDDLE, LONG].map((share) => silences[Math.floor(silences.length * share)]);
  const cluster = (long - middle) / Math.log((1 - MIDDLE) / (1 - LONG));
  return Math.max(byChance * Math.max(1, cluster), HABIT_RATIO * long);
}

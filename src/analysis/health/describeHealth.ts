import { decimal, listed } from '../../format/format';
import { type Health } from '../model/health';

/** Causes that are named, those that cost most. */
const CAUSES = 2;

/** "66.4 of 100, WARNING; most points were lost by errors (20.1)." or "unknown. No logs." */
export function describeHealth(health: Health): string {
  if (health.score === null) {
    return `unknown. ${health.reason}`;
  }
  const lost = health.lost
    .filter(({ points }) => points > 0)
    .toSorted((a, b) => b.points - a.points)
    .slice(0, CAUSES)
    .map(({ cause, points }) => `${cause} (${decimal(points, 1)})`);
  const most = lost.length > 0 ? `; most points were lost by ${listed(lost)}` : '';
  const notJudged = health.notJudged.length > 0 ? `; not known, so not judged: ${listed(health.notJudged)}` : '';
  return `${decimal(health.score, 1)} of 100, ${health.status}${most}${notJudged}.`;
}

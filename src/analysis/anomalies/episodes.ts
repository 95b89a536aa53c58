import { type AnomalyEpisode, type AnomalyType } from '../analysis';
import { dbscan, NOISE } from './dbscan';

const MINUTE = 60_000;

/** One service's anomalies belong together up to 5 minutes apart, those of different services up to 2; 5 make an episode. */
const OPTIONS = { radius: 5 * MINUTE, radiusAcross: 2 * MINUTE, minPoints: 5 };

/** Anomalies as columns, in order of time. */
export interface AnomalyColumns {
  readonly timeMs: Float64Array;
  readonly service: Uint32Array;
  readonly type: readonly AnomalyType[];
}

/** Groups anomalies into episodes, in order of time. `of` has each anomaly's episode, NOISE for one that stands alone. */
export function findEpisodes(
  { timeMs, service, type }: AnomalyColumns,
  services: readonly string[]
): { episodes: AnomalyEpisode[]; of: Int32Array } {
  const of = dbscan({ time: timeMs, group: service }, OPTIONS);
  const members: number[][] = [];
  of.forEach((episode, anomaly) => {
    if (episode !== NOISE) {
      (members[episode] ??= []).push(anomaly);
    }
  });
  const episodes = members.map((anomalies) => ({
    startMs: timeMs[anomalies[0]],
    endMs: timeMs[anomalies[anomalies.length - 1]],
    services: byCount(anomalies.map((anomaly) => services[service[anomaly]])),
    count: anomalies.length,
    type: typeOf(anomalies.map((anomaly) => type[anomaly])),
  }));
  return { episodes, of };
}

/** What any trouble looks like from outside. */
const SYMPTOMS: ReadonlySet<AnomalyType> = new Set([
  'response time spike',
  'error rate increase',
  'unusual log pattern',
  'service outage',
]);

/** A cause counts for more than its symptoms: it is what the episode is called if one anomaly in ten names it. */
const LEAST_CAUSE_SHARE = 0.1;

function typeOf(types: readonly AnomalyType[]): AnomalyType {
  const [cause] = byCount(types.filter((type) => !SYMPTOMS.has(type)));
  const named = types.filter((type) => type === cause).length;
  return cause && named >= LEAST_CAUSE_SHARE * types.length ? cause : byCount(types)[0];
}

/** The different values, the most frequent first. */
function byCount<T extends string>(values: readonly T[]): T[] {
  const counts = new Map<T, number>();
  for (const value of values) {
    counts.set(value, (counts.get(value) ?? 0) + 1);
  }
  return [...counts].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1)).map(([value]) => value);
}

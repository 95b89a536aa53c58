import { type AnomalyEpisode, type AnomalyType } from '../model/analysis';
import { dbscan, NOISE } from './dbscan';
import { MINUTE } from '../../time/units';

/**
 * One service's anomalies belong together up to 5 minutes apart, those of different services up to 2; 5 make an
 * episode.
 */
const OPTIONS = { radius: 5 * MINUTE, radiusAcross: 2 * MINUTE, minPoints: 5 };

/** An anomaly, as far as it matters for what belongs together. */
export interface Occurrence {
  readonly timeMs: number;
  readonly service: string;
  readonly type: AnomalyType;
  /** No log, but that there is none. */
  readonly isSilence?: boolean;
}

export interface Episodes {
  /** In order of time. */
  readonly episodes: AnomalyEpisode[];
  /** Of each anomaly its episode, NOISE for one that stands alone. */
  readonly of: Int32Array;
  /** Of each anomaly: what is no more than a symptom is of the type of its episode, which may know the cause. */
  readonly types: AnomalyType[];
}

/** Groups anomalies into episodes. */
export function findEpisodes(anomalies: readonly Occurrence[]): Episodes {
  const order = Uint32Array.from(anomalies.keys()).sort((a, b) => anomalies[a].timeMs - anomalies[b].timeMs || a - b);
  const codes = new Map<string, number>();
  const codeOf = (service: string) => {
    const code = codes.get(service) ?? codes.size;
    codes.set(service, code);
    return code;
  };
  const points = { time: new Float64Array(order.length), group: new Uint32Array(order.length) };
  for (let i = 0; i < order.length; i++) {
    const { timeMs, service } = anomalies[order[i]];
    points.time[i] = timeMs;
    points.group[i] = codeOf(service);
  }
  const of = new Int32Array(anomalies.length).fill(NOISE);
  const members: Occurrence[][] = [];
  dbscan(points, OPTIONS).forEach((episode, place) => {
    if (episode !== NOISE) {
      of[order[place]] = episode;
      (members[episode] ??= []).push(anomalies[order[place]]);
    }
  });
  const episodes = members.map((own) => ({
    startMs: own[0].timeMs,
    endMs: own[own.length - 1].timeMs,
    services: byCount(own.map(({ service }) => service)),
    count: own.length,
    type: typeOf(own),
  }));
  const types = anomalies.map(({ type }, index) => {
    const episode = of[index] === NOISE ? undefined : episodes[of[index]];
    const isSymptom = SYMPTOMS.has(type) || (episode?.type === 'service outage' && OF_OUTAGES.has(type));
    return episode && isSymptom ? episode.type : type;
  });
  return { episodes, of, types };
}

/** What any trouble looks like from outside. */
const SYMPTOMS: ReadonlySet<AnomalyType> = new Set([
  'response time spike',
  'error rate increase',
  'unusual log pattern',
  'service outage',
]);

/** What those say who can't reach a service that is gone. */
const OF_OUTAGES: ReadonlySet<AnomalyType> = new Set(['database connection', 'network latency']);

/**
 * A service that says nothing is gone, whatever the others say. A cause counts for more than its symptoms: it is what
 * the episode is called if one anomaly in ten names it.
 */
const MIN_CAUSE_SHARE = 0.1;

function typeOf(anomalies: readonly Occurrence[]): AnomalyType {
  if (anomalies.some(({ isSilence }) => isSilence)) {
    return 'service outage';
  }
  const types = anomalies.map(({ type }) => type);
  const [cause] = byCount(types.filter((type) => !SYMPTOMS.has(type)));
  const named = types.filter((type) => type === cause).length;
  return cause && named >= MIN_CAUSE_SHARE * types.length ? cause : byCount(types)[0];
}

/** The different values, the most frequent first. */
function byCount<T extends string>(values: readonly T[]): T[] {
  const counts = new Map<T, number>();
  for (const value of values) {
    counts.set(value, (counts.get(value) ?? 0) + 1);
  }
  return [...counts].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1)).map(([value]) => value);
}

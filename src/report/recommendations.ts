import { unknownNotices } from '../analysis/health/unknownNotices';
import { type Analysis } from '../analysis/model/analysis';
import { milliseconds, percent, whole } from '../format/format';

export interface Recommendation {
  title: string;
  points: string[];
}

/** From here on response times, error rates and anomaly rates are worth a word. */
const SLOW_P95_MS = 450;
const HIGH_ERROR_RATE = 0.05;
const HIGH_ANOMALY_RATE = 0.04;

/** What to do next, the most urgent first, derived from the evidence of the analysis. */
export function recommend(analysis: Analysis): Recommendation[] {
  return [incidents, errorRate, performance, anomalyRate, unknown]
    .map((of) => of(analysis))
    .filter((recommendation) => recommendation !== undefined);
}

function incidents({ incidents }: Analysis): Recommendation | undefined {
  const urgent = incidents.filter(({ severity, ongoing }) => severity === 'CRITICAL' || ongoing);
  if (urgent.length === 0) {
    return undefined;
  }
  const advice = new Map<string, { text: string; services: string[] }>();
  for (const { recommendation, services } of urgent) {
    const words = wordsOf(recommendation);
    const { text, services: others } = advice.get(words) ?? { text: recommendation, services: [] };
    advice.set(words, { text, services: [...others, services[0]] });
  }
  return {
    title: 'INCIDENTS TO LOOK AT',
    points: [...advice.values()].map(({ text, services }) => `${text} (${[...new Set(services)].join(', ')})`),
  };
}

/** The same for advice that names the same services in another order. */
function wordsOf(advice: string): string {
  return advice
    .split(/[\s,]+/)
    .filter((word) => word !== 'and')
    .sort()
    .join(' ');
}

function errorRate({ totals, patterns }: Analysis): Recommendation | undefined {
  if (totals.errorRate === undefined || totals.errorRate < HIGH_ERROR_RATE) {
    return undefined;
  }
  const [top] = patterns.errors;
  return {
    title: 'HIGH ERROR RATE',
    points: [
      `${percent(totals.errorRate, 2)} of all logs${totals.known.levels < 1 ? ' whose level is known' : ''} are errors`,
      ...(top ? [`Begin with the most frequent: ${top.template} (${whole(top.count)} times)`] : []),
    ],
  };
}

function performance({ totals, services }: Analysis): Recommendation | undefined {
  const p95 = totals.responseTime?.p95;
  if (p95 === undefined || p95 < SLOW_P95_MS) {
    return undefined;
  }
  const slowest = services.filter((s) => s.responseTime).sort((a, b) => b.responseTime!.p95 - a.responseTime!.p95)[0];
  return {
    title: 'PERFORMANCE DEGRADATION',
    points: [
      `P95 response time at ${milliseconds(p95)}`,
      `Slowest is ${slowest.service} with ${milliseconds(slowest.responseTime!.p95)}: optimise its slow queries or scale it`,
    ],
  };
}

function anomalyRate({ anomalies }: Analysis): Recommendation | undefined {
  if (anomalies.rate < HIGH_ANOMALY_RATE) {
    return undefined;
  }
  return {
    title: 'HIGH ANOMALY RATE',
    points: [
      `${whole(anomalies.count)} anomalies detected`,
      'Review the top anomalies for security threats and failing parts',
    ],
  };
}

function unknown({ totals, services }: Analysis): Recommendation | undefined {
  const notices = unknownNotices(totals, services);
  return notices.length > 0
    ? { title: 'LOGS OF WHICH TOO LITTLE IS KNOWN', points: notices.map(({ text }) => text) }
    : undefined;
}

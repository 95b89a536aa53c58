import { type Analysis } from '../analysis/model/analysis';
import { isOthers } from '../analysis/services/nameServices';
import { type CacheAnswer } from './analysisCache';

/** What metrics are made of, as it crosses from a worker to the process that Grafana asks for them. */
export type Recorded =
  | { what: 'request'; answer: CacheAnswer }
  | { what: 'analysis'; source: string; seconds: number; logs: number }
  | { what: 'findings'; org: number; uid: string; findings: Findings }
  | { what: 'error'; kind: string };

/** What an analysis found, as far as there are gauges of it. */
export interface Findings {
  /** 0 to 100; null: unknown. */
  health: number | null;
  /** Anomalies; null: what is unusual is not known yet. */
  services: ReadonlyArray<{ service: string; health: number | null; anomalies: number | null }>;
}

export type Recorder = (recorded: Recorded) => void;

/** Services that have gauges of their own, for each data source: a Prometheus keeps every series that it has seen. */
export const MAX_GAUGED = 100;

/** The label of the others: their anomalies in all, and the health of the worst. */
const OTHERS = '(others)';

type ServiceFindings = Findings['services'][number];

export function findingsOf({
  healthNow,
  services,
  anomalies: { status },
}: Pick<Analysis, 'healthNow' | 'services' | 'anomalies'>): Findings {
  const isLearning = status === 'learning';
  const byActivity = services.length > MAX_GAUGED ? [...services].sort((a, b) => b.logs - a.logs) : services;
  const own = byActivity.filter(({ service }) => !isOthers(service)).slice(0, MAX_GAUGED);
  const gauged = new Set(own.map(({ service }) => service));
  const findings = (some: Analysis['services']) =>
    some.map(({ service, healthNow: { score }, anomalies }) => ({
      service,
      health: score,
      anomalies: isLearning ? null : anomalies,
    }));
  const others = findings(services.filter(({ service }) => !gauged.has(service)));
  return { health: healthNow.score, services: [...findings(own), ...(others.length > 0 ? [together(others)] : [])] };
}

function together(services: readonly ServiceFindings[]): ServiceFindings {
  const known = (of: (service: ServiceFindings) => number | null) => services.map(of).filter((value) => value !== null);
  const scores = known(({ health }) => health);
  const anomalies = known((service) => service.anomalies);
  return {
    service: OTHERS,
    health: scores.length > 0 ? Math.min(...scores) : null,
    anomalies: anomalies.length > 0 ? anomalies.reduce((sum, count) => sum + count, 0) : null,
  };
}

import { type Analysis } from '../analysis/model/analysis';
import { type CacheAnswer } from './analysisCache';

/** What metrics are made of, as it crosses from a worker to the process that Grafana asks for them. */
export type Recorded =
  | { what: 'request'; answer: CacheAnswer }
  | { what: 'analysis'; source: string; seconds: number; logs: number }
  | { what: 'findings'; uid: string; findings: Findings }
  | { what: 'error'; kind: string };

/** What an analysis found, as far as there are gauges of it. */
export interface Findings {
  /** 0 to 100; null: unknown. */
  health: number | null;
  /** Anomalies; null: what is unusual is not known yet. */
  services: ReadonlyArray<{ service: string; health: number | null; anomalies: number | null }>;
}

export type Recorder = (recorded: Recorded) => void;

export function findingsOf({
  health,
  services,
  anomalies: { status },
}: Pick<Analysis, 'health' | 'services' | 'anomalies'>): Findings {
  return {
    health: health.score,
    services: services.map(({ service, health: { score }, anomalies }) => ({
      service,
      health: score,
      anomalies: status === 'learning' ? null : anomalies,
    })),
  };
}

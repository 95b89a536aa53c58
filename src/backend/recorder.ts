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
  health: number;
  services: ReadonlyArray<{ service: string; health: number; anomalies: number }>;
}

export type Recorder = (recorded: Recorded) => void;

export function findingsOf({ health, services }: Pick<Analysis, 'health' | 'services'>): Findings {
  return {
    health: health.score,
    services: services.map(({ service, health: { score }, anomalies }) => ({ service, health: score, anomalies })),
  };
}

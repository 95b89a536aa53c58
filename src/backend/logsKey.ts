import { type AnalysisRequest } from '../query/resolved';

/** Alike for requests that read the same logs, their time ranges aside. Holds secrets: never log or show it. */
export function logsKey({ settings, expr }: AnalysisRequest): string {
  return JSON.stringify([settings, expr]);
}

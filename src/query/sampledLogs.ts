import { type FieldRole } from './settings';

/** A log of a sample as it is read; what it does not say is left out. */
export interface SampledLog {
  /** ISO 8601. */
  time: string;
  level?: string;
  service?: string;
  statusCode?: number;
  responseTimeMs?: number;
  traceId?: string;
  /** Clipped. */
  message: string;
}

/** What may be missing in a log. */
export const SAMPLED_ROLES = [
  'level',
  'service',
  'statusCode',
  'responseTime',
  'traceId',
] as const satisfies readonly FieldRole[];

export type SampledRole = (typeof SAMPLED_ROLES)[number];

/** Some logs of a store as they are read with a mapping: what the settings show of it. */
export interface SampledLogs {
  /** The newest, some of those that were looked at. */
  logs: SampledLog[];
  /** How many were looked at, and how many of them say each thing. */
  sampled: number;
  found: Record<SampledRole, number>;
  /** What has to be said of the reading. */
  notices: string[];
}

/** Found in fewer logs, a field may be mapped wrongly. */
const RARE_SHARE = 0.1;

/** A warning about a thing that hardly any log says; undefined where enough do, or none was looked at. */
export function rareWarning(role: SampledRole, { sampled, found }: SampledLogs): string | undefined {
  return found[role] < sampled * RARE_SHARE
    ? found[role] === 0
      ? `Found in none of ${sampled} sampled logs.`
      : `Found in only ${found[role]} of ${sampled} sampled logs.`
    : undefined;
}

import { type KnownEvent } from '../../query/calendar';
import { type IncidentSeverity } from '../../query/views';

export const INCIDENT_TYPES = [
  'Cascading Failure',
  'High Error Rate',
  'Performance Degradation',
  'Resource Exhaustion',
  'Service Unavailability',
  'Security Threat',
  'Unusual Log Pattern',
] as const;

export type IncidentType = (typeof INCIDENT_TYPES)[number];

export interface Incident {
  /** The same incident keeps its id as the range slides. */
  readonly id: string;
  readonly type: IncidentType;
  /** Which of several kinds of that type: "memory", "disk space". Left out where there is but one. */
  readonly kind?: string;
  readonly severity: IncidentSeverity;
  /** The worst hit first. */
  readonly services: readonly string[];
  readonly startMs: number;
  readonly endMs: number;
  /** Still under way at the end of the range. */
  readonly ongoing: boolean;
  readonly description: string;
  readonly recommendation: string;
  /** What was measured, for people: "41% errors (63 of 154 logs), threshold 30%". */
  readonly evidence: readonly string[];
  /** Where it most likely began: the first of the suspects, with what it said. Left out where nothing shows it. */
  readonly cause?: IncidentCause;
  /**
   * The first error of any service in the minutes before: the simpler root cause. Left out where no error came, or
   * lines are not known.
   */
  readonly firstError?: FirstError;
  /**
   * Where it may have begun, the likeliest first: by when a service left what is usual for it, how far, and who called
   * whom.
   */
  readonly suspects?: readonly Suspect[];
  /**
   * How it spread from the likeliest suspect to the services that depend on it; left out where it did not, as far as is
   * known.
   */
  readonly chain?: readonly CauseLink[];
  /** Left out where no incidents are remembered. */
  readonly first?: FirstJudgement;
}

/** How an incident was judged when it was first found: more is known by now. */
export interface FirstJudgement {
  /** The end of the range in which it was first found. */
  readonly seenMs: number;
  /** When it had begun. */
  readonly startMs: number;
  readonly type: IncidentType;
  readonly severity: IncidentSeverity;
  /** The worst hit. */
  readonly service: string;
  /** The service where it seemed to begin; left out where nothing showed it. */
  readonly cause?: string;
  /** The first error there, or of any service, cut to what a message holds; left out where none was known. */
  readonly line?: string;
  /** That of this line; left out where it names none. */
  readonly traceId?: string;
  readonly recommendation: string;
}

/** One service of a chain of causes, after the one before it. */
export interface CauseLink {
  readonly service: string;
  readonly timeMs: number;
  /**
   * The evidence of the link, for people: "api-gateway, 2 minutes later: 41% errors; it calls database in 34% of its
   * traces".
   */
  readonly text: string;
}

export interface Suspect {
  readonly service: string;
  /** Calls that wait: logs do not show which of the two is slow, or what lies between. The service is one of them. */
  readonly segment?: { readonly caller: string; readonly called: string };
  readonly onsetMs: number;
  /** 0 to 1: how likely it began there, of all suspects. */
  readonly confidence: number;
  /** For people: "database, 2 minutes before: 41% errors (63 of 154 logs), usually 0.6%". */
  readonly text: string;
}

export interface FirstError {
  readonly service: string;
  readonly timeMs: number;
  readonly message: string;
  /** Left out where the line names none. */
  readonly traceId?: string;
  /** For people: "First error: database, 40 seconds before: connection refused". */
  readonly text: string;
}

export interface IncidentCause {
  readonly service: string;
  /** When that one left what is usual for it. */
  readonly timeMs: number;
  /** Its first error since then; where it logged none, what was measured. */
  readonly message: string;
  /** Of that error; left out where it names none. */
  readonly traceId?: string;
  /** 0 to 1: how likely it began there; 0: there is but the first error. */
  readonly confidence: number;
  /** For people: where, when, what was measured there, and the first errors. */
  readonly text: string;
}

/** An incident that nobody is to be alerted of, and the event within which it lies. */
export interface MutedIncident {
  readonly incident: Incident;
  readonly event: KnownEvent;
}

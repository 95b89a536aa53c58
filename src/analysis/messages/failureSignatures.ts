import { type IncidentType } from '../model/analysis';
import { type Complaint, COMPLAINTS, isDeprecation } from './complaints';

/** A kind of trouble that lines show by their words or their status. */
export interface FailureSignature extends Complaint {
  readonly name: string;
  readonly type: IncidentType;
  /** What happened, after the service's name. */
  readonly description: string;
  /** What to do, for a service and, where it is known, an origin of the lines: an address or a user. */
  readonly recommendation: (service: string, origin: string | undefined) => string;
}

/** By which kind incidents of failed logins are known. */
export const AUTHENTICATION_FAILURES = 'authentication failures';

/** The first that fits a line is its signal. */
export const FAILURE_SIGNATURES: readonly FailureSignature[] = [
  {
    name: AUTHENTICATION_FAILURES,
    type: 'Security Threat',
    ...COMPLAINTS.authentication,
    description: 'saw a burst of authentication failures',
    recommendation: (service, origin) =>
      `Block or slow down ${origin ?? 'where they come from'} at ${service}, lock the accounts that were tried, and look for one that succeeded`,
  },
  {
    name: 'memory',
    type: 'Resource Exhaustion',
    ...COMPLAINTS.memory,
    description: 'is running out of memory',
    recommendation: (service) =>
      `Restart ${service} before it is killed, take a heap dump first, and look for what grows; raise the limit only if the load did`,
  },
  {
    name: 'disk space',
    type: 'Resource Exhaustion',
    ...COMPLAINTS.diskSpace,
    description: 'is running out of disk space',
    recommendation: (service) => `Free or add disk space at ${service}, and rotate or expire what fills it`,
  },
  {
    name: 'connections',
    type: 'Resource Exhaustion',
    ...COMPLAINTS.connections,
    description: 'is running out of connections',
    recommendation: (service) =>
      `Look at ${service} for connections that are not given back and for slow queries that hold them; raise the pool only after`,
  },
  {
    name: 'queues',
    type: 'Resource Exhaustion',
    ...COMPLAINTS.queues,
    description: 'has a queue that fills',
    recommendation: (service) =>
      `Scale the consumers of ${service} or slow its producers; look for a message that blocks the queue`,
  },
  {
    name: 'rate limits',
    type: 'Resource Exhaustion',
    ...COMPLAINTS.rateLimits,
    description: 'is refusing requests over its rate limits',
    recommendation: (service) =>
      `Find the client that asks too much of ${service}, make it back off, or raise its limit`,
  },
  {
    name: 'unavailability',
    type: 'Service Unavailability',
    ...COMPLAINTS.unavailability,
    description: 'was unavailable or could not reach what it needs',
    recommendation: (service) =>
      `See whether ${service} and what it calls are up, and bring back the one that failed first`,
  },
];

/** The signal of words alone, as an index into FAILURE_SIGNATURES; -1: none. */
export function signatureOfMessage(message: string): number {
  const found = FAILURE_SIGNATURES.findIndex(({ words }) => words.test(message));
  return found >= 0 && isDeprecation(message) ? -1 : found;
}

/** The signal of a status alone, as an index into FAILURE_SIGNATURES; -1: none. */
export function signatureOfStatus(status: number): number {
  return status < 400 ? -1 : FAILURE_SIGNATURES.findIndex(({ statusCodes }) => statusCodes.includes(status));
}

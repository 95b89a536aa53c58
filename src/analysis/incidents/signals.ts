import { WARNING } from '../../logs/level';
import { type IncidentType } from '../analysis';

/** A kind of trouble that lines tell of by their words or their status. */
export interface Signal {
  readonly name: string;
  readonly type: IncidentType;
  /** Every alternative is a literal or nearly so: these run over each different message once, in linear time. */
  readonly words: RegExp;
  readonly statusCodes: readonly number[];
  /** What happened, after the service's name. */
  readonly description: string;
  readonly recommendation: string;
}

/** The first that fits a line is its signal. */
export const SIGNALS: readonly Signal[] = [
  {
    name: 'authentication failures',
    type: 'Security Threat',
    words:
      /auth\w* (?:fail|error|denied|reject)|fail\w* to (?:auth|log ?in)|fail\w* (?:login|password|auth)|(?:login|log-in|sign-?in|logon) (?:attempt|fail)|(?:wrong|invalid|bad|incorrect) (?:password|credential|user)|unauthori[sz]ed|access denied|permission denied|brute.?force|account \S* ?(?:is )?locked/i,
    statusCodes: [401, 403],
    description: 'saw a burst of authentication failures',
    recommendation:
      'Block or slow down where they come from, lock the accounts that were tried, and look for one that succeeded',
  },
  {
    name: 'memory',
    type: 'Resource Exhaustion',
    words:
      /out of memory|\boom\b|oom.?kill|outofmemory|memory (?:usage|leak|limit|pressure|exhaust)|heap (?:space|usage)|(?:gc|garbage collect\w*) (?:overhead|pause)|cannot allocate memory/i,
    statusCodes: [],
    description: 'is running out of memory',
    recommendation:
      'Restart before it is killed, take a heap dump first, and look for what grows; raise the limit only if the load did',
  },
  {
    name: 'disk space',
    type: 'Resource Exhaustion',
    words:
      /no space left|enospc|disk (?:usage|space|full|quota)|disk is full|(?:volume|file ?system|partition) (?:is )?full|quota exceeded|out of inodes|read-?only file ?system/i,
    statusCodes: [],
    description: 'is running out of disk space',
    recommendation: 'Free or add disk space, and rotate or expire what fills it',
  },
  {
    name: 'connections',
    type: 'Resource Exhaustion',
    words:
      /(?:connection|thread|worker) pool|pool (?:is )?exhausted|too many (?:connections|clients|open files)|remaining connection slots|emfile/i,
    statusCodes: [],
    description: 'is running out of connections',
    recommendation:
      'Look for connections that are not given back and for slow queries that hold them; raise the pool only after',
  },
  {
    name: 'queues',
    type: 'Resource Exhaustion',
    words:
      /queue (?:is )?(?:full|length|depth|size|overflow|backlog)|backlog (?:is )?(?:full|grow)|consumer lag|backpressure/i,
    statusCodes: [],
    description: 'has a queue that fills',
    recommendation: 'Scale the consumers or slow the producers; look for a message that blocks the queue',
  },
  {
    name: 'rate limits',
    type: 'Resource Exhaustion',
    words: /rate.?limit\w* (?:exceeded|reached|hit)|exceeded (?:the |its )?rate.?limit|too many requests|throttl/i,
    statusCodes: [429],
    description: 'is refusing requests over its rate limits',
    recommendation: 'Find the client that asks too much, make it back off, or raise its limit',
  },
  {
    name: 'unavailability',
    type: 'Service Unavailability',
    words:
      /service unavailable|temporarily unavailable|unreachable|not reachable|connection (?:refused|time-?out)|econnrefused|no (?:healthy|available) (?:upstream|backend|host|server)|circuit.?breaker|bad gateway|gateway time-?out/i,
    statusCodes: [502, 503, 504],
    description: 'was unavailable or could not reach what it needs',
    recommendation: 'See whether the service and what it calls are up, and bring back the one that failed first',
  },
];

/** The signal of words alone, as an index into SIGNALS; -1: none. */
export function signalOfMessage(message: string): number {
  return SIGNALS.findIndex(({ words }) => words.test(message));
}

/** The signal of a status alone, as an index into SIGNALS; -1: none. */
export function signalOfStatus(status: number): number {
  return status < 400 ? -1 : SIGNALS.findIndex(({ statusCodes }) => statusCodes.includes(status));
}

/** Whether a line complains at all: others may use the same words and mean nothing by them. */
export function complains(level: number, status: number): boolean {
  return level >= WARNING || status >= 400;
}

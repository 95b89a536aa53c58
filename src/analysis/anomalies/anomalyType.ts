import { ERROR, WARNING } from '../../logs/level';
import { type AnomalyType } from '../analysis';
import { type ReasonName } from './reasons';

/** What the type of an anomaly is told from. */
export interface Evidence {
  readonly message: string;
  readonly level: number;
  /** 0: none. */
  readonly statusCode: number;
  /** The strongest first. */
  readonly reasons: readonly ReasonName[];
  /** Share of errors in the service's last 5 minutes. */
  readonly errorRate: number;
}

/** What a message complains of; the first that fits. They are read only where a log complains at all. */
const COMPLAINTS: ReadonlyArray<{ type: AnomalyType; words: RegExp; statusCodes?: readonly number[] }> = [
  {
    type: 'rate limiting',
    words: /rate.?limit|too many requests|throttl|quota (?:exceeded|exhausted)/i,
    statusCodes: [429],
  },
  {
    type: 'authentication failure',
    words:
      /auth\w* (?:fail|error|denied|reject)|unauthori[sz]ed|forbidden|(?:login|sign.?in) fail|failed (?:login|password|to authenticate)|(?:access|permission) denied|(?:invalid|expired|bad) (?:\w+ )?(?:token|credential|password|signature|api key)|brute.?force|account .{0,40}locked/i,
    statusCodes: [401, 403],
  },
  {
    type: 'memory leak',
    words: /out of memory|\boom\b|outofmemory|memory (?:leak|usage|pressure|limit|exhaust)|heap|gc (?:overhead|pause)/i,
  },
  {
    type: 'disk space',
    words: /disk (?:is )?(?:full|space|usage)|no space left|enospc|(?:file ?system|volume) (?:is )?full|inodes?\b/i,
  },
  {
    type: 'database connection',
    words:
      /(?:database|\bdb\b|sql|postgres|mysql|mariadb|oracle|mongo|redis|cassandra|jdbc|hikari).*(?:connect|timeout|timed out|unavailable|refused|pool|deadlock|lost|down)|connection pool|\w*pool\b.*(?:exhaust|connection)|(?:connect\w*|pool).*(?:database|\bdb\b|sql)|deadlock/i,
  },
  {
    type: 'network latency',
    words:
      /network|packet loss|\bdns\b|latency|econnreset|etimedout|ehostunreach|socket (?:hang|timeout|closed)|connection reset|tls handshake|broken pipe/i,
  },
  {
    type: 'service outage',
    words:
      /service (?:is )?(?:unavailable|down|unreachable)|outage|unavailable|unreachable|connection refused|econnrefused|circuit.?breaker|no healthy upstream|health.?check fail|bad gateway|gateway time/i,
    statusCodes: [502, 503, 504],
  },
];

/** Over this share of errors a service is down rather than faulty. */
const OUTAGE_ERROR_RATE = 0.5;

/** The type that the evidence tells: by what the message or status says, else by what is unusual in the numbers. */
export function anomalyType({ message, level, statusCode, reasons, errorRate }: Evidence): AnomalyType {
  if (level >= WARNING || statusCode >= 400) {
    const complaint =
      COMPLAINTS.find(({ words }) => words.test(message)) ??
      COMPLAINTS.find(({ statusCodes }) => statusCodes?.includes(statusCode));
    if (complaint) {
      return complaint.type;
    }
  }
  for (const reason of reasons) {
    switch (reason) {
      case 'response time':
      case 'response time (5 minutes)':
      case 'slow period':
        return 'response time spike';
      case 'error rate (5 minutes)':
        return errorRate > OUTAGE_ERROR_RATE ? 'service outage' : 'error rate increase';
      case 'burst of messages':
      case 'burst of status':
        if (level >= ERROR) {
          return 'error rate increase';
        }
        break;
      case 'level':
      case 'status code':
      case 'time':
      case 'service':
        break;
    }
  }
  return 'unusual log pattern';
}

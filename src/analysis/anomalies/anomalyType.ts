import { ERROR } from '../../logs/level';
import { type AnomalyType } from '../model/analysis';
import { complains } from '../../logs/complains';
import { type Complaint, COMPLAINTS, isDeprecation } from '../messages/complaints';
import { type ReasonName } from './reasons';

/** What the type of an anomaly is derived from. */
export interface Evidence {
  readonly message: string;
  /** As plainType finds it in the message; asked only where nothing else says the type. */
  readonly plainType: () => AnomalyType | undefined;
  readonly level: number;
  /** 0: none. */
  readonly statusCode: number;
  /** The strongest first. */
  readonly reasons: readonly ReasonName[];
  /** Share of errors in the service's last 5 minutes. */
  readonly errorRate: number;
}

/** What a message complains of; the first that fits. Most are read only where a log complains at all. */
const TYPES: ReadonlyArray<Complaint & { type: AnomalyType }> = [
  { type: 'rate limiting', ...COMPLAINTS.rateLimits },
  { type: 'authentication failure', ...COMPLAINTS.authentication },
  { type: 'memory leak', ...COMPLAINTS.memory },
  { type: 'disk space', ...COMPLAINTS.diskSpace },
  { type: 'database connection', ...COMPLAINTS.database },
  { type: 'network latency', ...COMPLAINTS.network },
  { type: 'service outage', ...COMPLAINTS.unavailability },
];

/** Over this share of errors a service is down rather than faulty. */
const OUTAGE_ERROR_RATE = 0.5;

/** The type that the words of a message show whatever its level; undefined: none. */
export function plainType(message: string): AnomalyType | undefined {
  return TYPES.find(({ plainWords }) => plainWords.test(message))?.type;
}

/** The type that the evidence shows: by what the message or status says, else by what is unusual in the numbers. */
export function anomalyType({ message, plainType, level, statusCode, reasons, errorRate }: Evidence): AnomalyType {
  if (complains(level, statusCode)) {
    const complaint =
      TYPES.find(({ words }) => words.test(message) && !isDeprecation(message)) ??
      TYPES.find(({ statusCodes }) => statusCodes.includes(statusCode));
    if (complaint) {
      return complaint.type;
    }
  }
  const plain = plainType();
  if (plain) {
    return plain;
  }
  for (const reason of reasons) {
    switch (reason) {
      case 'response time':
      case 'response time (5 minutes)':
      case 'slow period':
        return 'response time spike';
      case 'error rate (5 minutes)':
      case 'burst of failures':
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

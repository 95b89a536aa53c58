/** What can be wrong with logs: the types of anomalies, and of the episodes that the generator injects. */
export const ANOMALY_TYPES = [
  'response time spike',
  'error rate increase',
  'unusual log pattern',
  'service outage',
  'memory leak',
  'database connection',
  'rate limiting',
  'disk space',
  'network latency',
  'authentication failure',
] as const;

export type AnomalyType = (typeof ANOMALY_TYPES)[number];

import { type Anomaly } from '../../analysis/model/analysis';
import { OUTAGE_MS } from './windows';
import { MINUTE } from '../../time/units';

/** Of each service, one number a window. */
export const ANOMALIES: Record<string, number[]> = {
  'api-gateway': [0, 1, 0, 6, 0, 0],
  database: [0, 0, 0, 15, 1, 0],
  'mail-worker': [0, 0, 0, 0, 0, 0],
};

export const ITEMS: Anomaly[] = [
  {
    id: 'a1',
    timeMs: OUTAGE_MS + MINUTE,
    timeNs: 250_000,
    service: 'database',
    level: 'CRITICAL',
    message: 'Connection timeout to database',
    line: '{"level":"critical","msg":"Connection timeout to database"}',
    responseTime: 8543.2,
    traceId: '4bf92f35',
    score: -0.81,
    type: 'database connection',
    reasons: [
      { feature: 'response time', value: 8543.2, normal: 180, text: 'response time 8,543 ms, normally 180 ms' },
      { feature: 'error rate', value: 0.64, normal: 0, text: 'error rate 64%, normally 0%' },
    ],
  },
  {
    id: 'a2',
    timeMs: OUTAGE_MS + 2 * MINUTE,
    timeNs: 0,
    service: 'api-gateway',
    level: 'ERROR',
    message: 'Upstream failed',
    line: 'level=error msg="Upstream failed"',
    score: -0.7,
    type: 'error rate increase',
    reasons: [{ feature: 'error rate', value: 0.15, normal: 0.01, text: 'error rate 15%, normally 1%' }],
  },
];

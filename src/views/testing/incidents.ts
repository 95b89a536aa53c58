import { type Incident } from '../../analysis/model/analysis';
import { END_MS, OUTAGE_MS } from './windows';
import { MINUTE } from '../../time/units';

export const INCIDENTS: Incident[] = [
  {
    id: 'i2',
    type: 'High Error Rate',
    severity: 'HIGH',
    services: ['api-gateway'],
    startMs: OUTAGE_MS + 2 * MINUTE,
    endMs: END_MS,
    ongoing: true,
    description: 'Error rate exceeded the threshold of 30%.',
    recommendation: 'Look at the logs of api-gateway and what it depends on.',
    evidence: ['41% errors (63 of 154 logs), threshold 30%'],
  },
  {
    id: 'i1',
    type: 'Cascading Failure',
    severity: 'CRITICAL',
    services: ['database', 'api-gateway'],
    startMs: OUTAGE_MS,
    endMs: OUTAGE_MS + 20 * MINUTE,
    ongoing: false,
    description: 'Several services fail at once.',
    recommendation: 'Check what they share, first of all database.',
    evidence: ['database 64% errors', 'api-gateway 15% errors'],
    cause: {
      service: 'database',
      timeMs: OUTAGE_MS,
      message: 'Disk 42 is full',
      confidence: 0.7,
      text: 'database, when it began: 64% errors; its first error: Disk 42 is full',
    },
    suspects: [
      { service: 'database', onsetMs: OUTAGE_MS, confidence: 0.7, text: 'database, when it began: 64% errors' },
      {
        service: 'api-gateway',
        onsetMs: OUTAGE_MS + 2 * MINUTE,
        confidence: 0.2,
        text: 'api-gateway, 2 minutes in: 15% errors',
      },
    ],
    chain: [
      { service: 'database', timeMs: OUTAGE_MS, text: 'database, when it began: 64% errors' },
      {
        service: 'api-gateway',
        timeMs: OUTAGE_MS + 2 * MINUTE,
        text: 'api-gateway, 2 minutes in: 15% errors; it depends on database, called in 41% of its traces',
      },
    ],
  },
];

import { type Dependency } from '../../analysis/model/analysis';

export const DEPENDENCIES: readonly Dependency[] = [
  {
    from: 'api-gateway',
    to: 'database',
    weight: 0.412,
    learnedFrom: 'traces',
    evidence: 'called in 41% of its traces (82 traces)',
  },
  {
    from: 'mail-worker',
    to: 'database',
    weight: 0.75,
    learnedFrom: 'failures',
    evidence: 'failed within 5 minutes after it 3 times of 4 (75%)',
  },
];

import { INCIDENTS } from '../../views/testing/incidents';
import { byUrgency } from './urgency';

const [base] = INCIDENTS;

it('the most pressing incident is under way, else grave, else new', () => {
  const incidents = [
    { ...base, id: 'old', ongoing: false, startMs: 1 },
    { ...base, id: 'grave', ongoing: false, severity: 'CRITICAL' as const, startMs: 0 },
    { ...base, id: 'new', ongoing: false, startMs: 2 },
    { ...base, id: 'now', ongoing: true, severity: 'MEDIUM' as const },
  ];
  expect(byUrgency(incidents).map(({ id }) => id)).toEqual(['now', 'grave', 'new', 'old']);
});

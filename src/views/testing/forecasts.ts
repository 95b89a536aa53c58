import { type Forecast } from '../../analysis/model/analysis';
import { END_MS } from './windows';
import { MINUTE } from '../../time/units';

export const FORECASTS: Forecast[] = [
  {
    id: 'f1',
    type: 'Resource Exhaustion',
    service: 'database',
    rule: 'disk space used up: "Disk usage at <*>%" reaches its limit',
    expectedMs: END_MS + 40 * MINUTE,
    earliestMs: END_MS + 30 * MINUTE,
    latestMs: END_MS + 55 * MINUTE,
    confidence: 0.93,
    indicator: '80% to 92% of its limit in 58 minutes, 12.4 points an hour (31 lines)',
    recommendation: 'Free or add disk space, and rotate or expire what fills it',
  },
  {
    id: 'f2',
    type: 'Performance Degradation',
    service: 'database',
    rule: 'mean response time reaches 360 ms, 2.0 times the usual',
    expectedMs: END_MS + 90 * MINUTE,
    earliestMs: END_MS + 50 * MINUTE,
    latestMs: END_MS + 200 * MINUTE,
    confidence: 0.5,
    indicator: 'mean response time 180 ms to 260 ms in 2.5 hours, usually 180 ms',
    recommendation: 'Look for what builds up in database',
  },
];

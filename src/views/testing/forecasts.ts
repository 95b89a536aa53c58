import { type Forecast, type KeptForecast } from '../../analysis/model/analysis';
import { END_MS } from './windows';
import { HOUR, MINUTE } from '../../time/units';

export const FORECASTS: Forecast[] = [
  {
    id: 'f1',
    type: 'Resource Exhaustion',
    service: 'database',
    sign: 'figures',
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
    sign: 'response times',
    rule: 'mean response time reaches 360 ms, 2.0 times the usual',
    expectedMs: END_MS + 90 * MINUTE,
    earliestMs: END_MS + 50 * MINUTE,
    latestMs: END_MS + 200 * MINUTE,
    confidence: 0.5,
    record: { judged: 8, hits: 2, saidConfidence: 0.8 },
    indicator: 'mean response time 180 ms to 260 ms in 2.5 hours, usually 180 ms',
    recommendation: 'Look for what builds up in database',
  },
];

/** Said at an hour before the end, and expected so many minutes later. */
function kept(hour: number, minutes: number, more: Partial<KeptForecast>): KeptForecast {
  const madeMs = END_MS - hour * HOUR;
  const expectedMs = madeMs + minutes * MINUTE;
  const interval = { earliestMs: expectedMs - 10 * MINUTE, latestMs: expectedMs + 10 * MINUTE };
  const facts = {
    id: `k${hour}`,
    type: 'Performance Degradation',
    service: 'database',
    sign: 'response times',
  } as const;
  return { ...facts, madeMs, expectedMs, ...interval, confidence: 0.6, ...more };
}

/** What came of forecasts of the database and the gateway, and two of which it is not known. */
export const FORECAST_RECORD: KeptForecast[] = [
  kept(40, 60, { outcome: 'hit', cameMs: END_MS - 39 * HOUR, confidence: 0.8 }),
  kept(30, 60, { outcome: 'miss' }),
  kept(20, 30, { outcome: 'miss', confidence: 0.4 }),
  kept(10, 30, {
    service: 'api-gateway',
    type: 'High Error Rate',
    sign: 'error rate',
    outcome: 'miss',
    confidence: 0.3,
  }),
  kept(5, 30, { service: 'api-gateway', type: 'High Error Rate', sign: 'error rate' }),
  kept(0.5, 90, { type: 'Resource Exhaustion', sign: 'figures', confidence: 1 }),
];

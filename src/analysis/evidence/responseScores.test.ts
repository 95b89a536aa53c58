import { createRandom } from '../../random/random';
import { tableOf } from '../../logs/testing/tableOf';
import { countWindows } from '../windows/countLogs';
import { windowsOfRows } from '../messages/groupWindows';
import { responseScores } from './responseScores';
import { MINUTE } from '../../time/units';

const MINUTES = 200;

/** Mean scores per minute of a service with ten responses a minute, log-normal but for what `change` makes of them. */
function meansOf(change: (time: number, minute: number) => number): number[] {
  const random = createRandom(11);
  const table = tableOf(
    Array.from({ length: 10 * MINUTES }, (_, i) => ({
      timeMs: i * 6000,
      service: 'api',
      responseTime: change(100 * Math.exp(0.5 * random.normal()), Math.floor(i / 10)),
    }))
  );
  const windows = countWindows(table, { fromMs: 0, toMs: MINUTES * MINUTE });
  const scores = responseScores(table, windows, windowsOfRows(table, windows));
  return Array.from(scores, (sum, window) => sum / windows.responses[window]);
}

const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;

describe('scores of responses', () => {
  it('are 0 in the mean where nothing is slow', () => {
    expect(mean(meansOf((time) => time))).toBeCloseTo(0, 1);
  });

  it.each([10, 40])('are far above it in %d of 200 minutes that are ten times slower', (length) => {
    const means = meansOf((time, minute) => (minute >= 100 && minute < 100 + length ? 10 * time : time));
    expect(mean(means.slice(100, 100 + length))).toBeGreaterThan(3);
    expect(mean(means.slice(0, 100))).toBeCloseTo(0, 0);
  });

  it('are hardly above it in a minute with one response that hangs', () => {
    const hanging = meansOf((time, minute) => (minute === 100 ? time : time));
    const change = meansOf((time, minute) => (minute === 100 && time > 150 ? 60_000 : time))[100] - hanging[100];
    expect(change).toBeLessThan(1);
  });

  it('count no row without a response time, and no service without one', () => {
    const table = tableOf([
      { timeMs: 0, service: 'api', responseTime: NaN },
      { timeMs: 1, service: 'api', responseTime: 5 },
      { timeMs: 2, service: 'worker', responseTime: NaN },
    ]);
    const windows = countWindows(table, { fromMs: 0, toMs: MINUTE });
    expect(Array.from(responseScores(table, windows, windowsOfRows(table, windows)))).toEqual([0, 0]);
  });
});

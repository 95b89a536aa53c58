import { INFO } from '../logs/level';
import fc from 'fast-check';
import { normalAnalysis } from './testing/analyses';
import { niceStep, stepsOf, sumBySteps, sumTrailing } from './steps';
import { MINUTE, HOUR, DAY } from '../time/units';

describe('niceStep', () => {
  it.each([
    { range: HOUR, window: MINUTE, points: 1000, step: MINUTE },
    { range: DAY, window: MINUTE, points: 1000, step: 5 * MINUTE },
    { range: 7 * DAY, window: MINUTE, points: 1000, step: 30 * MINUTE },
    { range: 7 * DAY, window: MINUTE, points: 200, step: HOUR },
    { range: 90 * DAY, window: 15 * MINUTE, points: 1000, step: 6 * HOUR },
  ])('gives $step ms for $points points in $range ms', ({ range, window, points, step }) => {
    expect(niceStep(range, window, points)).toBe(step);
  });

  it('asks for no more than 500 points where an alert rule allows 43,200', () => {
    expect(niceStep(30 * DAY, MINUTE, 43_200)).toBe(2 * HOUR);
  });

  it('holds whole windows and keeps to the points, whatever is asked', () => {
    const ranges = fc.integer({ min: 1, max: 400 * DAY });
    const windows = fc.integer({ min: 1000, max: DAY });
    fc.assert(
      fc.property(ranges, windows, fc.integer({ min: 0, max: 50_000 }), (range, window, points) => {
        const step = niceStep(range, window, points);
        expect(step % window).toBe(0);
        expect(range / step).toBeLessThanOrEqual(points >= 1 ? Math.min(points, 500) : 500);
      })
    );
  });
});

describe('stepsOf', () => {
  it('lays steps on multiples of their length, so that they stay where they are while the range slides', () => {
    const { windows } = normalAnalysis();
    const steps = stepsOf(windows, 4);
    expect(steps.stepMs).toBe(HOUR);
    expect([...steps.timeMs].map((time) => new Date(time).toISOString().slice(11, 16))).toEqual([
      '21:00',
      '22:00',
      '23:00',
      '00:00',
    ]);
  });

  it('sums the windows of each step', () => {
    const { windows } = normalAnalysis();
    const info = windows.byLevel[INFO];
    const steps = stepsOf(windows, 4);
    expect([...sumBySteps(info, windows, [0, 1], steps)]).toEqual([60, 60, 106, 29]);
    expect([...sumBySteps(info, windows, [], steps)]).toEqual([0, 0, 0, 0]);
  });
});

describe('sumTrailing', () => {
  const { windows } = normalAnalysis();
  const info = windows.byLevel[INFO];

  it('sums the time before the end of each step, across steps', () => {
    const steps = stepsOf(windows, 1000);
    expect([...sumTrailing(info, windows, 0, steps, HOUR)]).toEqual([40, 78, 38, 41, 80, 59]);
  });

  it('sums whole steps where these are longer', () => {
    const steps = stepsOf(windows, 4);
    expect([...sumTrailing(info, windows, 0, steps, MINUTE)]).toEqual([40, 38, 80, 59]);
  });
});

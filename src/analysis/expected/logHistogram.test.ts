import fc from 'fast-check';
import { mean } from 'simple-statistics';
import { LogHistogram } from './logHistogram';

describe('LogHistogram', () => {
  const magnitudes = fc.array(fc.oneof(fc.constant(0), fc.double({ min: 1e-6, max: 1e6, noNaN: true })), {
    minLength: 1,
    maxLength: 100,
  });

  it('counts those above a magnitude, to within its bin of 5%', () => {
    fc.assert(
      fc.property(magnitudes, fc.double({ min: 1e-6, max: 1e6, noNaN: true }), (values, limit) => {
        const histogram = new LogHistogram();
        values.forEach((value) => histogram.add(value));
        const above = (bound: number) => values.filter((value) => value > bound).length;
        expect(histogram.total).toBe(values.length);
        expect(histogram.countAbove(limit)).toBeLessThanOrEqual(above(limit / 1.06));
        expect(histogram.countAbove(limit)).toBeGreaterThanOrEqual(above(limit * 1.06));
      })
    );
  });

  it('gives the magnitude that so many are above', () => {
    const histogram = new LogHistogram();
    Array.from({ length: 1000 }, (_, i) => histogram.add(i + 1));
    const { magnitude, above, meanLogExcess } = histogram.upper(100);
    expect(magnitude / 900).toBeCloseTo(1, 1);
    expect(above / 100).toBeCloseTo(1, 0);
    const tail = Array.from({ length: 1000 }, (_, i) => i + 1).filter((value) => value > magnitude);
    expect(meanLogExcess).toBeCloseTo(mean(tail.map((value) => Math.log(value / magnitude))), 1);
  });

  it('gives 0 where all are zeros', () => {
    const histogram = new LogHistogram();
    [0, 0, 0].forEach((value) => histogram.add(value));
    expect(histogram.upper(1)).toEqual({ magnitude: 0, above: 0, meanLogExcess: 0 });
  });
});

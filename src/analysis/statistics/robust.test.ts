import { medianDeviation, robustUpward } from './robust';

describe('robustUpward', () => {
  it('is not moved by a few values that are far off', () => {
    const values = Float64Array.from({ length: 100 }, (_, i) => (i < 95 ? i % 10 : 1e6));
    expect(robustUpward(values).median).toBeLessThan(6);
    expect(robustUpward(values).spread).toBeLessThan(6);
  });

  it('gives the standard deviation of normal values', () => {
    expect(medianDeviation(Float64Array.of(-1.5, -0.6745, 0, 0.6745, 1.5))).toBeCloseTo(1, 3);
  });
});

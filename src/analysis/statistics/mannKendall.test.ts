import { mannKendall } from './mannKendall';

describe('mannKendall', () => {
  it('finds a steady rise, and its direction', () => {
    const { s, pValue } = mannKendall([1, 2, 3, 4, 5, 6, 7, 8]);
    expect(s).toBe(28);
    // z = 27 / sqrt(8 * 7 * 21 / 18) = 3.34
    expect(pValue).toBeCloseTo(0.00084, 4);
  });

  it('corrects the variance for ties', () => {
    // Ties of 3 and 2 in 6: variance (6*5*17 - 3*2*11 - 2*1*9) / 18 = 23.67; S = 11, z = 10 / 4.865
    const { s, pValue } = mannKendall([1, 1, 1, 2, 2, 3]);
    expect(s).toBe(11);
    expect(pValue).toBeCloseTo(0.0398, 3);
  });

  it('finds nothing in a constant, in noise, or in too few values', () => {
    expect(mannKendall([5, 5, 5, 5, 5]).pValue).toBe(1);
    expect(mannKendall([3, 1, 4, 1, 5, 2, 3, 2, 4, 1]).pValue).toBeGreaterThan(0.5);
    expect(mannKendall([1, 2, 3]).pValue).toBe(1);
  });
});

import { hash } from './hash';
import { binomialZ, poissonZ } from './likelihood';
import { mannKendall } from './mannKendall';
import { medianDeviation, robustUpward } from './robust';

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

describe('likelihood', () => {
  it('is near the normal score for large counts', () => {
    expect(binomialZ(60, 1000, 0.05)).toBeCloseTo(1.41, 1);
    expect(poissonZ(130, 100)).toBeCloseTo(2.87, 2);
  });

  it('is negative below what is usual, and 0 at it', () => {
    expect(binomialZ(0, 50, 0.2)).toBeLessThan(-4);
    expect(binomialZ(10, 50, 0.2)).toBeCloseTo(0, 6);
    expect(binomialZ(0, 0, 0.2)).toBe(0);
  });

  it('does not make much of one error in a few logs', () => {
    expect(binomialZ(1, 3, 0.05)).toBeLessThan(2);
  });
});

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

describe('hash', () => {
  it('is the same for the same text and differs for similar ones', () => {
    expect(hash('a|1')).toBe(hash('a|1'));
    expect(new Set(Array.from({ length: 10_000 }, (_, i) => hash(`incident|${i}`))).size).toBe(10_000);
    expect(hash('')).toMatch(/^[0-9a-f]{16}$/);
  });
});

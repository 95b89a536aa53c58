import { binomialZ, poissonZ } from './likelihood';

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

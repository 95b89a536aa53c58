import fc from 'fast-check';
import { binomialZ, learnedZ, poissonZ } from './likelihood';

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

  it('asks for more where the rate was learned from little', () => {
    const [few, some, many] = [100, 1000, 1e9].map((learned) => learnedZ(10, 100, 0.01, learned));
    expect(many).toBeCloseTo(binomialZ(10, 100, 0.01), 3);
    expect(some).toBeGreaterThan(4);
    expect(some).toBeLessThan(many);
    expect(few).toBeLessThan(3);
    expect(learnedZ(0, 0, 0.01, 100)).toBe(0);
  });

  it('is a number and has the sign of the difference, whatever was learned', () => {
    const share = fc.double({ min: 0.001, max: 0.99, noNaN: true });
    const counts = fc.integer({ min: 1, max: 10_000 }).chain((logs) => fc.tuple(fc.nat(logs), fc.constant(logs)));
    fc.assert(
      fc.property(counts, share, fc.nat(10_000), ([errors, logs], rate, learned) => {
        const z = learnedZ(errors, logs, rate, learned);
        expect(Number.isFinite(z)).toBe(true);
        expect(z * (errors - rate * logs)).toBeGreaterThanOrEqual(0);
      })
    );
  });
});

import fc from 'fast-check';
import { DeviationDistribution } from './deviationDistribution';

const numbers = (length: number) =>
  fc.array(fc.double({ min: -1e4, max: 1e4, noNaN: true }), { minLength: 3, maxLength: length });

describe('DeviationDistribution', () => {
  /** A Pareto distribution with P(X > x) = x^-2 from 1 on. */
  const pareto = () => {
    const tail = new DeviationDistribution();
    for (let i = 0; i < 20_000; i++) {
      tail.add((1 - (i + 0.5) / 20_000) ** -0.5);
    }
    return tail;
  };

  it.each([2, 5, 20, 300, 10_000])(
    'gives the probability of a deviation of %d, beyond the largest seen too',
    (size) => {
      expect(pareto().surprise(size)).toBeCloseTo(2 * Math.log10(size), 0);
    }
  );

  it.each([0.3, 1, 2, 3, 6])('gives the size whose surprise is %d', (surprise) => {
    const tail = pareto();
    expect(Math.abs(tail.surprise(tail.sizeAt(surprise, 1)) - surprise)).toBeLessThan(0.1);
  });

  it.each([
    ['counts, of which none is below 0', (i: number) => [-3, -2, -1, 0, 1, 2, 3, 4][i % 8]],
    ['values between two limits', (i: number) => -5.5 + (11 * ((i * 619) % 1000)) / 999],
  ])('reaches to the furthest of %s, which are alike', (_, deviationAt) => {
    const tail = new DeviationDistribution();
    for (let i = 0; i < 4000; i++) {
      tail.add(deviationAt(i));
    }
    const beyond = Array.from({ length: 4000 }, (__, i) => deviationAt(i)).filter(
      (deviation) => Math.abs(deviation) > tail.sizeAt(-Math.log10(0.00135), deviation < 0 ? -1 : 1)
    );
    expect(beyond.length).toBeLessThan(0.0027 * 4000);
  });

  it('is larger for larger deviations to the same side', () => {
    fc.assert(
      fc.property(
        numbers(100),
        fc.double({ min: 0, max: 1e5, noNaN: true }),
        fc.double({ min: 1, max: 10, noNaN: true }),
        (values, size, times) => {
          const tail = new DeviationDistribution();
          values.forEach((value) => tail.add(value));
          for (const sign of [1, -1]) {
            expect(tail.surprise(sign * size * times)).toBeGreaterThanOrEqual(tail.surprise(sign * size) - 1e-9);
          }
        }
      )
    );
  });

  it('calls three times what one in ten goes beyond an outlier, zeros aside, and nothing before it knows', () => {
    const tail = new DeviationDistribution();
    expect(tail.outlierSize(1)).toBe(Infinity);
    for (let i = 1; i <= 100; i++) {
      tail.add(i);
      tail.add(0);
    }
    expect(tail.outlierSize(1) / 270).toBeCloseTo(1, 1);
    expect(tail.outlierSize(-1)).toBe(Infinity);
  });

  it('judges each side by its own', () => {
    const tail = new DeviationDistribution();
    for (let i = 1; i <= 500; i++) {
      tail.add(i);
      tail.add(-i / 100);
    }
    expect(tail.surprise(100)).toBeLessThan(1);
    expect(tail.surprise(-100)).toBeGreaterThan(5);
  });
});

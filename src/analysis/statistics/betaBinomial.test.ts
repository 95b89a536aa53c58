import fc from 'fast-check';
import { BetaBinomialDistribution } from './betaBinomial';

const parameters = fc.record({
  count: fc.integer({ min: 1, max: 300 }),
  mean: fc.double({ min: 0.001, max: 0.999, noNaN: true }),
  correlation: fc.double({ min: 0, max: 0.5, noNaN: true }),
});

const range = (count: number) => Array.from({ length: count + 1 }, (_, k) => k);

describe('BetaBinomialDistribution', () => {
  it('is the binomial distribution where nothing is alike', () => {
    const coins = new BetaBinomialDistribution({ count: 4, mean: 0.5, correlation: 0 });
    [16, 15, 11, 5, 1].forEach((sixteenths, k) => expect(16 * coins.atLeast(k)).toBeCloseTo(sixteenths, 12));
  });

  it('is the uniform distribution where the share may be any', () => {
    const uniform = new BetaBinomialDistribution({ count: 9, mean: 0.5, correlation: 1 / 3 });
    range(9).forEach((k) => expect(uniform.atLeast(k)).toBeCloseTo((10 - k) / 10, 12));
  });

  it('has its mean, and a variance that grows with the correlation', () => {
    fc.assert(
      fc.property(parameters, ({ count, mean, correlation }) => {
        const distribution = new BetaBinomialDistribution({ count, mean, correlation });
        const atLeast = range(count).map((k) => distribution.atLeast(k));
        // Sums over P(X >= k) are the moments.
        const first = atLeast.slice(1).reduce((sum, p) => sum + p, 0);
        const second = atLeast.slice(1).reduce((sum, p, i) => sum + (2 * i + 1) * p, 0);
        expect(first).toBeCloseTo(count * mean, 6);
        const variance = count * mean * (1 - mean) * (1 + (count - 1) * correlation);
        expect((second - first ** 2) / variance).toBeCloseTo(1, 5);
      })
    );
  });

  it('exceeds its upper value, and undercuts its lower one, with no more than the probability', () => {
    fc.assert(
      fc.property(parameters, fc.double({ min: 1e-6, max: 0.4, noNaN: true }), (parameters, probability) => {
        const distribution = new BetaBinomialDistribution(parameters);
        const upper = distribution.upper(probability);
        const lower = distribution.lower(probability);
        expect(distribution.atLeast(upper + 1)).toBeLessThanOrEqual(probability * (1 + 1e-9));
        expect(distribution.atLeast(upper)).toBeGreaterThan(probability * (1 - 1e-9));
        expect(1 - distribution.atLeast(lower)).toBeLessThanOrEqual(probability + 1e-9);
        expect(lower).toBeLessThanOrEqual(upper);
      })
    );
  });

  it('knows counts of thousands, and of none', () => {
    const many = new BetaBinomialDistribution({ count: 5000, mean: 0.9, correlation: 0 });
    expect(many.atLeast(4500)).toBeCloseTo(0.5, 1);
    const none = new BetaBinomialDistribution({ count: 0, mean: 0.5, correlation: 0.1 });
    expect([none.atLeast(0), none.upper(0.1), none.lower(0.1)]).toEqual([1, 0, 0]);
  });
});

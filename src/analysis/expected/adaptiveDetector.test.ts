import fc from 'fast-check';
import { createRandom } from '../../random/random';
import { AdaptiveDetector, type DetectorOptions, type Expectation } from './adaptiveDetector';
import { HOUR } from '../../time/units';

const START_MS = Date.UTC(2026, 0, 5);

function expectations(values: readonly number[], options: Partial<DetectorOptions> = {}, stepMs = HOUR): Expectation[] {
  const detector = new AdaptiveDetector(options);
  return values.map((value, i) => detector.next(START_MS + i * stepMs, value));
}

function noise(seed: number, count: number, shape: (normal: number) => number = (normal) => normal): number[] {
  const random = createRandom(seed);
  return Array.from({ length: count }, () => shape(random.normal()));
}

const surprises = (all: readonly Expectation[]) => all.map(({ surprise }) => surprise);
const last = <T>(all: readonly T[]) => all[all.length - 1];
const isOutside = (value: number, { lower, upper }: Expectation) => value < lower || value > upper;

/** Series of whole numbers, so that sums with them are exact. */
const anySeries = fc.array(fc.integer({ min: -1000, max: 1000 }), { minLength: 60, maxLength: 200 });

describe('AdaptiveDetector', () => {
  it('judges a value by what came before only', () => {
    fc.assert(
      fc.property(anySeries, fc.nat(100), (values, cut) => {
        expect(expectations(values.slice(0, cut))).toEqual(expectations(values).slice(0, cut));
      }),
      { numRuns: 30 }
    );
  });

  it('gives the same at any scale', () => {
    fc.assert(
      fc.property(anySeries, fc.integer({ min: -20, max: 20 }), (values, exponent) => {
        const scaled = expectations(values.map((value) => value * 2 ** exponent));
        expect(surprises(scaled)).toEqual(surprises(expectations(values)));
      }),
      { numRuns: 30 }
    );
  });

  it.each([-1e6, 40, 1e6])('gives the same with %d added to each value', (shift) => {
    const values = noise(3, 500);
    const shifted = surprises(expectations(values.map((value) => value + shift)));
    surprises(expectations(values)).forEach((surprise, i) => expect(shifted[i]).toBeCloseTo(surprise, 0));
  });

  it('finds nothing unusual in a constant, rounding errors and all', () => {
    fc.assert(
      fc.property(fc.double({ min: -1e9, max: 1e9, noNaN: true }), (constant) => {
        const all = expectations(Array.from({ length: 100 }, (_, i) => constant * (1 + (i % 3) * 1e-15)));
        expect(surprises(all).every((surprise) => surprise < 0.5)).toBe(true);
        expect(last(all)).toMatchObject({ learning: false });
      }),
      { numRuns: 30 }
    );
  });

  it('finds it unusual that a constant changes', () => {
    const [before, change] = expectations([...Array<number>(500).fill(7), 7.5]).slice(-2);
    expect(before.surprise).toBeLessThan(0.5);
    expect(change.surprise).toBeGreaterThan(2.5);
  });

  describe.each([
    ['normal', (x: number) => x],
    ['lognormal', (x: number) => Math.exp(x / 2)],
    ['skewed to falls', (x: number) => -Math.exp(x / 2)],
  ])('a planted spike in a %s series', (_, shape) => {
    const planted = fc.tuple(fc.nat(), fc.integer({ min: 100, max: 399 }), fc.boolean());
    const surprisesWithSpike = ([seed, at, up]: [number, number, boolean]) => {
      const values = noise(seed, 400, shape);
      const span = values.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
      values[at] = up ? 8 * span : -8 * span;
      return surprises(expectations(values));
    };
    const mostUnusual = (found: number[]) => found.indexOf(found.reduce((a, b) => Math.max(a, b)));

    it('is the most unusual of all', () => {
      fc.assert(
        fc.property(planted, (spike) => {
          expect(mostUnusual(surprisesWithSpike(spike))).toBe(spike[1]);
        }),
        // Draws are fixed: in about one of 10,000 a value of a heavy tail was as unusual while little was known.
        { numRuns: 20, seed: 1 }
      );
    });

    it('is more unusual than anything after it', () => {
      fc.assert(
        fc.property(planted, (spike) => {
          expect(mostUnusual(surprisesWithSpike(spike).slice(spike[1]))).toBe(0);
        }),
        // Draws are fixed: in one of 18,000, as little was known at the spike, a later value was more unusual.
        { numRuns: 20, seed: 1 }
      );
    });
  });

  it('learns nothing from gaps and judges none', () => {
    const values = noise(5, 300);
    const withGaps = values.flatMap((value, i) => (i % 4 === 0 ? [NaN, value] : [value]));
    const times = values.flatMap((_, i) => (i % 4 === 0 ? [i, i] : [i]));
    const detector = new AdaptiveDetector();
    const all = withGaps.map((value, i) => detector.next(START_MS + times[i] * HOUR, value));
    expect(all.filter((_, i) => !Number.isNaN(withGaps[i]))).toEqual(expectations(values));
    expect(all.filter((_, i) => Number.isNaN(withGaps[i])).every(({ surprise }) => surprise === 0)).toBe(true);
  });

  it('is learning until it has seen enough, and says nothing till then', () => {
    const all = expectations([...noise(1, 23), 1000, 1000]);
    expect(all.findIndex(({ learning }) => !learning)).toBe(24);
    expect(all[23]).toEqual({
      learning: true,
      expected: NaN,
      lower: NaN,
      upper: NaN,
      surprise: 0,
    });
  });

  it.each([
    ['normal', (x: number) => 50 + x],
    ['heavy-tailed', (x: number) => 100 * Math.exp(x)],
  ])('has between one %s value in 1,000 and one in 200 outside its band', (_, shape) => {
    const values = noise(11, 20_000, shape);
    const all = expectations(values);
    const outside = values.filter((value, i) => isOutside(value, all[i])).length / values.length;
    expect(outside).toBeGreaterThan(0.001);
    expect(outside).toBeLessThan(0.005);
  });

  it('leaves no more than a few of the singly far values of a very heavy tail outside its band', () => {
    const values = noise(12, 20_000, (x) => Math.exp(2 * x));
    const all = expectations(values);
    const outside = values.filter((value, i) => isOutside(value, all[i])).length / values.length;
    expect(outside).toBeLessThan(0.005);
  });

  it('learns the hours of the day, and finds a day without its usual rise unusual', () => {
    const random = createRandom(9);
    const load = (i: number) => (i % 24 >= 9 && i % 24 < 18 ? 80 : 20) + random.normal();
    const values = Array.from({ length: 24 * 21 }, (_, i) => load(i));
    const flat = values.map((value, i) => (i >= 24 * 20 + 9 ? 20 : value));
    const usual = expectations(values).slice(24 * 14);
    expect(usual.filter(({ surprise }) => surprise > 3)).toEqual([]);
    expect(usual[12].expected).toBeCloseTo(80, -1);
    expect(expectations(flat)[24 * 20 + 9].surprise).toBeGreaterThan(2.5);
  });

  it('does not take an outage for what is usual', () => {
    const values = noise(2, 500, (x) => 100 + 5 * x);
    const withOutage = values.map((value, i) => (i >= 300 && i < 312 ? 5000 : value));
    const after = expectations(withOutage)[320];
    expect(after.expected).toBeGreaterThan(95);
    expect(after.expected).toBeLessThan(110);
    expect(after.upper).toBeLessThan(200);
  });

  it('finds nothing unusual in what is usual again after a spike', () => {
    for (let seed = 0; seed < 20; seed++) {
      const values = noise(seed, 300, Math.exp).map((value, i) => (i === 200 ? 3000 : value));
      const after = surprises(expectations(values)).slice(215);
      expect(after.filter((surprise) => surprise > 3.5)).toEqual([]);
    }
  });

  it('takes a new level for usual in time', () => {
    const values = noise(4, 2000, (x) => x).map((value, i) => value + (i < 400 ? 100 : 130));
    expect(last(expectations(values)).expected).toBeGreaterThan(120);
  });

  it('finds the begin of a change more unusual than what goes on', () => {
    const values = noise(6, 700).map((value, i) => value + (i < 500 ? 0 : 12));
    const all = surprises(expectations(values));
    expect(all[500]).toBeGreaterThan(2.5);
    expect(all.slice(530)[0]).toBeGreaterThan(1.5);
    expect(Math.max(...all.slice(530))).toBeLessThan(Math.max(...all.slice(500, 530)));
  });

  it('judges rises or falls only where asked to', () => {
    const rise = [...noise(8, 200), 30];
    const fall = [...noise(8, 200), -30];
    expect(last(expectations(rise, { direction: 'up' })).surprise).toBeGreaterThan(2.5);
    expect(last(expectations(fall, { direction: 'up' })).surprise).toBe(0);
    expect(last(expectations(fall, { direction: 'down' })).surprise).toBeGreaterThan(2.5);
    expect(last(expectations(rise, { direction: 'down' })).surprise).toBe(0);
  });

  it('finds no deviation unusual that is too small to matter, and keeps the band as wide', () => {
    const values = [...noise(8, 200, (x) => 100 + 0.01 * x), 104];
    expect(last(expectations(values)).surprise).toBeGreaterThan(2.5);
    for (const options of [{ minDeviation: 5 }, { minShare: 0.05 }]) {
      const guarded = last(expectations(values, options));
      expect(guarded.surprise).toBe(0);
      expect(guarded.upper).toBeGreaterThan(104.9);
      expect(guarded.lower).toBeLessThan(95.1);
    }
  });
});

import fc from 'fast-check';
import { createRandom } from '../../random/random';
import { ratioSeries } from './ratioSeries';
import { slownessBaseline, slownessZ } from './slowness';

const WINDOWS = 1440;

/** What is usual of windows with so many responses, whose scores wander by `drift` from window to window. */
function baselineOf(
  drift: number,
  perWindow = 10,
  change = (mean: number, _window: number) => mean,
  windows = WINDOWS
) {
  const random = createRandom(3, Math.round(100 * drift), perWindow);
  const responses = new Uint32Array(windows).fill(perWindow);
  const scores = Float64Array.from(responses, (count, window) =>
    count > 0 ? count * change(drift * random.normal(), window) + Math.sqrt(count) * random.normal() : 0
  );
  const sums = Float64Array.from(responses, (count) => 100 * count);
  return slownessBaseline(ratioSeries(scores, responses, 0, windows), ratioSeries(sums, responses, 0, windows));
}

describe('what is usual of the scores of responses', () => {
  it('is not known of fewer than six blocks of responses, nor where responses take no time', () => {
    expect(baselineOf(0.1, 10, undefined, 5)).toBeUndefined();
    expect(baselineOf(0.1, 10, undefined, 6)).toBeDefined();
    expect(baselineOf(0.1, 0)).toBeUndefined();
    const responses = new Uint32Array(WINDOWS).fill(10);
    const none = ratioSeries(new Float64Array(WINDOWS), responses, 0, WINDOWS);
    expect(slownessBaseline(none, none)).toBeUndefined();
  });

  it('spreads less over more responses where windows differ by chance', () => {
    const [few, , many] = baselineOf(0.5)?.spreads ?? [];
    expect(few.spread / many.spread).toBeGreaterThan(2);
  });

  it('spreads as far over more responses where it wanders for hours', () => {
    const slow = baselineOf(0, 10, (_, window) => Math.sin(window / 60));
    const [few, , many] = slow?.spreads ?? [];
    expect(few.spread / many.spread).toBeLessThan(1.5);
  });

  it('spreads by no less than chance makes responses spread', () => {
    for (const { responses, spread } of baselineOf(0)?.spreads ?? []) {
      expect(spread).toBeGreaterThanOrEqual(1 / Math.sqrt(responses));
    }
  });

  it('does not spread by a long stretch of trouble, but by trouble again and again', () => {
    const spreadOf = (change: (mean: number, window: number) => number) =>
      baselineOf(0.1, 10, change)?.spreads[0].spread;
    const well = spreadOf((mean) => mean) ?? NaN;
    const once = spreadOf((mean, window) => (window >= 600 && window < 780 ? mean + 3 : mean));
    const often = spreadOf((mean, window) => (window % 60 < 15 ? mean + 3 : mean));
    expect(once).toBeLessThan(1.3 * well);
    expect(often).toBeGreaterThan(3 * well);
  });
});

describe('how far scores are above the usual', () => {
  it('accumulates over windows that differ by chance', () => {
    const usual = baselineOf(0.8);
    const z = (windows: number) => (usual ? slownessZ(20 * windows, 10 * windows, usual) : NaN);
    expect(z(1)).toBeLessThan(5);
    expect(z(9)).toBeGreaterThan(5);
  });

  it('says less where the spread was measured on a few blocks', () => {
    const z = (windows: number) => {
      const usual = baselineOf(0.1, 10, undefined, windows);
      return usual ? slownessZ(30, 10, usual) : NaN;
    };
    expect(z(8)).toBeLessThan(5);
    expect(z(WINDOWS)).toBeGreaterThan(7);
  });

  it('never falls as more responses have the same mean, and is finite', () => {
    fc.assert(
      fc.property(fc.double({ min: 0, max: 2, noNaN: true }), fc.integer({ min: 1, max: 1000 }), (drift, count) => {
        const usual = baselineOf(drift, 7);
        const z = (responses: number) => (usual ? slownessZ(3 * responses, responses, usual) : NaN);
        expect(z(count + 1)).toBeGreaterThanOrEqual(z(count) - 1e-9);
        expect(Number.isFinite(z(count))).toBe(true);
      }),
      { numRuns: 50 }
    );
  });
});

import { type Span } from './corpus';
import { vusPr } from './vus';

/** Scores of a linear congruential generator, which the reference was given, too; higher by 0.4 in anomalies. */
function scoresOf(length: number, anomalies: readonly Span[], seed: number): Float64Array {
  let state = seed;
  return Float64Array.from({ length }, (_, i) => {
    state = Number((BigInt(state) * 1_103_515_245n + 12_345n) % 2_147_483_648n);
    return state / 2_147_483_648 + (anomalies.some(({ first, last }) => i >= first && i <= last) ? 0.4 : 0);
  });
}

const span = (first: number, last: number): Span => ({ first, last });

describe('VUS-PR', () => {
  it.each([
    [1000, [span(300, 340)], 1, 0.5672843063854542],
    [3000, [span(200, 260), span(320, 380), span(2000, 2010)], 2, 0.4882830083337539],
    [600, [span(0, 20), span(590, 599)], 3, 0.49762016720889746],
  ])('is what TSB-AD 1.5 computes: of %i values', (length, anomalies, seed, expected) => {
    expect(vusPr(scoresOf(length, anomalies, seed), anomalies)).toBeCloseTo(expected, 9);
  });

  it('is higher for scores that are higher in anomalies alone', () => {
    const anomalies = [span(300, 340)];
    const random = vusPr(scoresOf(1000, [], 1), anomalies);
    const perfect = vusPr(
      Float64Array.from({ length: 1000 }, (_, i) => (i >= 300 && i <= 340 ? 1 : 0)),
      anomalies
    );
    expect(random).toBeLessThan(0.2);
    expect(perfect).toBeGreaterThan(0.9);
  });

  it('is not known without anomalies', () => {
    expect(vusPr(Float64Array.of(0, 1), [])).toBeNaN();
  });
});

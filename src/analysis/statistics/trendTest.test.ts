import { createRandom, type Random } from '../../random/random';
import { mannKendall } from './mannKendall';
import { trendTest } from './trendTest';

const DAY = 24;
const ALPHA = 0.05;

/** The share of 200 series of so many hours in which a trend is found. */
function found(hours: number, valueAt: (random: Random) => (hour: number) => number, period = DAY): number {
  const runs = Array.from({ length: 200 }, (_, seed) => {
    const at = valueAt(createRandom(seed));
    return trendTest(
      Float64Array.from({ length: hours }, (__, hour) => at(hour)),
      period
    );
  });
  return runs.filter(({ pValue }) => pValue < ALPHA).length / runs.length;
}

const noise = (random: Random) => () => random.normal();
const daily = (hour: number) => 3 * Math.sin((hour / DAY) * 2 * Math.PI);

describe('trendTest', () => {
  it.each([6, 24, 72, 120, 168])('finds a trend in noise of %d hours about as often as it says', (hours) => {
    expect(found(hours, noise)).toBeLessThan(2 * ALPHA);
  });

  it('finds none in the course of a day, once it knows five', () => {
    expect(found(168, (random) => (hour) => daily(hour) + random.normal())).toBeLessThan(2 * ALPHA);
  });

  it('finds one beneath the course of a day, which hides it from the plain test', () => {
    const rising = (hour: number) => daily(hour) + (1.5 * hour) / 168;
    expect(found(168, (random) => (hour) => rising(hour) + random.normal())).toBeGreaterThan(0.9);
    const hidden = Array.from({ length: 168 }, (_, hour) => rising(hour));
    expect(mannKendall(hidden).pValue).toBeGreaterThan(ALPHA);
  });

  it('is not misled much by values that stay high or low for hours', () => {
    const remembering = (random: Random) => {
      let value = 0;
      return () => (value = 0.7 * value + random.normal());
    };
    expect(found(168, remembering)).toBeLessThan(0.2);
  });

  it('finds a trend as large as the noise within a day', () => {
    expect(found(24, (random) => (hour) => (2 * hour) / 24 + random.normal())).toBeGreaterThan(0.6);
  });

  it('is the plain test where nothing is known of a period and nothing is remembered', () => {
    const values = [3, 1, 2, 5, 4, 7, 6, 8];
    expect(trendTest(Float64Array.from(values), 24).s).toBe(mannKendall(values).s);
  });

  it('passes over gaps, and knows no trend of too few or of equal values', () => {
    expect(trendTest(Float64Array.of(1, NaN, 2, NaN, 3, 4, 5, 6), 24).s).toBe(15);
    expect(trendTest(new Float64Array(0), 24)).toEqual({ s: 0, pValue: 1 });
    expect(trendTest(Float64Array.of(1, 2, NaN), 24).pValue).toBe(1);
    expect(trendTest(new Float64Array(100).fill(0.5), 24).pValue).toBe(1);
  });
});

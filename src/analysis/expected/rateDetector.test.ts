import { createRandom, type Random } from '../../random/random';
import { RateDetector, type RateOptions } from './rateDetector';
import { HOUR } from '../../time/units';

const START = Date.UTC(2026, 0, 5);

type Cell = readonly [errors: number, logs: number];

/** Judges cells of an hour each. */
function judge(cells: readonly Cell[], options: Partial<RateOptions> = {}) {
  const detector = new RateDetector(options);
  return cells.map(([errors, logs], i) => detector.next(START + i * HOUR, errors, logs));
}

function errorsOf(random: Random, logs: number, rate: number): number {
  let errors = 0;
  for (let i = 0; i < logs; i++) {
    errors += random.next() < rate ? 1 : 0;
  }
  return errors;
}

const hours = (seed: number, count: number, logs: number, rateAt: (hour: number) => number): Cell[] => {
  const random = createRandom(seed);
  return Array.from({ length: count }, (_, hour) => [errorsOf(random, logs, rateAt(hour)), logs]);
};

describe('RateDetector', () => {
  it('is learning until it has enough steps with logs', () => {
    const cells: Cell[] = [...Array.from({ length: 10 }, (): Cell => [0, 0]), ...hours(1, 30, 50, () => 0.02)];
    expect(judge(cells).findIndex(({ learning }) => !learning)).toBe(10 + 24);
    expect(judge(cells)[33]).toMatchObject({ expected: NaN, upper: NaN, surprise: 0 });
  });

  it.each([0.0027, 0.02])('has all but %d / 2 of usual steps under its upper edge', (bandProbability) => {
    let steps = 0;
    let above = 0;
    for (const [rate, logs] of [
      [0.01, 90],
      [0.1, 30],
      [0.3, 400],
    ]) {
      for (let seed = 0; seed < 12; seed++) {
        const cells = hours(seed, 300, logs, () => rate);
        const judged = judge(cells, { bandProbability }).slice(50);
        steps += judged.length;
        above += judged.filter(({ upper }, i) => cells[50 + i][0] / logs > upper).length;
      }
    }
    expect(above / steps).toBeLessThan(bandProbability / 2);
    expect(above).toBeGreaterThan(0);
  });

  it('has a narrow band where an error is rare, a wider one the fewer logs a step has', () => {
    const cells: Cell[] = [...hours(2, 168, 90, () => 0.01), [0, 90], [0, 12], [0, 1000]];
    const [usual, few, many] = judge(cells).slice(-3);
    expect(usual.upper).toBeLessThan(0.08);
    expect(few.upper).toBeGreaterThan(usual.upper);
    expect(many.upper).toBeLessThan(usual.upper);
  });

  it('does not depend on what the step itself has', () => {
    const before = hours(3, 100, 60, () => 0.02);
    const [well, failing] = [0, 60].map((errors) => judge([...before, [errors, 60]])[100]);
    expect(well.upper).toBe(failing.upper);
    expect(failing.surprise).toBeGreaterThan(6);
  });

  it('is hardly moved by incidents in its history, wherever they are', () => {
    const upperAfter = (isIncident: (hour: number) => boolean) =>
      judge(hours(4, 169, 90, (hour) => (isIncident(hour) ? 0.6 : 0.01)))[168].upper;
    const calm = upperAfter(() => false);
    expect(upperAfter((hour) => hour < 4)).toBeLessThan(calm + 0.03);
    expect(upperAfter((hour) => hour >= 80 && hour < 86)).toBeLessThan(calm + 0.03);
  });

  it('widens where the rate wanders more than chance lets it', () => {
    const random = createRandom(5);
    const cells = Array.from({ length: 200 }, (): Cell => [errorsOf(random, 200, 0.2 * random.next()), 200]);
    const calm = hours(6, 200, 200, () => 0.1);
    expect(judge(cells)[199].upper).toBeGreaterThan(judge(calm)[199].upper + 0.05);
  });

  it('knows the hour that fails every night, and not one that did once', () => {
    const nightly = judge(hours(7, 24 * 8, 90, (hour) => (hour % 24 === 2 ? 0.3 : 0.01)));
    expect(nightly[24 * 7 + 2].expected).toBeGreaterThan(0.2);
    expect(nightly[24 * 7 + 3].expected).toBeLessThan(0.03);
    const once = judge(hours(7, 24 * 8, 90, (hour) => (hour === 50 ? 0.3 : 0.01)));
    expect(once[24 * 7 + 2].expected).toBeLessThan(0.03);
  });

  it('learns a rate that stays', () => {
    const judged = judge(hours(8, 400, 90, (hour) => (hour < 100 ? 0.01 : 0.15)));
    expect(judged[100].surprise).toBeGreaterThan(3);
    expect(judged[399].expected).toBeGreaterThan(0.1);
    expect(judged[399].upper).toBeGreaterThan(0.2);
  });

  it('judges no step of too few logs, and no rise too small to matter', () => {
    const before = hours(9, 100, 500, () => 0.01);
    const options = { minLogs: 10, minDeviation: 0.05 };
    expect(judge([...before, [3, 3]], options)[100].surprise).toBe(0);
    expect(judge([...before, [20, 500]], options)[100]).toMatchObject({ surprise: 0 });
    expect(judge([...before, [20, 500]])[100].surprise).toBeGreaterThan(3);
    expect(judge([...before, [20, 500]], options)[100].upper).toBeGreaterThan(0.06);
  });
});

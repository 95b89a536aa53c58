import { createRandom } from '../../../random/random';
import { rateRise } from './rateRise';

/** Errors of `logs` in each of 72 bins of five minutes, at a rate given for each minute from now. */
function countsOf(seed: number, logs: number, rateAt: (minute: number) => number) {
  const random = createRandom(seed);
  const minutes = Float64Array.from({ length: 72 }, (_, bin) => 5 * (bin - 72) + 2.5);
  const part = minutes.map(
    (minute) => Array.from({ length: logs }, () => random.next()).filter((u) => u < rateAt(minute)).length
  );
  return { minutes, part, whole: minutes.map(() => logs) };
}

const options = { usual: 0.01, dispersion: 1, limits: [0.3] };
const SEEDS = Array.from({ length: 30 }, (_, seed) => seed);

/** From two hours ago on, 0.1 points more a minute: at the limit in 170 minutes. */
const ramp = (minute: number) => 0.01 + 0.001 * Math.max(0, minute + 120);

describe('rateRise', () => {
  it('sees a rate that rises, and when it will be at the limit, in 10 logs each five minutes', () => {
    const found = SEEDS.flatMap((seed) => rateRise(countsOf(seed, 10, ramp), options) ?? []);
    expect(found.length).toBeGreaterThanOrEqual(25);
    expect(found.filter(({ probability }) => probability > 0.3).length).toBeGreaterThanOrEqual(0.6 * found.length);
    const right = found.filter(({ crossing: { earliest, latest } }) => earliest <= 170 && 170 <= latest);
    expect(right.length).toBeGreaterThanOrEqual(0.7 * found.length);
    for (const { crossing } of found) {
      expect(0 <= crossing.earliest && crossing.earliest <= crossing.expected).toBe(true);
      expect(crossing.expected <= crossing.latest).toBe(true);
    }
  });

  it('sees none where the rate is steady, nor believes in one where it jumped an hour ago, or has stopped rising', () => {
    const steady = SEEDS.flatMap(
      (seed) =>
        rateRise(
          countsOf(seed, 30, () => 0.01),
          options
        ) ?? []
    );
    expect(steady.filter(({ probability }) => probability > 0.3)).toEqual([]);
    const courses = [
      (minute: number) => (minute < -60 ? 0.01 : 0.15),
      (minute: number) => Math.min(0.12, 0.01 + 0.001 * Math.max(0, minute + 240)),
    ];
    for (const course of courses) {
      const found = SEEDS.flatMap((seed) => rateRise(countsOf(seed, 60, course), options) ?? []);
      expect(found.filter(({ probability }) => probability > 0.5).length).toBeLessThanOrEqual(3);
    }
  });

  it('holds whatever the counts are: many, or nothing but errors', () => {
    for (const logs of [1, 5000]) {
      const rise = rateRise(
        countsOf(1, logs, () => 1),
        { ...options, limits: [0.2, 0.4] }
      );
      expect(rise === undefined || (rise.probability >= 0 && rise.probability <= 1)).toBe(true);
      expect(Object.values(rise?.crossing ?? {}).every((minutes) => minutes >= 0)).toBe(true);
    }
  });
});

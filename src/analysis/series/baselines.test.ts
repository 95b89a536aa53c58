import fc from 'fast-check';
import { createRandom } from '../../random/random';
import { minDeviation, rateBaseline, responseBaseline, responseZ } from './baselines';

/** A day of minutes with ten logs each. */
const WINDOWS = 1440;
const LOGS = new Uint32Array(WINDOWS).fill(10);

const between = (minute: number, from: number, to: number) => minute >= from && minute < to;

/** What is usual of a day whose minutes have `errorsAt` errors among ten logs. */
function rateOf(errorsAt: (minute: number) => number, logs = LOGS) {
  return rateBaseline(
    Uint32Array.from(logs, (_, minute) => errorsAt(minute)),
    logs,
    0,
    logs.length
  );
}

/** One log in a hundred fails, at random. */
function byChance(): (minute: number) => number {
  const random = createRandom(7);
  return () => Array.from({ length: 10 }, () => Number(random.next() < 0.01)).reduce((sum, one) => sum + one, 0);
}

describe('the usual error rate', () => {
  it('is the share of errors, where they come independently', () => {
    const usual = rateOf(byChance());
    expect(usual?.rate).toBeCloseTo(0.01, 2);
    expect(usual?.dispersion).toBeLessThan(1.5);
    expect(usual?.habit).toBe(0);
  });

  it('is not known from fewer logs than make six blocks', () => {
    const one = () => 1;
    expect(rateOf(one, new Uint32Array(5).fill(20))).toBeUndefined();
    expect(rateOf(one, new Uint32Array(6).fill(20))).toBeDefined();
    expect(rateOf(one, new Uint32Array(0))).toBeUndefined();
  });

  it.each([
    ['an hour', 60],
    ['four hours', 240],
  ])('is not moved by an incident of %s', (_, minutes) => {
    const well = byChance();
    const usual = rateOf((minute) => (between(minute, 600, 600 + minutes) ? 6 : well(minute)));
    expect(usual?.rate).toBeCloseTo(0.01, 2);
    expect(usual?.habit).toBe(0);
  });

  it('says how many logs it was learned from, without those of an incident', () => {
    const well = byChance();
    const learned = rateOf((minute) => (between(minute, 600, 660) ? 6 : well(minute)))?.learned ?? 0;
    expect(learned).toBeGreaterThan(0.9 * 10 * WINDOWS);
    expect(learned).toBeLessThanOrEqual(10 * (WINDOWS - 60));
  });

  it('weighs logs, not windows: the errors of a quiet night do not make a rate', () => {
    const logs = Uint32Array.from(LOGS, (_, minute) => (minute < 480 ? 1 : 30));
    expect(rateOf((minute) => (minute < 480 ? Number(minute % 4 === 0) : 0), logs)?.rate).toBeLessThan(0.01);
  });

  it('counts rare errors, though most blocks have none', () => {
    // An error in 150 logs: in blocks of 200, the better three quarters have fewer than their share.
    const random = createRandom(3);
    expect(rateOf(() => Number(random.next() < 10 / 150))?.rate).toBeCloseTo(1 / 150, 2);
  });

  it('takes bursts that come again and again for a habit, and says how high they are', () => {
    const well = byChance();
    const bursts = rateOf((minute) => (minute % 120 < 30 ? 3 : well(minute)));
    expect(bursts?.habit).toBeGreaterThan(3.5);
  });

  it('is not that of a flood that is half of all logs in a twentieth of the time', () => {
    const flood = Uint32Array.from(LOGS, (_, minute) => (between(minute, 600, 672) ? 200 : 10));
    const well = byChance();
    const usual = rateOf((minute) => (between(minute, 600, 672) ? 190 : well(minute)), flood);
    expect(usual?.rate).toBeCloseTo(0.01, 2);
    expect(usual?.dispersion).toBeLessThan(1.5);
  });

  it('is more dispersed the more errors come together', () => {
    // In both, 15 errors in 80 minutes; the one has 0, 2, 5 and 8 of them in 20 minutes each.
    const together = rateOf((minute) => (minute % 20 === 0 ? [0, 2, 5, 8][(minute / 20) % 4] : 0));
    const apart = rateOf((minute) => Number((minute % 16) % 5 === 4));
    expect(together?.dispersion).toBeGreaterThan(2);
    expect(apart?.dispersion).toBe(1);
  });

  it('lies between 0.3% and 95%, whatever is counted', () => {
    expect(rateOf(() => 0)?.rate).toBe(0.003);
    expect(rateOf(() => 10)?.rate).toBe(0.95);
    const minute = fc.nat(40).chain((logs) => fc.tuple(fc.constant(logs), fc.nat(logs)));
    fc.assert(
      fc.property(fc.array(minute, { maxLength: 200 }), (minutes) => {
        const logs = Uint32Array.from(minutes, ([count]) => count);
        const usual = rateOf((i) => minutes[i][1], logs);
        if (usual) {
          expect(usual.rate).toBeGreaterThanOrEqual(0.003);
          expect(usual.rate).toBeLessThanOrEqual(0.95);
          expect(usual.dispersion).toBeGreaterThanOrEqual(1);
          expect(usual.habit).toBeGreaterThanOrEqual(0);
        }
      })
    );
  });

  it('reads the windows from its offset on, and no others', () => {
    const errors = Uint32Array.from({ length: 2 * WINDOWS }, (_, cell) => (cell < WINDOWS ? 10 : 0));
    const logs = new Uint32Array(2 * WINDOWS).fill(10);
    expect(rateBaseline(errors, logs, WINDOWS, WINDOWS)?.rate).toBe(0.003);
  });
});

describe('what a deviation of an error rate has at the least', () => {
  it('is as asked for where errors come independently', () => {
    expect(minDeviation(4, { rate: 0.01, learned: 1000, dispersion: 1, habit: 0 })).toBe(4);
  });

  it('is the root of the dispersion times that where they come together', () => {
    expect(minDeviation(4, { rate: 0.01, learned: 1000, dispersion: 9, habit: 0 })).toBe(12);
  });

  it('is twice the usual burst where bursts are a habit', () => {
    expect(minDeviation(4, { rate: 0.01, learned: 1000, dispersion: 1, habit: 10 })).toBe(20);
    expect(minDeviation(4, { rate: 0.01, learned: 1000, dispersion: 100, habit: 10 })).toBe(40);
  });
});

/** What is usual of a day with ten responses a minute, whose mean is `meanAt`. */
function responsesOf(meanAt: (minute: number) => number, perMinute = 10, windows = WINDOWS) {
  const responses = new Uint32Array(windows).fill(perMinute);
  const sums = Float64Array.from(responses, (count, minute) => count * meanAt(minute));
  return responseBaseline(sums, responses, 0, windows);
}

/** Means that scatter by a tenth around 100 ms. */
const scattered = (minute: number) => 100 * (1 + 0.1 * Math.sin(minute * 1.7));

describe('the usual response time', () => {
  it('is the middle of the means of blocks of 30 responses', () => {
    const usual = responsesOf(() => 100);
    expect(Math.exp(usual?.logMean ?? NaN)).toBeCloseTo(100);
    expect(usual?.responses).toBe(30);
  });

  it('spreads by 5% at the least: closer means are the same', () => {
    expect(responsesOf(() => 100)?.spread).toBe(0.05);
  });

  it('is not known from fewer responses than make six blocks, nor where responses take no time', () => {
    expect(responsesOf(() => 100, 10, 17)).toBeUndefined();
    expect(responsesOf(() => 100, 10, 18)).toBeDefined();
    expect(responsesOf(() => 100, 0)).toBeUndefined();
    expect(responsesOf(() => 0)).toBeUndefined();
  });

  it('does not spread by a long stretch of trouble', () => {
    const well = responsesOf(scattered);
    const troubled = responsesOf((minute) => (minute >= 600 && minute < 780 ? 1000 : scattered(minute)));
    expect(Math.exp(troubled?.logMean ?? NaN)).toBeCloseTo(100, -1);
    expect(troubled?.spread).toBeCloseTo(well?.spread ?? NaN, 1);
  });

  it('spreads where responses are slow again and again', () => {
    const usual = responsesOf((minute) => (minute % 60 < 15 ? 400 : scattered(minute)));
    expect(usual?.spread).toBeGreaterThan(0.3);
  });
});

describe('how far a mean response time is above the usual', () => {
  const usual = { logMean: Math.log(100), spread: 0.1, responses: 30 };

  it('is 0 at the usual, and counts in standard deviations of the logarithm', () => {
    expect(responseZ(3000, 30, usual)).toBeCloseTo(0);
    expect(responseZ(3000 * Math.exp(0.5), 30, usual)).toBeCloseTo(5);
    expect(responseZ(3000 * Math.exp(-0.5), 30, usual)).toBeCloseTo(-5);
  });

  it('counts for less of fewer responses, and for no more of more of them', () => {
    const twice = (responses: number) => responseZ(200 * responses, responses, usual);
    expect(twice(3)).toBeCloseTo(twice(30) / Math.sqrt(10));
    expect(twice(3000)).toBeCloseTo(twice(30));
  });
});

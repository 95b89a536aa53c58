import { UsualDeviations } from './usualDeviations';

const EDGE = -Math.log10(0.00135);
/** 20 times as far out as what is usual. */
const OUTLIER = 20;

/** Rises from 0.01 to 1, with an outlier wherever `isOutlier` says so. */
function learned(count: number, isOutlier: (i: number) => boolean): UsualDeviations {
  const usual = new UsualDeviations();
  for (let i = 0; i < count; i++) {
    const deviation = isOutlier(i) ? OUTLIER : ((i * 37) % 100) / 100 + 0.01;
    usual.add(deviation, usual.clipped(deviation));
  }
  return usual;
}

const quiet = learned(1000, () => false);
const single = (times: number) => learned(1000, (i) => i > 200 && i % 20 === 0 && i <= 200 + 20 * times);

describe('UsualDeviations', () => {
  it('takes what is far out for no further than the edge of outliers', () => {
    expect(quiet.clipped(OUTLIER)).toBeLessThan(3);
    expect(quiet.clipped(-OUTLIER)).toBe(-OUTLIER);
    expect(quiet.clipped(0.5)).toBe(0.5);
  });

  it('reaches as far as outliers that came ten times and more, each by itself', () => {
    expect(single(30).reach(EDGE, 1)).toBeGreaterThan(0.9 * OUTLIER);
  });

  it('reaches not as far where they came less often', () => {
    expect(single(9).reach(EDGE, 1)).toBeLessThan(0.4 * OUTLIER);
  });

  it.each([1, 2, 5])(
    'reaches not as far where they came in few runs, even with %d usual values in between',
    (apart) => {
      const runs = learned(1000, (i) => i % 250 >= 200 && i % (apart + 1) === 0);
      expect(runs.reach(EDGE, 1)).toBeLessThan(0.4 * OUTLIER);
    }
  );

  it('says nothing of the other side', () => {
    expect(single(30).reach(EDGE, -1)).toBe(quiet.reach(EDGE, -1));
  });
});

import fc from 'fast-check';
import { dbscan, type DbscanOptions, NOISE, type TimedPoints } from './dbscan';

const pointsArbitrary = fc
  .array(fc.tuple(fc.integer({ min: 0, max: 200 }), fc.nat({ max: 3 })), { maxLength: 60 })
  .map((points): TimedPoints => {
    const sorted = points.sort((a, b) => a[0] - b[0]);
    return {
      time: Float64Array.from(sorted, ([time]) => time),
      group: Uint32Array.from(sorted, ([, group]) => group),
    };
  });

const optionsArbitrary = fc
  .record({
    radius: fc.integer({ min: 0, max: 20 }),
    radiusAcross: fc.integer({ min: 0, max: 20 }),
    minPoints: fc.integer({ min: 1, max: 6 }),
  })
  .map((options): DbscanOptions => ({ ...options, radiusAcross: Math.min(options.radius, options.radiusAcross) }));

/** DBSCAN as published: compares each pair. Gives the cores' clusters, and what each point could belong to. */
function naive({ time, group }: TimedPoints, { radius, radiusAcross, minPoints }: DbscanOptions) {
  const points = [...time.keys()];
  const near = (a: number, b: number) => Math.abs(time[a] - time[b]) <= (group[a] === group[b] ? radius : radiusAcross);
  const isCore = points.map((a) => points.filter((b) => near(a, b)).length >= minPoints);
  const cluster = points.map(() => NOISE);
  let clusters = 0;
  const spread = (point: number) => {
    cluster[point] = clusters;
    points.filter((b) => isCore[b] && cluster[b] === NOISE && near(point, b)).forEach(spread);
  };
  for (const point of points) {
    if (isCore[point] && cluster[point] === NOISE) {
      spread(point);
      clusters++;
    }
  }
  const choices = points.map((a) => new Set(points.filter((b) => isCore[b] && near(a, b)).map((b) => cluster[b])));
  return { isCore, cluster, choices };
}

describe('dbscan', () => {
  it('finds the clusters that comparing each pair finds', () => {
    fc.assert(
      fc.property(pointsArbitrary, optionsArbitrary, (points, options) => {
        const expected = naive(points, options);
        const labels = [...dbscan(points, options)];
        const nameOf = new Map<number, number>();
        labels.forEach((label, point) => {
          if (expected.isCore[point]) {
            expect(nameOf.get(expected.cluster[point]) ?? label).toBe(label);
            nameOf.set(expected.cluster[point], label);
          }
        });
        expect(new Set(nameOf.values()).size).toBe(nameOf.size);
        labels.forEach((label, point) => {
          const choices = [...expected.choices[point]].map((cluster) => nameOf.get(cluster));
          expect(choices.length === 0 ? [NOISE] : choices).toContain(label);
        });
      }),
      { numRuns: 300 }
    );
  });

  it('numbers clusters in order of time and leaves lone points out', () => {
    const points = { time: Float64Array.of(0, 1, 2, 50, 98, 99, 100), group: new Uint32Array(7) };
    expect([...dbscan(points, { radius: 3, radiusAcross: 3, minPoints: 3 })]).toEqual([0, 0, 0, NOISE, 1, 1, 1]);
  });

  it('joins groups only within the shorter reach', () => {
    const points = { time: Float64Array.of(0, 1, 4, 5), group: Uint32Array.of(0, 0, 1, 1) };
    const options = { radius: 5, minPoints: 2 };
    expect([...dbscan(points, { ...options, radiusAcross: 2 })]).toEqual([0, 0, 1, 1]);
    expect([...dbscan(points, { ...options, radiusAcross: 3 })]).toEqual([0, 0, 0, 0]);
  });
});

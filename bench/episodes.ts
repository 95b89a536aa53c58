/**
 * `npm run bench:episodes -- [--points 5000] [--json]`: DBSCAN of anomalies into episodes, first run and best of many,
 * for points as they come and for the worst that may come. Of ten times as many points it should take about ten times
 * as long.
 */
import { parseArgs } from 'node:util';
import { dbscan } from '../src/analysis/anomalies/dbscan';
import { createRandom } from '../src/random/random';
import { print, printTable } from './generated/print';
import { MINUTE, HOUR, WEEK } from '../src/time/units';

const { values: options } = parseArgs({
  options: { points: { type: 'string', default: '5000' }, json: { type: 'boolean', default: false } },
});

const RUNS = 20;
const DBSCAN = { radius: 5 * MINUTE, radiusAcross: 2 * MINUTE, minPoints: 5 };

type Draw = (
  i: number,
  count: number,
  random: ReturnType<typeof createRandom>
) => readonly [time: number, group: number];

const SHAPES: Readonly<Record<string, Draw>> = {
  'twelve episodes of seven services': (_, __, random) => [
    Math.floor(random.next() * 12) * 12 * HOUR + random.next() * 40 * MINUTE,
    random.int(7),
  ],
  'spread over a week': (_, __, random) => [random.next() * WEEK, random.int(7)],
  'all at one time, one service': () => [0, 0],
  'all at one time, each its own service': (i) => [0, i],
  'all at different times, just too far apart': (i) => [i * (5 * MINUTE + 1), 0],
  'one chain: each in reach of the next': (i) => [i * 5 * MINUTE, 0],
  'dense: a thousand a minute, 500 services': (i) => [i * 60, i % 500],
};

function timed(draw: Draw, count: number): { first: number; best: number; clusters: number } {
  const random = createRandom(1);
  const points = Array.from({ length: count }, (_, i) => draw(i, count, random)).sort((a, b) => a[0] - b[0]);
  const columns = {
    time: Float64Array.from(points, ([time]) => time),
    group: Uint32Array.from(points, ([, group]) => group),
  };
  let clusters = 0;
  const seconds = Array.from({ length: RUNS }, () => {
    const began = performance.now();
    clusters = new Set(dbscan(columns, DBSCAN)).size;
    return (performance.now() - began) / 1000;
  });
  return { first: seconds[0], best: seconds.reduce((least, value) => Math.min(least, value)), clusters };
}

const count = Number(options.points);
const rows = Object.entries(SHAPES).map(([shape, draw]) => {
  const once = timed(draw, count);
  const tenfold = timed(draw, 10 * count);
  return {
    points: shape,
    'labels in all': once.clusters,
    'first, ms': once.first * 1000,
    'best, ms': once.best * 1000,
    'best of 10 times as many, ms': tenfold.best * 1000,
    ratio: tenfold.best / once.best,
  };
});
if (options.json) {
  print(JSON.stringify(rows, null, 2));
} else {
  printTable(`DBSCAN of ${count} points`, rows);
}

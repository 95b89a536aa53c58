/**
 * How often a trend is reported where there is none, and where there is one, by the length of the range:
 *
 *   npm run bench:trends -- [--seeds 1..60] [--volume 1] [--json]
 *
 * Logs an hour are those of the generated logs; errors are drawn by each series' rate. Every seed is asked for ranges
 * that begin at eight hours of the day. Shares of ranges that are DEGRADING and, behind the stroke, IMPROVING.
 */
import { parseArgs } from 'node:util';
import { findTrend } from '../src/analysis/trend/findTrend';
import { createRandom, type Random } from '../src/random/random';
import { createTraffic } from '../src/sources/generated/traffic';
import { print, printTable } from './generated/print';
import { seedsOf } from './generated/seeds';
import { HOUR } from '../src/time/units';

const USAGE = 'npm run bench:trends -- [--seeds 1..60] [--volume 1] [--json]';
const { values: options } = parseArgs({
  options: {
    seeds: { type: 'string', default: '1..60' },
    volume: { type: 'string', default: '1' },
    json: { type: 'boolean', default: false },
  },
});

const DAY_HOURS = 24;
const HOURS = [6, 12, 24, 36, 48, 72, 168];
/** Of the day, in UTC. */
const BEGINNINGS = [0, 3, 6, 9, 12, 15, 18, 21];
const MONDAY = Date.UTC(2026, 0, 5) / HOUR;

interface Moment {
  /** The usual traffic at this time of day and week over that of an average minute. */
  readonly load: number;
  /** Days since some midnight. */
  readonly day: number;
  /** 0 to 1: how much of the range has passed. */
  readonly passed: number;
}

/** Errors of a hundred logs. */
type Rate = (moment: Moment) => number;

/** As the generated services have it on an ordinary day. */
const ordinary: Rate = ({ load }) => 0.76 * (0.6 + 0.4 * load);
const growing =
  (factor: number): Rate =>
  (moment) =>
    ordinary(moment) * (1 + (factor - 1) * moment.passed);
const own: Rate = ({ day }) => 2 + Math.sin(2 * Math.PI * day);

const SERIES: Readonly<Record<string, Rate>> = {
  'none: an ordinary day': ordinary,
  'none: in proportion to the traffic': ({ load }) => 2 * load,
  'none: as many errors at any time': ({ load }) => 1 / load,
  'none: a course of its own, 1% to 3%': own,
  'twice as many at the end': growing(2),
  '3 times': growing(3),
  '5 times': growing(5),
  '10 times': growing(10),
  '10 times, from 60% of the range on': (moment) => ordinary(moment) * (1 + 9 * Math.max(0, moment.passed / 0.4 - 1.5)),
  'half more, in proportion to the traffic': ({ load, passed }) => 2 * load * (1 + 0.5 * passed),
  'half more, a course of its own': (moment) => own(moment) * (1 + 0.5 * moment.passed),
};

type Place = (typeof places)[number];

const places = seedsOf(options.seeds, USAGE).map((seed) => ({
  seed,
  traffic: createTraffic({ seed, logsPerDay: 14_400 * Number(options.volume) }),
  /** Any day of the week. */
  midnight: MONDAY + (seed % 7) * DAY_HOURS,
  /** Any part of a day. */
  phase: (seed * 0.618) % 1,
}));

function directionOf(rate: Rate, hours: number, beginning: number, { seed, traffic, midnight, phase }: Place) {
  const firstHour = midnight + beginning;
  const random = createRandom(seed, firstHour, hours);
  const logs = new Uint32Array(hours);
  const errors = new Uint32Array(hours);
  for (let i = 0; i < hours; i++) {
    const minute = (firstHour + i) * 60;
    logs[i] = traffic.logsBefore(minute + 60) - traffic.logsBefore(minute);
    const load = traffic.load(minute + 30);
    const day = (firstHour + i) / DAY_HOURS + phase;
    errors[i] = Math.min(logs[i], drawCount((logs[i] * rate({ load, day, passed: (i + 0.5) / hours })) / 100, random));
  }
  const trend = findTrend(
    {
      startMs: firstHour * HOUR,
      windowMs: HOUR,
      windowCount: hours,
      services: ['all'],
      byLevel: [],
      failures: new Uint32Array(hours),
      responses: new Uint32Array(hours),
      responseSum: new Float64Array(hours),
      responseP95: new Float64Array(hours),
    },
    { logs, known: logs, errors }
  );
  return trend?.direction ?? 'STABLE';
}

/** Poisson's (Knuth), by a normal distribution where the mean is large. */
function drawCount(mean: number, random: Random): number {
  if (mean > 40) {
    return Math.max(0, Math.round(mean + Math.sqrt(mean) * random.normal()));
  }
  let count = 0;
  for (let product = random.next(); product > Math.exp(-mean); product *= random.next()) {
    count++;
  }
  return count;
}

const rows = Object.entries(SERIES).map(([trend, rate]) => {
  const shares = HOURS.map((hours) => {
    const directions = places.flatMap((place) =>
      BEGINNINGS.map((beginning) => directionOf(rate, hours, beginning, place))
    );
    const percent = (wanted: string) =>
      ((100 * directions.filter((direction) => direction === wanted).length) / directions.length).toFixed(0);
    return [`${hours} h`, `${percent('DEGRADING')}/${percent('IMPROVING')}%`];
  });
  return { trend, ...Object.fromEntries(shares) };
});

if (options.json) {
  print(JSON.stringify(rows, null, 2));
} else {
  printTable(
    `${places.length * BEGINNINGS.length} ranges each, ${options.volume} times the usual logs, seeds ${options.seeds}`,
    rows
  );
}

import { INFO } from '../../logs/level';
import { tableOf } from '../../logs/testing/tableOf';
import { createRandom } from '../../random/random';
import { countWindows } from './countLogs';
import { findTotalSilence } from './totalSilence';
import { windowCounts } from './windowCounts';
import { MINUTE } from '../../time/units';

const DAY = 1440;

/** Logs of two services in the minutes of a range, about as many a minute as `rate` says. */
function silenceOf(minutes: number, rate: (minute: number) => number, untilMs?: number, seed = 1) {
  const random = createRandom(seed);
  const logs = Array.from({ length: minutes }, (_, minute) => {
    const wanted = rate(minute);
    const count = Math.floor(wanted) + (random.next() < wanted % 1 ? 1 : 0);
    return Array.from({ length: count }, (__, i) => ({
      timeMs: (minute + random.next()) * MINUTE,
      service: i % 2 === 0 ? 'api' : 'shop',
      level: INFO,
    }));
  }).flat();
  const windows = countWindows(tableOf(logs), { fromMs: 0, toMs: minutes * MINUTE });
  return findTotalSilence(windows, windowCounts(windows), untilMs);
}

const until = (end: number, rate: number) => (minute: number) => (minute < end ? rate : 0);

describe('findTotalSilence', () => {
  it('finds that nobody has logged anything for 43 minutes, where logs were usual', () => {
    const silence = silenceOf(24 * 60, until(24 * 60 - 43, 70));
    expect(silence).toMatchObject({ from: 24 * 60 - 43, to: 24 * 60 });
    expect(silence?.expected).toBeCloseTo(43 * 70, -2);
  });

  it('finds it in an hour, of which it is the most', () => {
    expect(silenceOf(60, until(17, 10))).toMatchObject({ from: 17, to: 60 });
  });

  it('finds it of a single service too', () => {
    expect(silenceOf(120, until(90, 1))).toMatchObject({ from: 90, to: 120 });
  });

  it('is not sure after a few minutes, nor of few logs', () => {
    expect(silenceOf(120, until(117, 70))).toBeUndefined();
    expect(silenceOf(120, until(5, 70))).toBeUndefined();
    expect(silenceOf(120, until(120, 0))).toBeUndefined();
  });

  it('is not sure of logs that come once in half an hour, whatever the seed', () => {
    for (const seed of [1, 2, 3, 4, 5]) {
      expect(silenceOf(2 * DAY, until(2 * DAY - 43, 1 / 30), undefined, seed)).toBeUndefined();
    }
  });

  it('takes no pause between batches for a silence, and far longer than one for it', () => {
    const batches = (minute: number) => (minute % 60 < 5 ? 40 : 0);
    expect(silenceOf(DAY, batches)).toBeUndefined();
    expect(silenceOf(DAY, (minute) => (minute < DAY - 300 ? batches(minute) : 0))).toMatchObject({ to: DAY });
  });

  it('takes no closing time for a silence, and a silence at noon for one', () => {
    const open = (minute: number) => (minute % DAY >= 480 && minute % DAY < 1200 ? 5 : 0);
    expect(silenceOf(4 * DAY, open)).toBeUndefined();
    expect(silenceOf(4 * DAY - 720, (minute) => (minute < 4 * DAY - 790 ? open(minute) : 0))).toMatchObject({
      to: 4 * DAY - 720,
    });
  });

  it('takes no day that dies down for a silence', () => {
    expect(silenceOf(600, (minute) => 20 * Math.exp(-minute / 60))).toBeUndefined();
  });

  it('says nothing of what could not be there yet when the logs were read', () => {
    expect(silenceOf(24 * 60, until(600, 70), 600 * MINUTE)).toBeUndefined();
    expect(silenceOf(24 * 60, until(600, 70), 643 * MINUTE)).toMatchObject({ from: 600, to: 643 });
  });
});

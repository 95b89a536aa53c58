import { INFO } from '../../logs/level';
import { createRandom } from '../../random/random';
import { countWindows } from './countLogs';
import { windowCounts } from './windowCounts';
import { tableOf } from '../../logs/testing/tableOf';
import { clumpOf, findSilences } from './silences';
import { MINUTE } from '../../time/units';

const DAY = 1440;

/** Two services for some days, a log a minute each on average, or as often as `speaks` says (0 to 1). */
function silencesOf(days: number, speaks: (service: string, minute: number) => number, seed = 1) {
  const random = createRandom(seed);
  const logs = Array.from({ length: days * DAY * 2 }, (_, i) => ({
    timeMs: (Math.floor(i / 2) + random.next()) * MINUTE,
    service: i % 2 === 0 ? 'api' : 'shop',
    level: INFO,
  })).filter(({ service, timeMs }) => random.next() < speaks(service, Math.floor(timeMs / MINUTE)));
  const windows = countWindows(tableOf(logs), { fromMs: 0, toMs: days * DAY * MINUTE });
  return findSilences(windows, windowCounts(windows)).map(({ service, ...silence }) => ({
    service: windows.services[service],
    ...silence,
  }));
}

const within = (minute: number, from: number, to: number) => minute >= from && minute < to;
const silentBetween = (from: number, to: number, rate: number) => (service: string, minute: number) =>
  service === 'shop' && within(minute, from, to) ? 0 : service === 'shop' ? rate : 0.9;

describe('findSilences', () => {
  it('finds where a service said nothing, from its last log to its next', () => {
    const [silence, ...others] = silencesOf(2, silentBetween(1000, 1060, 0.9));
    expect(others).toEqual([]);
    expect(silence.service).toBe('shop');
    expect(silence.from).toBeGreaterThan(990);
    expect(silence.to).toBeLessThan(1070);
    expect(silence.expected).toBeGreaterThan(45);
  });

  it('is not sure of a service that speaks once an hour, whatever the seed', () => {
    for (const seed of [1, 2, 3, 4, 5]) {
      expect(silencesOf(2, silentBetween(1000, 1060, 1 / 60), seed)).toEqual([]);
    }
  });

  it('says nothing of the time before the first log, and sees that the last one was long ago', () => {
    expect(silencesOf(2, silentBetween(0, 600, 0.9))).toEqual([]);
    expect(silencesOf(2, silentBetween(2500, 2880, 0.9))).toMatchObject([{ service: 'shop', to: 2880 }]);
  });

  it('takes no closing time for a silence, and a silence at noon for one', () => {
    const open = (minute: number) => within(minute % DAY, 480, 1200);
    const closing = (service: string, minute: number) => (service === 'shop' ? (open(minute) ? 0.9 : 0) : 0.9);
    expect(silencesOf(5, closing)).toEqual([]);
    const noon = 2 * DAY + 700;
    const found = silencesOf(5, (service, minute) =>
      service === 'shop' && within(minute, noon, noon + 90) ? 0 : closing(service, minute)
    );
    expect(found).toHaveLength(1);
    expect(found[0].from).toBeGreaterThan(noon - 20);
    expect(found[0].to).toBeLessThan(noon + 110);
  });

  /** Minutes in which the shop works at some requests, each of 20 lines, while the api logs on. */
  const requestsOf = (perMinute: readonly number[]) => {
    const logs = perMinute.flatMap((requests, minute) => [
      ...Array.from({ length: 100 }, (_, i) => ({ timeMs: minute * MINUTE + i, service: 'api' })),
      ...Array.from({ length: 20 * requests }, (_, i) => ({ timeMs: minute * MINUTE + 200 + i, service: 'shop' })),
    ]);
    const windows = countWindows(tableOf(logs), { fromMs: 0, toMs: perMinute.length * MINUTE });
    return findSilences(windows, windowCounts(windows)).map(({ from, to }) => [from, to]);
  };

  it('counts requests that each write many lines as one chance for a log', () => {
    expect(requestsOf([1, 0, 2, 0, 1, 1, 0, 1, 0, 0, 0, 0])).toEqual([]);
    const busy = [2, 4, 3, 2, 4, 5, 3, 2, 4, 3, 4, 2, 3, 5, 3, 4];
    expect(requestsOf([...busy, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, ...busy])).toEqual([[16, 26]]);
  });

  it('knows independent logs and those that come together', () => {
    const random = createRandom(1);
    const requests = Uint32Array.from({ length: 500 }, () => {
      let count = 0;
      for (let i = 0; i < 10; i++) {
        count += random.next() < 0.3 ? 1 : 0;
      }
      return count;
    });
    const gaps = new Uint8Array(500);
    expect(clumpOf(requests, gaps)).toBe(1);
    expect(
      clumpOf(
        requests.map((count) => 20 * count),
        gaps
      )
    ).toBeCloseTo(14, -1);
    expect(clumpOf(new Uint32Array(500), gaps)).toBe(1);
  });

  it('takes no flood of one service for a silence of the others', () => {
    const random = createRandom(3);
    const logs = Array.from({ length: DAY }, (_, minute) => minute).flatMap((minute) => [
      ...(random.next() < 0.3 ? [{ timeMs: minute * MINUTE, service: 'cron' }] : []),
      ...(random.next() < 0.3 ? [{ timeMs: minute * MINUTE + 1, service: 'systemd' }] : []),
      ...Array.from({ length: within(minute, 600, 672) ? 40 : 1 }, (_, i) => ({
        timeMs: minute * MINUTE + 2 + i,
        service: 'sshd',
      })),
    ]);
    const windows = countWindows(tableOf(logs), { fromMs: 0, toMs: DAY * MINUTE });
    expect(findSilences(windows, windowCounts(windows))).toEqual([]);
  });

  it('does not miss a job that began in the span and ended, but a service that began in it', () => {
    const runs = (from: number, to: number) =>
      silencesOf(1, (service, minute) => (service === 'shop' && !within(minute, from, to) ? 0 : 0.9));
    expect(runs(120, 150)).toEqual([]);
    expect(runs(120, 1200)).toMatchObject([{ service: 'shop', to: DAY }]);
  });

  it('knows no silence of a single service: there is nobody who would have spoken', () => {
    expect(silencesOf(1, (service) => (service === 'shop' ? 0 : 0.5))).toEqual([]);
  });
});

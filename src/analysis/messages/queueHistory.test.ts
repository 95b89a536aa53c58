import fc from 'fast-check';
import { createRandom } from '../../random/random';
import { BEYOND, beyondNow, queueHistory } from './queueHistory';
import { MINUTE } from '../../time/units';

const DAY = 1440;

/** A queue logged every five minutes. */
function queueOf(minutes: number, lengthAt: (minute: number) => number) {
  const times = Float64Array.from({ length: minutes / 5 }, (_, i) => 5 * i);
  return {
    service: 0,
    template: 'queue depth <*>',
    example: 'queue depth 1',
    unit: '',
    timeMs: times.map((minute) => minute * MINUTE),
    lengths: times.map(lengthAt),
  };
}

describe('queueHistory', () => {
  it('finds from where on several times as much waits as ever before it began to grow, and until when', () => {
    // 100, and from the second day on 10 more a minute for two hours, then worked off.
    const queue = queueOf(
      2 * DAY,
      (minute) => 100 + 10 * Math.max(0, Math.min(120, minute - DAY - 600, DAY + 900 - minute))
    );
    const [found, ...others] = queueHistory(queue).beyond;
    expect(others).toEqual([]);
    expect(found.peak).toBe(100);
    expect(queue.lengths[found.from]).toBeGreaterThanOrEqual(BEYOND * 100);
    expect(queue.lengths[found.from - 2]).toBeLessThan(BEYOND * 100);
    expect(queue.timeMs[found.to - 1] / MINUTE).toBeGreaterThan(DAY + 840);
  });

  it('finds nothing in what comes every day, however high, nor in the first day', () => {
    const batch = queueOf(3 * DAY, (minute) => (minute % DAY > 840 && minute % DAY < 960 ? 5000 : 20));
    expect(queueHistory(batch).beyond).toEqual([]);
    const early = queueOf(DAY / 2, (minute) => (minute > 300 ? 20 * (minute - 300) : 20));
    expect(queueHistory(early).beyond).toEqual([]);
    expect(beyondNow(early, queueHistory(early))).toBeUndefined();
  });

  it('finds nothing in queues that are steady or follow the day, whatever their scatter', () => {
    fc.assert(
      fc.property(fc.integer(), fc.double({ min: 0, max: 0.5, noNaN: true }), fc.boolean(), (seed, sigma, daily) => {
        const random = createRandom(seed);
        const load = (minute: number) => (daily ? 1.1 - Math.cos((2 * Math.PI * minute) / DAY) : 1);
        const queue = queueOf(3 * DAY, (minute) => Math.round(200 * load(minute) * Math.exp(sigma * random.normal())));
        expect(queueHistory(queue).beyond).toEqual([]);
      }),
      { numRuns: 30 }
    );
  });

  it('says of one odd value nothing', () => {
    const queue = queueOf(2 * DAY, (minute) => (minute === DAY + 600 ? 90_000 : 50));
    expect(queueHistory(queue).beyond).toEqual([]);
  });
});

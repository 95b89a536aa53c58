import fc from 'fast-check';
import { burstZ, usualBurst } from './burstShares';
import { ratioSeries } from './ratioSeries';

/** A service with 200 logs in each window, and so many lines of some kind. */
const service = (lines: readonly number[]) =>
  ratioSeries(Uint32Array.from(lines), new Uint32Array(lines.length).fill(200), 0, lines.length);

const none = Array.from({ length: 20 }, () => 0);
const burstOf = (lines: number) => [...none, lines, ...none];

describe('the usual burst', () => {
  it('is the share in the blocks that have any, of all services', () => {
    const usual = usualBurst([service(burstOf(20)), service([...burstOf(20), ...burstOf(20)]), service(none)]);
    expect(usual).toBeUndefined();
    const more = usualBurst([1, 2, 3, 4, 5, 6].map(() => service(burstOf(20))));
    expect(more).toMatchObject({ blocks: 6, spread: 0.1 });
    expect(more?.share).toBeCloseTo(0.1, 6);
  });

  it('is not moved by a few that are far higher', () => {
    const small = Array.from({ length: 20 }, (_, i) => service(burstOf(16 + 2 * (i % 5))));
    const large = [1, 2, 3].map(() => service(burstOf(180)));
    expect(usualBurst([...small, ...large])?.share).toBeCloseTo(0.1, 2);
  });
});

describe('how far a share is above usual bursts', () => {
  it('is little within their height, however many lines there are, and much beyond', () => {
    const usual = { share: 0.05, spread: 0.7, blocks: 40 };
    expect(burstZ(250, 1000, usual)).toBeLessThan(3);
    expect(burstZ(250, 1000, { ...usual, spread: 0.1 })).toBeGreaterThan(5);
  });

  it('is no more than chance allows, and less of bursts of which few are known', () => {
    const usual = { share: 0.05, spread: 0.1, blocks: 40 };
    expect(burstZ(2, 8, usual)).toBeLessThan(3);
    expect(burstZ(250, 1000, { ...usual, blocks: 7 })).toBeLessThan(burstZ(250, 1000, usual));
  });

  it('is a number, and rises with the lines', () => {
    const usual = fc.record({
      share: fc.double({ min: 0.001, max: 0.95, noNaN: true }),
      spread: fc.double({ min: 0.1, max: 3, noNaN: true }),
      blocks: fc.integer({ min: 6, max: 1000 }),
    });
    fc.assert(
      fc.property(usual, fc.integer({ min: 1, max: 999 }), (burst, lines) => {
        const [z, more] = [burstZ(lines, 1000, burst), burstZ(lines + 1, 1000, burst)];
        expect(Number.isFinite(z)).toBe(true);
        expect(more).toBeGreaterThanOrEqual(z);
      })
    );
  });
});

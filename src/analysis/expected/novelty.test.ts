import fc from 'fast-check';
import { Novelty } from './novelty';

/** @param values surprises; those of 2 and more lie beyond the band */
function news(values: readonly number[]): number[] {
  const novelty = new Novelty();
  return values.map((surprise) => novelty.next(surprise, surprise >= 2));
}

describe('Novelty', () => {
  it('begins with what surprises more than all of late', () => {
    expect(news([0, 1, 0.5, 3])).toEqual([0, 1, 0, 3]);
  });

  it('goes on, as surprising as it began, while values stay beyond the band', () => {
    expect(news([0, 4, 2.5, 2.1, 1, 0])).toEqual([0, 4, 4, 4, 0, 0]);
  });

  it('grows where what goes on becomes more surprising', () => {
    expect(news([0, 4, 6, 3, 0])).toEqual([0, 4, 6, 6, 0]);
  });

  it('does not begin again soon after it ended, unless it surprises more', () => {
    expect(news([4, 0, 3.9, 0, 4.1])).toEqual([4, 0, 0, 0, 4.1]);
  });

  it('begins again after a long time', () => {
    expect(news([4, ...Array<number>(60).fill(0), 3]).at(-1)).toBe(3);
  });

  it('is never less than 0 nor more than the largest surprise so far', () => {
    fc.assert(
      fc.property(fc.array(fc.double({ min: 0, max: 20, noNaN: true })), (values) => {
        news(values).forEach((value, i) => {
          expect(value).toBeGreaterThanOrEqual(0);
          expect(value).toBeLessThanOrEqual(Math.max(...values.slice(0, i + 1)));
        });
      })
    );
  });
});

import fc from 'fast-check';
import { evenly } from './evenly';

describe('evenly', () => {
  it('takes all of a few, and of many every so many', () => {
    expect(evenly([1, 2, 3], 5)).toEqual([1, 2, 3]);
    expect(evenly([0, 1, 2, 3, 4, 5, 6, 7, 8, 9], 4)).toEqual([0, 2, 5, 7]);
  });

  it('takes each at most once, in order, and as many as are asked for where there are', () => {
    fc.assert(
      fc.property(fc.nat(500), fc.integer({ min: 1, max: 300 }), (length, most) => {
        const taken = evenly(
          Array.from({ length }, (_, i) => i),
          most
        );
        expect(taken).toEqual([...new Set(taken)].sort((a, b) => a - b));
        expect(taken).toHaveLength(Math.min(length, most));
      })
    );
  });
});

import fc from 'fast-check';
import { cumulative, sumEndingWith } from './cumulative';
import { sumBetween } from './sum';

describe('cumulative', () => {
  it('gives the sums up to before each cell of a part of a column, and of all of the part', () => {
    expect([...cumulative(Uint32Array.of(9, 1, 2, 3, 9), 1, 4)]).toEqual([0, 1, 3, 6]);
    expect([...cumulative(new Uint32Array(0))]).toEqual([0]);
  });

  it('gives the sum of what ends with a cell, of fewer cells where the column begins', () => {
    fc.assert(
      fc.property(
        fc.array(fc.nat(1000), { minLength: 1 }),
        fc.nat(),
        fc.integer({ min: 1, max: 20 }),
        (counts, at, width) => {
          const column = Uint32Array.from(counts);
          const cell = at % counts.length;
          expect(sumEndingWith(cumulative(column), cell, width)).toBe(
            sumBetween(column, Math.max(0, cell + 1 - width), cell + 1)
          );
        }
      )
    );
  });
});

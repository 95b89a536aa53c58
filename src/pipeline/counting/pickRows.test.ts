import fc from 'fast-check';
import { pickRows } from './pickRows';

const strata = (numbers: readonly number[]) => ({
  strata: Uint32Array.from(numbers),
  weight: new Float64Array(numbers.length).fill(2),
});

describe('pickRows', () => {
  it('picks of each stratum at least one row, which together stand for all of it', () => {
    const numbers = fc.array(fc.nat(20), { minLength: 1, maxLength: 400 });
    fc.assert(
      fc.property(numbers, fc.integer({ min: 1, max: 300 }), (rows, most) => {
        const picked = pickRows(strata(rows), most, 0.9, (row) => rows[row] % 3 === 0);
        const sums = new Map<number, number>();
        picked.rows.forEach((row, i) => sums.set(rows[row], (sums.get(rows[row]) ?? 0) + picked.weight[i]));
        expect(sums.size).toBe(new Set(rows).size);
        sums.forEach((sum, stratum) => expect(sum).toBeCloseTo(2 * rows.filter((own) => own === stratum).length));
        expect(Array.from(picked.rows)).toEqual(Array.from(picked.rows).sort((a, b) => a - b));
        expect(picked.rows.length).toBeLessThanOrEqual(most + 21);
      })
    );
  });

  it('picks all rows that are wanted first where there is room, and then some of the others, evenly', () => {
    const rows = Array.from({ length: 1000 }, (_, i) => (i % 10 === 0 ? 1 : 0));
    const picked = pickRows(strata(rows), 200, 0.9, (row) => rows[row] === 1);
    expect(picked.isAll).toBe(true);
    const others = Array.from(picked.rows).filter((row) => rows[row] === 0);
    expect([picked.rows.length, others.length]).toEqual([200, 100]);
    const gaps = others.slice(1).map((row, i) => row - others[i]);
    expect(Math.max(...gaps)).toBeLessThanOrEqual(12);
  });

  it('says where not all of these were picked', () => {
    expect(pickRows(strata(new Array<number>(100).fill(0)), 50, 0.9, () => true)).toMatchObject({ isAll: false });
  });
});

import fc from 'fast-check';
import { binColumn, createBinner, LOWEST_BIN, MAX_THRESHOLDS } from './binning';

const number = fc.oneof(fc.double({ noNaN: true, noDefaultInfinity: true }), fc.integer({ min: -5, max: 5 }));
const single = fc.oneof(fc.float({ noNaN: true }), fc.integer({ min: -6, max: 6 }));

describe('binColumn', () => {
  it('counts the thresholds below each value', () => {
    fc.assert(
      fc.property(fc.array(number, { maxLength: MAX_THRESHOLDS }), fc.array(single), (unsorted, values) => {
        const thresholds = Float64Array.from(unsorted).sort();
        const column = Float32Array.from(values);
        const bins = new Int8Array(column.length);
        binColumn(createBinner(thresholds), column, 0, column.length, bins, 0, 1);
        const expected = Array.from(column, (value) => LOWEST_BIN + thresholds.filter((t) => t < value).length);
        expect([...bins]).toEqual(expected);
      }),
      { numRuns: 300 }
    );
  });

  it('writes the bins of a part of the column a stride apart', () => {
    const bins = new Int8Array(6);
    binColumn(createBinner(Float64Array.of(0.5, 1.5)), Float32Array.of(9, 0, 1, 2), 1, 3, bins, 1, 2);
    expect([...bins]).toEqual([0, LOWEST_BIN, 0, LOWEST_BIN + 1, 0, LOWEST_BIN + 2]);
  });
});

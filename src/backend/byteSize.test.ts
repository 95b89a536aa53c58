import { byteSize } from './byteSize';

describe('byteSize', () => {
  it('counts each column and each text', () => {
    expect(byteSize({ column: new Float64Array(1000) })).toBeGreaterThan(8000);
    expect(byteSize(['x'.repeat(500), 'y'.repeat(700)])).toBeGreaterThan(1200);
    expect(byteSize({ none: null, left: undefined })).toBeLessThan(100);
  });

  it('takes a long list for as large as what is in it, wherever the large items are', () => {
    const sizes = [10, 1000].flatMap((length) => new Array<string>(5000).fill('x'.repeat(length)));
    const exact = sizes.reduce((sum, text) => sum + 24 + text.length, 32);
    expect(byteSize(sizes) / exact).toBeCloseTo(1, 2);
    expect(byteSize(sizes.toReversed()) / exact).toBeCloseTo(1, 2);
  });

  it('has a size for a list of nothing', () => {
    expect(byteSize([])).toBe(32);
  });
});

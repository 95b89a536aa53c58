import { isSameButUnit, MeasureUnits } from './measureUnits';

describe('MeasureUnits', () => {
  it('knows the unit of each service by what its numbers were read as', () => {
    const units = new MeasureUnits([1]);
    units.add(0, 'cart', 12_500_000, 12.5);
    units.add(0, 'pay', 0.3, 300);
    units.add(0, 'pay', 0, 0);
    units.add(0, 'pay', 7, NaN);
    expect(['cart', 'pay', 'other'].map((service) => units.of(0, service))).toEqual([1e-6, 1000, 1]);
    expect(units.all(0).sort()).toEqual([1, 1000, 1e-6].sort());
    units.add(0, 'pay', 40, 40);
    units.add(0, 'pay', 50, 50);
    expect(units.of(0, 'pay')).toBe(1);
  });
});

describe('isSameButUnit', () => {
  it.each<[number, number, boolean]>([
    [12.5, 12.5, true],
    [12_500_000, 12.5, true],
    [12, 13, false],
    [NaN, NaN, true],
    [NaN, 5, false],
    [0, 0, true],
    [0, 5, false],
  ])('of %d and %d is %s', (a, b, same) => {
    expect(isSameButUnit(a, b)).toBe(same);
  });
});

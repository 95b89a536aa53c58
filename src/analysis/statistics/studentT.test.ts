import { normalOfStudent, studentTail } from './studentT';

describe('studentTail', () => {
  it.each([
    [12.706, 1, 0.025],
    [4.303, 2, 0.025],
    [2.353, 3, 0.05],
    [10.215, 3, 0.001],
    [2.015, 5, 0.05],
    [1.812, 10, 0.05],
    [3.93, 11, 0.0012],
  ])('gives what tables of the distribution have: above %p with %p degrees of freedom', (t, freedom, probability) => {
    expect(studentTail(t, freedom)).toBeCloseTo(probability, 4);
  });

  it('gives a half at 0, and nearly nothing far out', () => {
    expect(studentTail(0, 3)).toBe(0.5);
    expect(studentTail(1e4, 7)).toBeLessThan(1e-12);
    expect(studentTail(Infinity, 7)).toBe(0);
  });
});

describe('normalOfStudent', () => {
  // One in a thousand is 3.09 standard deviations of a normal distribution.
  it.each([
    [5.893, 5],
    [4.144, 10],
    [3.307, 50],
    [3.09, 1e6],
  ])('makes %p with %p degrees of freedom 3.09, which is as rare', (t, freedom) => {
    expect(normalOfStudent(t, freedom)).toBeCloseTo(3.09, 1);
  });

  it('keeps the sign', () => {
    expect(normalOfStudent(-4.144, 10)).toBe(-normalOfStudent(4.144, 10));
    expect(normalOfStudent(0, 10)).toBe(0);
  });
});

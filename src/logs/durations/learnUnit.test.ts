import fc from 'fast-check';
import { learnUnit } from './learnUnit';
import { MS_PER_UNIT } from './units';

const unitOf = (values: number[], prior?: Parameters<typeof learnUnit>[1]) => learnUnit(values, prior)?.unit;

describe('learnUnit', () => {
  it.each([
    ['milliseconds', [12, 45, 80, 2000], 'ms'],
    ['milliseconds with decimals', [3.456, 12.345, 80.1], 'ms'],
    ['nanoseconds: an average of 11 days', [12_500_000, 950_000_000, 2_000_000_000], 'ns'],
    ['nanoseconds of a fast service', [3_000_000, 5_000_000, 8_000_000], 'ns'],
    ['microseconds', [120_345, 95_000, 5_001_000], 'us'],
    ['seconds', [0.004, 0.12, 5.001], 's'],
    ['seconds of a fast service', [0.0004, 0.0012, 0.0009], 's'],
    ['seconds of a fast and a slow response', [0.0123, 1.5], 's'],
    ['jobs of half a minute', [28_000, 31_000, 45_000], 'ms'],
  ])('takes %s for what they are', (_, values, unit) => {
    expect(unitOf(values)).toBe(unit);
  });

  it('says why', () => {
    expect(learnUnit([950_000_000])?.reason).toBe('half of the values are 950,000,000 or more, which is 950 ms');
    expect(learnUnit([0.25])?.reason).toBe('half of the values are 0.25 or more, which is 250 ms');
    expect(learnUnit([2_000_000_000])?.reason).toBe('half of the values are 2,000,000,000 or more, which is 2 s');
  });

  it('learns nothing from nothing', () => {
    expect(learnUnit([])).toBeUndefined();
    expect(learnUnit([0, 0, NaN, Infinity, -1])).toBeUndefined();
  });

  it('keeps to the units that can be, the likeliest first', () => {
    const apache = { units: ['us', 's', 'ms'], longestMs: 3_600_000 } as const;
    expect(unitOf([120_345, 900, 5_001_000], apache)).toBe('us');
    expect(unitOf([1, 1, 2], apache)).toBe('s');
    const tomcat = { units: ['ms', 'us', 's'], longestMs: 3_600_000 } as const;
    expect(unitOf([12, 45, 900], tomcat)).toBe('ms');
    // As milliseconds one of them would take more than an hour.
    expect(unitOf([12_000, 45_000, 5_001_000], tomcat)).toBe('us');
  });

  it('finds the unit by what a service usually takes, whichever it is written in', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 61, max: 400 }), { minLength: 5, maxLength: 50 }),
        fc.constantFrom('ms', 's', 'us', 'ns'),
        (milliseconds, unit) => {
          expect(unitOf(milliseconds.map((value) => value / MS_PER_UNIT[unit]))).toBe(unit);
        }
      )
    );
  });
});

import fc from 'fast-check';
import { RecentMaximum } from './recentMaximum';

describe('RecentMaximum', () => {
  it('is the largest of the values since a time', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(20), { maxLength: 100 }), fc.integer({ min: 1, max: 10 }), (values, width) => {
        const recent = new RecentMaximum(10);
        values.forEach((value, time) => {
          const before = values.slice(Math.max(0, time - width), time);
          expect(recent.since(time - width)).toBe(before.reduce((most, one) => Math.max(most, one), 0));
          recent.add(time, value);
        });
      })
    );
  });
});

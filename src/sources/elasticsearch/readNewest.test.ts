import fc from 'fast-check';
import { spansOf } from './readNewest';

it('cuts a range into spans without gaps, the newest first', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 10_000_000 }), fc.nat(100_000_000), (length, total) => {
      const spans = spansOf({ fromMs: 1000, toMs: 1000 + length }, total).reverse();
      expect(spans[0].fromMs).toBe(1000);
      expect(spans.at(-1)?.toMs).toBe(1000 + length);
      spans.forEach(({ fromMs, toMs }, i) => {
        expect(toMs).toBeGreaterThan(fromMs);
        expect(fromMs).toBe(spans[i - 1]?.toMs ?? 1000);
      });
    })
  );
});

it('cuts no more than there is to read', () => {
  expect(spansOf({ fromMs: 0, toMs: 3_600_000 }, 9_999)).toHaveLength(1);
  expect(spansOf({ fromMs: 0, toMs: 3_600_000 }, 30_000_000)).toHaveLength(256);
});

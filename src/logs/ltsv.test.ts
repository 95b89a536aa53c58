import { forEachLabel, isLtsv } from './ltsv';

describe('LTSV', () => {
  it('is labels and values between tabs', () => {
    expect(isLtsv('time:2024-11-03T10:00:00Z\tlevel:error\tmsg:no stock')).toBe(true);
    expect(isLtsv('host:-\treq:GET / HTTP/1.1')).toBe(true);
  });

  it.each([
    'level:error',
    '10:00:00\tmain:42\tstarted',
    'INFO: added\tmore: words',
    '2024-11-03T10:00:00Z\tinfo\tcart.go:42\tadded',
    'cart.go:42\tadded',
    'a b:c\td:e',
  ])('is not %j', (line) => {
    expect(isLtsv(line)).toBe(false);
  });

  it('gives each value by its label, with colons in it, and none for a dash', () => {
    const pairs: string[][] = [];
    forEachLabel('time:10:00:00\tua:-\tbroken\turi:/a', (label, value) => pairs.push([label, value]));
    expect(pairs).toEqual([
      ['time', '10:00:00'],
      ['ua', ''],
      ['uri', '/a'],
    ]);
  });
});

import fc from 'fast-check';
import { wrap } from './wrap';

describe('a wrapped line', () => {
  it('is left as it is where it fits', () => {
    expect(wrap('    Evidence: 41% errors', 30)).toEqual(['    Evidence: 41% errors']);
  });

  it('is broken between words, and hangs', () => {
    expect(wrap('  Because: response time 8,543 ms, normally 180 ms', 30)).toEqual([
      '  Because: response time 8,543',
      '      ms, normally 180 ms',
    ]);
  });

  it('leaves a word whole that is longer than a line', () => {
    expect(wrap(`  at ${'x'.repeat(40)} again`, 20)).toEqual(['  at', `      ${'x'.repeat(40)}`, '      again']);
  });

  it('keeps every word, in order, in lines no longer than asked where words allow it', () => {
    const words = fc.array(fc.string({ unit: fc.constantFrom('a', 'b', '.'), minLength: 1, maxLength: 12 }));
    fc.assert(
      fc.property(words, (all) => {
        const lines = wrap(`   ${all.join(' ')}`, 30);
        expect(lines.join(' ').split(' ').filter(Boolean)).toEqual(all);
        expect(lines.every((line) => line.length <= 30)).toBe(true);
      })
    );
  });
});

import fc from 'fast-check';
import { SettingsError } from '../errors';
import { compilePattern } from './textPattern';

describe('compilePattern', () => {
  it('gives the text of each named group', () => {
    const match = compilePattern('^(?P<level>[A-Z]+) <(?P<service>\\w+)> (?P<message>.*) in (?P<responseTime>\\d+)$');
    expect(match('WARN <cart> slow in 250')).toEqual({
      level: 'WARN',
      service: 'cart',
      message: 'slow',
      responseTime: '250',
    });
    expect(match('something else')).toBeUndefined();
  });

  it('takes the syntax of other languages for named groups too', () => {
    expect(compilePattern('(?<level>\\w+):')('error: no')).toEqual({ level: 'error' });
  });

  it('names a pattern that is none', () => {
    expect(() => compilePattern('(?P<level>[A-Z+')).toThrow(SettingsError);
    expect(() => compilePattern('(?P<level>[A-Z+')).toThrow(/\(\?P<level>\[A-Z\+/);
  });

  it('refuses a pattern without a group that means something', () => {
    expect(() => compilePattern('(\\w+) (?P<colour>\\w+)')).toThrow(/no named group that is used.*responseTime/);
  });
});

describe('any pattern that the settings may hold', () => {
  const parts = fc.constantFrom(
    ...[
      '[',
      ']',
      '[^',
      '[:',
      ':]',
      '[[:alpha:]]',
      '\\[',
      '\\',
      '\\Q',
      '\\E',
      '\\p',
      '{',
      '}',
      '{2}',
      '{,',
      '(',
      ')',
      '|',
      '?',
      '*',
      '+',
    ],
    ...['(?P<level>', '(?P<service>', '(?i)', '(?:', '^', '$', '.', ' ', 'a', '-', '\u{1f600}']
  );
  const text = fc.array(fc.oneof(parts, fc.string({ maxLength: 2 })), { maxLength: 12 }).map((some) => some.join(''));

  it('is matched, or is an error of the settings', () => {
    fc.assert(
      fc.property(text, text, (pattern, line) => {
        for (const one of [pattern, `(?P<service>${pattern})`]) {
          try {
            const found = compilePattern(one)(line);
            Object.values(found ?? {}).forEach((value) => expect(line).toContain(value));
          } catch (error) {
            expect(error).toBeInstanceOf(SettingsError);
          }
        }
      }),
      { numRuns: 2000 }
    );
  });

  it.each(['(?P<service>[^\\[: ]+)', '(?P<service>[^[: ]+)', '(?P<service>[\\[:x]+)', '(?P<service>[[:alpha:]]+)'])(
    'may have a class of brackets and colons: %s',
    (pattern) => {
      expect(compilePattern(pattern)('cart[7]: done')?.service).toBeDefined();
    }
  );

  it('finds what the class says', () => {
    expect(compilePattern('(?P<service>[^\\[: ]+)')('cart[7]: done')).toEqual({ service: 'cart' });
  });
});

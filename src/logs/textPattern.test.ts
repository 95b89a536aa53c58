import { SettingsError } from '../errors';
import { compilePattern, requiredLiteral } from './textPattern';

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

describe('requiredLiteral', () => {
  it.each([
    ['^(?P<level>\\w+) took (?P<responseTime>\\d+) ms$', ' took '],
    ['\\[(?P<level>\\w+)\\] end', '] end'],
    ['abc?d+e*', 'ab'],
    ['a{2}bc', 'bc'],
    ['(abc)?', ''],
    ['abc|def', ''],
    ['(?i)abc', ''],
    ['[abc]', ''],
    ['\\pLetter', ''],
  ])('of %s is %j', (pattern, literal) => {
    expect(requiredLiteral(pattern)).toBe(literal);
  });
});

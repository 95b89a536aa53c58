import fc from 'fast-check';
import { RE2JS } from 're2js';
import { foldCase, requiredLiterals } from './requiredLiterals';

describe('requiredLiterals', () => {
  it.each([
    ['Out of memory.*killed process', ['killed process']],
    ['Connection timed out.*\\d+ms', ['Connection timed out']],
    ['disk full|no space left', ['disk full', 'no space left']],
    ['colou?r of (red|blue) wall', ['r of ']],
    ['a+bc{2,3}def', ['def']],
    ['\\[ERROR\\] \\w+', ['[ERROR] ']],
    ['[^]x]literal[[:alpha:]]', ['literal']],
  ])('gives what every match of %s must hold', (pattern, literals) => {
    expect(requiredLiterals(pattern)).toEqual({ literals, ignoresCase: false });
  });

  it('gives lower case where case is ignored', () => {
    expect(requiredLiterals('(?i)OOM Killer')).toEqual({ literals: ['oom killer'], ignoresCase: true });
  });

  it.each(['\\d+', '.*', 'x|error', '(?i:error)', 'a(?i)bcd', '\\Qa.b\\E', '\\x41bc', '', 'a'])(
    'gives nothing for %j',
    (pattern) => {
      expect(requiredLiterals(pattern)).toBeUndefined();
    }
  );

  it('never hides a match', () => {
    const piece = fc.constantFrom(
      'ab',
      'a',
      'B',
      's',
      '.',
      '.*',
      'a+',
      'b?',
      '(ab|b)',
      '[ab]',
      '\\d',
      '|',
      '^',
      '$',
      'a{0,2}',
      '\\.'
    );
    const pattern = fc
      .tuple(fc.constantFrom('', '(?i)'), fc.array(piece, { maxLength: 6 }))
      .map(([flags, parts]) => flags + parts.join(''));
    const text = fc.string({ unit: fc.constantFrom(...'abABsS\u017f.1 '), maxLength: 12 });
    fc.assert(
      fc.property(pattern, text, (expression, searched) => {
        const required = compiles(expression) ? requiredLiterals(expression) : undefined;
        if (required && RE2JS.compile(expression).test(searched)) {
          const within = required.ignoresCase ? foldCase(searched) : searched;
          expect(required.literals.some((literal) => within.includes(literal))).toBe(true);
        }
      }),
      { numRuns: 2000 }
    );
  });
});

function compiles(pattern: string): boolean {
  try {
    RE2JS.compile(pattern);
    return true;
  } catch {
    return false;
  }
}

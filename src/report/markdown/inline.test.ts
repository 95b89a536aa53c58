import fc from 'fast-check';
import { code, inline } from './inline';

/** What is left of a line of Markdown without its code. */
const outsideOfCode = (line: string) => line.replace(/(?<!`)(`+)(?!`).*?(?<!`)\1(?!`)/g, '');

describe('a sentence within Markdown', () => {
  it.each([
    ['database: 85% errors (115 of 135 logs), usually 1%', 'database: 85% errors (115 of 135 logs), usually 1%'],
    ['Account user_1604 locked', 'Account `user_1604` locked'],
    ['<img src=x onerror=alert(1)> here', '`<img` src=x `onerror=alert(1)>` here'],
    ['ask @ops about #12, GH-7', 'ask `@ops` about `#12, GH-7`'],
    ['see https://example.com or www.example.com', 'see `https://example.com` or `www.example.com`'],
    ['**bold** [link](x) ~~gone~~ a|b &amp; \\n', '`**bold** [link](x) ~~gone~~ a|b &amp; \\n`'],
    ['a `tick` b', 'a `` `tick` `` b'],
    ['a\n# Title', '`a\\x0a#` Title'],
  ])('of %j is %j', (text, expected) => {
    expect(inline(text)).toBe(expected);
  });

  it('shows what cannot be seen', () => {
    expect(inline('ok\u{e0041}\u200b\x1b[31m')).toBe('`ok\\u{e0041}\\u200b\\x1b[31m`');
  });

  it('of any text has nothing outside of code that Markdown acts on', () => {
    const acting = fc.constantFrom(...'`*_[]<>|~&#@!\\ $ab1\n');
    const any = fc.string({ unit: 'binary', minLength: 1, maxLength: 1 });
    const text = fc.string({ unit: fc.oneof(acting, any) });
    fc.assert(
      fc.property(text, (some) => {
        expect(outsideOfCode(inline(some))).toMatch(
          /^[^\p{C}\p{Z}`*_[\]<>|~&#@\\$]*(?: [^\p{C}\p{Z}`*_[\]<>|~&#@\\$]*)*$/u
        );
      }),
      { numRuns: 500 }
    );
  });
});

describe('a line of a log as code', () => {
  it.each([
    ['SELECT * FROM a', '`SELECT * FROM a`'],
    ['a ``` b', '````a ``` b````'],
    ['`', '`` ` ``'],
    ['', '` `'],
    ['\r\n\x07', '`\\x0d\\x0a\\x07`'],
  ])('of %j is %j', (text, expected) => {
    expect(code(text)).toBe(expected);
  });

  it('is cut where it is long, and says so', () => {
    expect(code('😀'.repeat(300), 5)).toBe(`\`${'😀'.repeat(5)}…\``);
  });
});

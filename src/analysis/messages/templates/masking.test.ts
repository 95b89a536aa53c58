import fc from 'fast-check';
import { shapeKey, shapeOf, templateText } from './shape';
import { textColumn } from '../../../logs/textColumn';
import { numberRoughly } from '../numberMessages';
import { Tokenizer } from './tokenizer';

function mask(line: string): string {
  const tokenizer = new Tokenizer();
  tokenizer.read(line);
  return templateText(shapeOf(tokenizer, 0, 0), line);
}

describe('masking', () => {
  it.each([
    ['numbers', 'took 12 tries, then 3.5e-7 of -5 and 99%', 'took <*> tries, then <*> of <*> and <*>'],
    ['hexadecimal numbers', 'fault at 0x7fed806eb5d in deadbeef', 'fault at <*> in <*>'],
    ['UUIDs', 'instance 6f5902ac-237c-4b2f-8a86-fb2dd7c9d1aa gone', 'instance <*> gone'],
    ['addresses', 'from 10.11.10.1 to 10.0.0.7:8080', 'from <*> to <*>'],
    ['IPv6 addresses', 'peer fe80::c6b3:1ff:fecd:467f left', 'peer <*> left'],
    ['hardware addresses', 'BSSID changed to f8:4f:57:3b:ea:b2', 'BSSID changed to <*>'],
    ['hosts with ports', 'proxy.example.org:5070 close', '<*> close'],
    ['times', 'since 12:30:45.123 until 2026-01-12T00:00:00Z', 'since <*> until <*>'],
    ['dates with names', 'at Wed Jun 22 13:16:30 2005 (UTC)', 'at <*> (UTC)'],
    ['paths', 'no /var/log/app.log at C:\\Windows\\x.dll or ../up/there.', 'no <*> at <*> or <*>.'],
    ['URLs', 'GET https://example.org/a?b=1&c=2 failed', 'GET <*> failed'],
    ['e-mail addresses', 'sent to ann.lee@example.org.', 'sent to <*>.'],
    ['amounts with units', 'size 4.5 KB, free 366.3 MB in 12 ms', 'size <*>, free <*> in <*>'],
    ['bounds', 'lifetime <1 sec', 'lifetime <*>'],
    ['truth values', 'bounce true, old null', 'bounce <*>, old <*>'],
    ['what a key is set to', 'user=root tty= cmp=Info{a.b/.C}', 'user=<*> tty= cmp=<*>'],
    ['lists of values', 'delete blk_-9016 blk_8695, blk_71', 'delete <*>'],
    ['ids with a name before', 'node-246: ORD-198466 of session:b337ff', 'node-<*>: ORD-<*> of session:<*>'],
    ['ids of letters behind a name', 'client-fdeb and client-98c4', 'client-<*> and client-<*>'],
    ['names with several parts', 'http-nio-8080-exec-12 busy', '<*> busy'],
  ])('masks %s', (_, line, masked) => {
    expect(mask(line)).toBe(masked);
  });

  it.each([
    'jk2_init() via eth0, log4j, ssh2 and L3',
    'com.apple.CDScheduler: power/control problem',
    'status: READ-ONLY; face-to-face, live-feed',
    'program interrupt: illegal instruction......!',
    '{"a": ["b", \'c\']} <ok> **** (none)',
    '',
  ])('leaves words alone: %j', (line) => {
    expect(mask(line)).toBe(line);
  });

  it('takes the spaces between words for one', () => {
    expect(mask('  a \t b\nc  ')).toBe('a b c');
  });

  it('takes what is beyond a very long line for one value', () => {
    expect(mask(`begin ${'a, '.repeat(5000)}`)).toMatch(/^begin (a, )+a,? <\*>$/);
    expect(mask('x:'.repeat(100_000))).toMatch(/<\*>$/);
  });

  const value = fc.oneof(
    fc.integer().map(String),
    fc.uuid(),
    fc.ipV4(),
    fc.nat().map((n) => `0x${n.toString(16)}`),
    fc.nat().map((n) => `user_${n + 10}`)
  );
  const word = fc.constantFrom(
    'Connection',
    'to',
    'closed:',
    'failed,',
    '(retry)',
    'eth0',
    'read-only',
    "can't",
    '[main]'
  );
  const line = fc.array(fc.oneof(word, value), { minLength: 1, maxLength: 12 }).map((parts) => parts.join(' '));

  it('leaves a template as it is', () => {
    fc.assert(fc.property(line, (text) => expect(mask(mask(text))).toBe(mask(text))));
  });

  it('never throws, whatever the line', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (text) => typeof mask(text) === 'string'));
  });

  it('masks lines with the same rough key in the same way', () => {
    const shapeKeyOf = (text: string) => {
      const tokenizer = new Tokenizer();
      tokenizer.read(text);
      return shapeKey(tokenizer.hash, tokenizer.count);
    };
    const characters = fc.constantFrom(...'aZf_09-.:/ =({<>)%"@~+,é');
    const part = fc.string({ unit: characters, maxLength: 12 });
    // The same line with other digits, and as many more of them.
    const changed = (text: string) => text.replace(/\d\d+/g, (digits) => `${digits.replace(/\d/g, '7')}3`);
    fc.assert(
      fc.property(fc.array(part, { maxLength: 8 }), (parts) => {
        const text = parts.join(' ');
        const [number, other] = numberRoughly(textColumn([text, changed(text)])).ofText;
        expect(other).toBe(number);
        expect(shapeKeyOf(changed(text))).toBe(shapeKeyOf(text));
      }),
      { numRuns: 2000 }
    );
  });
});

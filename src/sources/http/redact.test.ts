import fc from 'fast-check';
import { redact } from './redact';

const hexOf = (text: string) => Buffer.from(text).toString('hex');
const pairs = (text: string, mark: string) => hexOf(text).replace(/../g, (pair) => mark + pair);
const inJson = (text: string) => JSON.stringify(text).slice(1, -1);
const codesOf = (text: string, mark: (code: number) => string) =>
  Array.from({ length: text.length }, (_, i) => mark(text.charCodeAt(i))).join('');

/** How what was sent may come back. */
const WAYS: Readonly<Record<string, (text: string) => string>> = {
  'as it is': (text) => text,
  'in capitals': (text) => text.replace(/[a-z]/g, (letter) => letter.toUpperCase()),
  'in small letters': (text) => text.replace(/[A-Z]/g, (letter) => letter.toLowerCase()),
  'in a URL': encodeURIComponent,
  'in a URL, in small letters': (text) => encodeURIComponent(text).replace(/%../g, (pair) => pair.toLowerCase()),
  'in a URL, every byte': (text) => pairs(text, '%'),
  'in a form': (text) => new URLSearchParams({ a: text }).toString().slice(2),
  'in JSON': inJson,
  'in JSON, every character': (text) => codesOf(text, (code) => `\\u${code.toString(16).padStart(4, '0')}`),
  'in JSON in JSON': (text) => inJson(inJson(text)),
  'in a URL in JSON': (text) => inJson(encodeURIComponent(text)),
  'in JSON in a URL': (text) => encodeURIComponent(inJson(text)),
  'in JSON of Go': (text) => inJson(text).replace(/[<>&]/g, (sign) => `\\u00${sign.charCodeAt(0).toString(16)}`),
  'in HTML': (text) =>
    text
      .replace(/&/g, '&amp;')
      .replace(/</g, '&lt;')
      .replace(/>/g, '&gt;')
      .replace(/"/g, '&#34;')
      .replace(/'/g, '&#x27;'),
  'in base64': (text) => Buffer.from(text).toString('base64'),
  'in base64 of URLs': (text) => Buffer.from(text).toString('base64url'),
  'in base64 in a URL': (text) => encodeURIComponent(Buffer.from(text).toString('base64')),
  'in base64 in capitals': (text) => Buffer.from(text).toString('base64').toUpperCase(),
  'in hexadecimal': hexOf,
  'in bytes of a program': (text) => pairs(text, '\\x'),
};

const anySecret = fc
  .string({
    unit: fc.oneof(
      fc.string({ unit: 'grapheme', minLength: 1, maxLength: 1 }),
      fc.constantFrom('"', '\\', '&', '+', '/', 'é')
    ),
    minLength: 16,
    maxLength: 40,
  })
  .filter((text) => !text.includes('*') && !/\p{Surrogate}/u.test(text));

/** A character may be written as this many. */
const LONGEST = 18;

/** Expects that of what came back no longer part is left than one character at each end. */
function expectHidden(shown: string, left: string): void {
  const most = LONGEST + 1;
  const parts = Array.from({ length: Math.max(0, shown.length - most + 1) }, (_, from) =>
    shown.slice(from, from + most)
  );
  expect(parts.filter((part) => left.includes(part))).toEqual([]);
}

describe.each(Object.entries(WAYS))('a secret that comes back %s', (_, write) => {
  it('is hidden, whatever is around it', () => {
    fc.assert(
      fc.property(anySecret, fc.string({ maxLength: 20 }), fc.string({ maxLength: 20 }), (secret, before, after) => {
        const shown = write(secret);
        const text = `${before} ${shown} ${after}`;
        const left = redact(text, [secret]);
        expectHidden(shown, left);
        expect(left.length).toBeLessThan(text.length);
      }),
      { numRuns: 50, seed: 11 }
    );
  });
});

describe('a part of a secret', () => {
  const SECRET = 'glc_7Kd93hTzQ0aLxm52';

  it.each([
    ['its beginning', SECRET.slice(0, 8), '***'],
    ['its end', SECRET.slice(-12), '***'],
    ['its middle', SECRET.slice(3, 17), '***'],
    ['both ends', `${SECRET.slice(0, 9)}...${SECRET.slice(-12)}`, '***...***'],
    ['all, with something around it', `<${SECRET}>`, '<***>'],
  ])('is hidden: %s', (_, shown, left) => {
    expect(redact(`said ${shown} twice`, [SECRET])).toBe(`said ${left} twice`);
  });

  it('is hidden in base64 behind what else was written with it', () => {
    for (const before of ['', 'a', 'ab', 'ann:', 'Bearer ']) {
      const shown = Buffer.from(`${before}${SECRET}!`).toString('base64');
      const left = redact(`said ${shown} twice`, [SECRET]);
      expect(left).toMatch(/^said \S{0,12}\*{3}\S{0,6} twice$/);
    }
  });

  it('is no word of a language', () => {
    expect(redact('a horse, a battery', ['correct horse battery staple'])).toBe('a horse, a battery');
  });
});

it('hides short secrets, too, as they are and escaped', () => {
  expect(redact('a pä"s b p%C3%A4%22s c P\\u00e4\\"s', ['pä"s'])).toBe('a *** b *** c ***');
});

it('looks through as much as is shown, in time that grows with the text', () => {
  expect(redact(`${'%25'.repeat(1e6)}`, ['secret-of-mine']).length).toBeLessThan(30_000);
});

describe('what looks like a secret', () => {
  it.each([
    ['Authorization: Bearer abcdefgh12345', 'Authorization: ***'],
    ['got Basic YW5uOnNlY3JldA==', 'got Basic ***'],
    ['http://ann:secret@host/x', 'http://***@host/x'],
    ['dial postgres://u:p@db?db=x', 'dial postgres://***@db?db=x'],
    ['{"password":"hunter2","a":1}', '{"password":"***","a":1}'],
    ['api_key=abc&x=1', 'api_key=***&x=1'],
    ['key glsa_abcdefgh1234_x', 'key ***'],
    ['eyJhbGciOiJI.eyJzdWIi.x-y', '***'],
    ['-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----', '***'],
  ])('%s', (text, shown) => {
    expect(redact(text, [])).toBe(shown);
  });

  it.each([
    'parse error at line 1, col 1: syntax error: unexpected IDENTIFIER',
    'unexpected token: the end of the query',
    'It refuses the login: check the user and password, or whether the token has expired.',
    'A header for Loki (custom, token or tenant) holds a character that HTTP does not allow.',
    'It needs basic authentication of users',
  ])('leaves as it is what only speaks of secrets: %s', (text) => {
    expect(redact(text, [])).toBe(text);
  });
});

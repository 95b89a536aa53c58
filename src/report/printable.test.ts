import fc from 'fast-check';
import { printable, printableJson } from './printable';

describe('printable', () => {
  it('shows what would act on a terminal', () => {
    expect(printable('\x1b[31mred\x1b[0m\r\u0007\x9b2J\u202e')).toBe('\\x1b[31mred\\x1b[0m\\x0d\\x07\\x9b2J\\u202e');
  });

  it('leaves texts of any language and tabs as they are', () => {
    expect(printable('a\tKöln 東京 😀')).toBe('a\tKöln 東京 😀');
  });

  it('leaves no character of any text that acts', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(printable(text)).toMatch(/^(?:\t|[^\p{Cc}\p{Bidi_Control}\u2028\u2029])*$/u);
      })
    );
  });
});

describe('printableJson', () => {
  it('means the same, without a character that acts', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const json = printableJson(JSON.stringify({ [text]: text }));
        expect(json).toMatch(/^[^\p{Cc}\p{Bidi_Control}\u2028\u2029]*$/u);
        expect(JSON.parse(json)).toEqual({ [text]: text });
      })
    );
  });
});

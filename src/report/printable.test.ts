import fc from 'fast-check';
import { printable, printableJson, visible } from './printable';

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

describe('visible', () => {
  it('shows what cannot be seen, too', () => {
    expect(visible('a\tb\u200bc\u{e0041}\u00ad\n')).toBe('a b\\u200bc\\u{e0041}\\xad\\x0a');
  });

  it('leaves nothing of any text that acts or cannot be seen', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(visible(text)).toMatch(/^[^\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]*$/u);
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

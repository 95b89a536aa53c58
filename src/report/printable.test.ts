import { printable } from './printable';

describe('printable', () => {
  it('shows what would act on a terminal', () => {
    expect(printable('\x1b[31mred\x1b[0m\r\u0007\x9b2J\u202e')).toBe('\\x1b[31mred\\x1b[0m\\x0d\\x07\\x9b2J\\u202e');
  });

  it('leaves texts of any language and tabs as they are', () => {
    expect(printable('a\tKöln 東京 😀')).toBe('a\tKöln 東京 😀');
  });
});

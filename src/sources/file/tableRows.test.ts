import { withDoubledQuotes } from './tableRows';

describe('withDoubledQuotes', () => {
  it('leaves the bytes of the file as they are: it may turn out to be text', () => {
    const bytes = Buffer.from(String.raw`a,"b \"c\" d"`);
    expect(Buffer.from(withDoubledQuotes(bytes)).toString()).toBe('a,"b ""c"" d"');
    expect(bytes.toString()).toBe(String.raw`a,"b \"c\" d"`);
  });
});

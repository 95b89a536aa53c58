import fc from 'fast-check';
import { forEachPair, isLogfmt } from './logfmt';

function pairsOf(line: string): Array<[string, string]> {
  const pairs: Array<[string, string]> = [];
  forEachPair(line, (key, value) => pairs.push([key, value]));
  return pairs;
}

describe('forEachPair', () => {
  it('reads plain, quoted, empty and bare', () => {
    expect(pairsOf('a=1 msg="two words" empty= bare  z="say \\"hi\\"\\n"')).toEqual([
      ['a', '1'],
      ['msg', 'two words'],
      ['empty', ''],
      ['bare', ''],
      ['z', 'say "hi"\n'],
    ]);
  });

  it('takes a value whose quote is never closed to the end of the line', () => {
    expect(pairsOf('a="cut off')).toEqual([['a', 'cut off']]);
  });

  it('takes = within a value as it stands', () => {
    expect(pairsOf('url=/x?a=b q=1')).toEqual([
      ['url', '/x?a=b'],
      ['q', '1'],
    ]);
  });

  it('gives back any values that were written with quotes', () => {
    const key = fc.stringMatching(/^[a-z_][a-z0-9_.]{0,8}$/);
    fc.assert(
      fc.property(fc.array(fc.tuple(key, fc.string()), { maxLength: 8 }), (pairs) => {
        const line = pairs.map(([name, value]) => `${name}=${JSON.stringify(value)}`).join(' ');
        expect(pairsOf(line)).toEqual(pairs);
      })
    );
  });
});

describe('isLogfmt', () => {
  it.each(['level=info msg=x', 'ts=1 a=b', '@timestamp=1 x=y', 'http.status=200'])('is true for %s', (line) => {
    expect(isLogfmt(line)).toBe(true);
  });
  it.each(['', 'hello a=b', '2024-01-01 level=info', '=x', 'a==b', '{"a":"b=c"}', 'x'.repeat(100) + '=1'])(
    'is false for %s',
    (line) => {
      expect(isLogfmt(line)).toBe(false);
    }
  );
});

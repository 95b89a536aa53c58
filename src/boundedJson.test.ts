import fc from 'fast-check';
import { JsonBoundsError, parseJson, requireBounds } from './boundedJson';

const repeated = (text: string, characters: number) => text.repeat(Math.ceil(characters / text.length));
const list = (value: string, characters: number) => `[${repeated(`${value},`, characters)}0]`;

/** The bound that a text is beyond. */
function boundOf(text: string): string | undefined {
  try {
    parseJson(text);
    return undefined;
  } catch (error) {
    if (!(error instanceof JsonBoundsError)) {
      throw error;
    }
    return error.bound;
  }
}

describe('JSON that takes more than its length is worth', () => {
  it.each([
    ['lists that never end', repeated('[', 5e6)],
    ['lists in lists', '['.repeat(1001) + ']'.repeat(1001)],
    ['objects in objects', `${'{"a":'.repeat(1001)}1${'}'.repeat(1001)}`],
    ['objects in lists', `${'[{"a":'.repeat(501)}1${'}]'.repeat(501)}`],
    ['lists behind white space', ` \n${repeated('[ ', 5000)}`],
  ])('is refused for its depth: %s', (_, text) => {
    expect(boundOf(text)).toBe('depth');
  });

  it.each([
    ['empty lists', list('[]', 12e6)],
    ['empty objects', list('{}', 12e6)],
    ['numbers as keys, each of which makes a list', list('{"999":0}', 500e3)],
    ['numbers as keys, spaced', list('{ "999" : 0 }', 500e3)],
    [
      'keys of which no two are the same',
      `{${Array.from({ length: 1e6 }, (_, i) => `"${i.toString(36)}x":0`).join()}}`,
    ],
    ['short texts', list('"abc"', 25e6)],
    ['numbers', list('0', 25e6)],
    ['small objects, one behind the other', repeated('{"999":0}\n', 500e3)],
  ])('is refused for its memory: %s', (_, text) => {
    expect(boundOf(text)).toBe('memory');
  });
});

describe('JSON as logs and stores have it', () => {
  it('is what JSON.parse gives', () => {
    fc.assert(
      fc.property(fc.json({ maxDepth: 6 }), fc.integer({ min: 0, max: 1500 }), (json, spaces) => {
        const text = `${' '.repeat(spaces)}${json}`;
        expect(parseJson(text)).toEqual(JSON.parse(text));
      }),
      { seed: 11 }
    );
  });

  it.each([
    ['lists of a thousand levels', '['.repeat(1000) + ']'.repeat(1000)],
    ['brackets in texts', JSON.stringify([repeated('[{"', 100_000), repeated('\\"[', 100_000), '\\'])],
    ['many lists side by side', list('[0]', 1e6)],
    [
      'a page of lines',
      list(JSON.stringify(['1700000000000000000', JSON.stringify({ status: { '999': 'x'.repeat(200) } })]), 20e6),
    ],
    ['counts by status', list('{"time":1700000000,"200":5,"404":1,"503":2}', 400e3)],
  ])('is read: %s', (_, text) => {
    expect(() => requireBounds(text)).not.toThrow();
    expect(parseJson(text)).toEqual(JSON.parse(text));
  });

  it.each(['', '{', '"', '[1,', `{"a":"${repeated('x', 40_000)}`, `${repeated('[],', 40_000)}`])(
    'that is broken is no JSON: %#',
    (text) => {
      expect(() => parseJson(text)).toThrow(SyntaxError);
    }
  );
});

import fc from 'fast-check';
import { pooledColumn, textColumn, utf8Column } from '../../logs/textColumn';
import { TextPool } from '../../logs/textPool';
import { numberByShape, numberRoughly } from './numberMessages';

const shapesOf = (...texts: string[]) => [...numberByShape(textColumn(texts)).ofText];
const roughlyOf = (...texts: string[]) => [...numberRoughly(textColumn(texts)).ofText];

/** The same texts as bytes. */
function bytesOf(texts: readonly string[]) {
  const parts = texts.map((text) => Buffer.from(text));
  const offsets = new Uint32Array(parts.length + 1);
  parts.forEach((part, i) => (offsets[i + 1] = offsets[i] + part.length));
  return utf8Column({ bytes: Buffer.concat(parts), offsets });
}

describe('numbers by shape', () => {
  it('are the same whatever numbers and ids a message has', () => {
    expect(
      shapesOf(
        'User 17 logged in from 10.0.0.3',
        'User 4711 logged in from 192.168.1.77',
        'TraceID: 6f3cbf058c27 query',
        'TraceID: b017403c40b9 query'
      )
    ).toEqual([0, 0, 1, 1]);
  });

  it('differ for different words', () => {
    expect(shapesOf('User 17 logged in', 'User 17 logged out')).toEqual([0, 1]);
  });

  it('keep the place in the source that # glues to a name', () => {
    expect(shapesOf('RouteController#47 query', 'RouteController#53 query')).toEqual([0, 1]);
    expect(shapesOf('order #47 sent', 'order #53 sent')).toEqual([0, 0]);
  });

  it('look at how a message begins, and at nothing in an empty one', () => {
    const head = 'one two three four five six seven eight nine ten eleven twelve';
    expect(shapesOf(`${head} Shanghai`, `${head} Beijing`)).toEqual([0, 0]);
    expect(shapesOf('', '...')).toEqual([0, 0]);
  });
});

describe('rough numbers', () => {
  it('are the same where only parts with two digits or more differ', () => {
    expect(roughlyOf('took 17 ms', 'took 4711 ms', 'took 5 ms', 'gave 17 ms')).toEqual([0, 0, 1, 2]);
    expect(roughlyOf('id a17b', 'id b4711b', 'id 17', 'id 17x')).toEqual([0, 0, 1, 2]);
  });
});

describe('texts', () => {
  it('have the same numbers as strings and as bytes', () => {
    const text = fc.string({ unit: fc.constantFrom(...'aZ_09-.:/ =#("é日'), maxLength: 20 });
    fc.assert(
      fc.property(fc.array(text), (texts) => {
        expect(numberRoughly(bytesOf(texts))).toEqual(numberRoughly(textColumn(texts)));
        expect(numberByShape(bytesOf(texts))).toEqual(numberByShape(textColumn(texts)));
      })
    );
  });

  it('have the same numbers where some are known from before', () => {
    const text = fc.string({ unit: fc.constantFrom(...'aZ_09-.:/ =#("é日'), maxLength: 8 });
    fc.assert(
      fc.property(fc.array(fc.uniqueArray(text)), (slides) => {
        const pool = new TextPool();
        for (const texts of slides) {
          const pooled = pooledColumn({ pool, numbers: Uint32Array.from(texts, (one) => pool.numberOf(one)) });
          expect(numberRoughly(pooled)).toEqual(numberRoughly(textColumn(texts)));
          expect(numberByShape(pooled)).toEqual(numberByShape(textColumn(texts)));
        }
      })
    );
  });

  it('may be many, and longer than what is looked at at once', () => {
    const words = ['alpha', 'beta', 'gamma', 'delta', 'epsilon'];
    const many = Array.from({ length: 50_000 }, (_, i) => `message ${words[i % 5]} ${10 + i}`);
    const long = [`${'x'.repeat(3_000_000)} tail`, `${'y'.repeat(20_000)} é`, 'short'];
    const expected = Int32Array.from([...many.map((_, i) => i % 5), 5, 6, 7]);
    for (const texts of [textColumn([...many, ...long]), bytesOf([...many, ...long])]) {
      expect(numberRoughly(texts)).toEqual({ ofText: expected, count: 8 });
    }
  });
});

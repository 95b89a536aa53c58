import fc from 'fast-check';
import { CsvChunks } from './csvChunks';

const COMMA = 44;

/** All cells of a CSV without a header, each through a dictionary of its column. */
function readBack(text: string, columns: number): string[][] {
  const chunks = new CsvChunks(Buffer.from(text), COMMA, columns, 0);
  const dictionaries = Array.from({ length: columns }, () => chunks.createDictionary());
  const rows: string[][] = [];
  while (chunks.advance()) {
    const codes = dictionaries.map((dictionary, column) => chunks.codes(column, dictionary).slice());
    for (let row = 0; row < chunks.rows; row++) {
      rows.push(dictionaries.map((dictionary, column) => chunks.textOf(dictionary, codes[column][row])));
    }
  }
  return rows;
}

const quoted = (cell: string) => `"${cell.replaceAll('"', '""')}"`;

describe('the cells of CSV', () => {
  const cell = fc.string({ unit: fc.constantFrom('a', 'bc', '"', ',', '\n', '\r', ' ', 'ä', '日', '0123456') });

  it('are what was written, whatever is in their quotes', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(cell, cell, cell), { minLength: 1 }),
        fc.constantFrom('\n', '\r\n'),
        (rows, end) => {
          const text = rows.map((cells) => cells.map(quoted).join(',')).join(end);
          expect(readBack(text, 3)).toEqual(rows);
        }
      )
    );
  });

  it('may be without quotes where they hold none, nor separators', () => {
    const plain = cell.filter((text) => !/["\n\r,]/.test(text) && text !== '');
    fc.assert(
      fc.property(fc.array(fc.tuple(plain, plain), { minLength: 1 }), (rows) => {
        expect(readBack(`${rows.map((cells) => cells.join(',')).join('\n')}\n`, 2)).toEqual(rows);
      })
    );
  });

  it('may be longer than a chunk, and lie across several', () => {
    const long = (character: string) => character.repeat(700_000);
    const rows = [
      ['1', `${long('x')},"${long('y')}`],
      ['2', 'short'],
      ['3', long('z')],
      ...Array.from({ length: 20_000 }, (_, i) => [String(i), `message ${i % 5000}, "quoted"`]),
    ];
    expect(readBack(rows.map((cells) => cells.map(quoted).join(',')).join('\n'), 2)).toEqual(rows);
  });
});

describe('numbers', () => {
  const of = (cells: readonly string[]) => {
    const chunks = new CsvChunks(Buffer.from(cells.map((cell) => `${cell},\n`).join('')), COMMA, 2, 0);
    chunks.advance();
    return chunks;
  };

  it('are what JavaScript reads, as far as they are plain decimals', () => {
    const digits = fc.string({ unit: fc.constantFrom(...'0123456789'), minLength: 1, maxLength: 7 });
    const number = fc.oneof(
      digits,
      fc.tuple(digits, digits).map((parts) => parts.join('.'))
    );
    fc.assert(
      fc.property(fc.array(number, { minLength: 1 }), (cells) => {
        expect([...of(cells).decimals(0).values]).toEqual(cells.map(Number));
      })
    );
    expect([...of(['12.5', '0', '.5', '7.', '74.80000000000001']).decimals(0).values]).toEqual([
      12.5, 0, 0.5, 7, 74.80000000000001,
    ]);
  });

  it('are none where there is another form', () => {
    const others = ['', '-1', '1e3', '1.2.3', '.', ' 1', '12ms', '99999999999999999999', '12345678901234567890'];
    expect([...of(others).decimals(0).values]).toEqual(others.map(() => NaN));
  });

  it('are times where they are milliseconds since 2001', () => {
    expect([...of(['1704164645000', '1704164645', '1704164645.12', '2024-01-02']).times(0).values]).toEqual([
      1704164645000,
      NaN,
      NaN,
      NaN,
    ]);
  });

  it('are statuses where they are three digits', () => {
    expect([...of(['200', '', '599', '600', '099', '20', '2.0', '200.0']).statuses(0).values]).toEqual([
      200, 0, 599, 65535, 65535, 65535, 65535, 65535,
    ]);
  });
});

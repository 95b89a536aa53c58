import fc from 'fast-check';
import { concatText, selectText, sliceText, textColumn } from './textColumn';
import { type TextColumn } from './logTable';

const textsOf = ({ length, at }: TextColumn): string[] => Array.from({ length }, (_, row) => at(row));
const numbered = (prefix: number, count: number): string[] => Array.from({ length: count }, (_, i) => `${prefix}.${i}`);

it('has what plain texts have, however often it is cut and goes on', () => {
  const step = fc.record({ drop: fc.nat(12), cut: fc.nat(3), add: fc.nat(9), isSelected: fc.boolean() });
  fc.assert(
    fc.property(fc.nat(40), fc.array(step, { maxLength: 200 }), (first, steps) => {
      let texts = numbered(0, first);
      let column = textColumn(texts);
      steps.forEach(({ drop, cut, add, isSelected }, index) => {
        const to = Math.max(0, texts.length - cut);
        const from = Math.min(drop, to);
        const more = numbered(index + 1, add);
        const fresh = textColumn(more);
        const added = isSelected ? selectText(fresh, Uint32Array.from(more.keys())) : fresh;
        texts = [...texts.slice(from, to), ...more];
        column = concatText([sliceText(column, from, to), added]);
        expect(column.length).toBe(texts.length);
      });
      expect(textsOf(column)).toEqual(texts);
      expect(column.at(texts.length)).toBe('');
    })
  );
});

it('holds little more than what it has, and few pieces', () => {
  let column = textColumn(numbered(0, 1000));
  for (let i = 1; i <= 500; i++) {
    column = concatText([sliceText(column, 10, column.length), textColumn(numbered(i, 10))]);
    const pieces = column.pieces?.() ?? [];
    expect(pieces.length).toBeLessThanOrEqual(64);
    expect(pieces.reduce((sum, { strings }) => sum + strings.length, 0)).toBeLessThanOrEqual(1250);
  }
});

it('goes on from what is there without copying it', () => {
  const texts = numbered(0, 100);
  const column = concatText([sliceText(textColumn(texts), 5, 100), textColumn(['new'])]);
  expect(column.pieces?.()[0].strings).toBe(texts);
});

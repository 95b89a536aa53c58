import fc from 'fast-check';
import { putTogether, takeApart } from './pieces';

const PIECE = 4;

describe('pieces', () => {
  it('make plain data with bytes whole again, whatever the size', () => {
    const frames = fc.array(fc.uint8Array({ maxLength: 3 * PIECE }), { maxLength: 4 });
    fc.assert(
      fc.property(frames, fc.uint8Array(), fc.constantFrom('', 'No.', null), (bytes, body, error) => {
        const answer = { status: 200, error, frames: bytes, meta: { body, rows: [[1], []] } };
        const { pieces, rest } = takeApart(answer, PIECE);
        expect(pieces.filter(({ length }) => length > PIECE)).toEqual([]);
        const whole = putTogether(pieces, rest) as typeof answer;
        expect({ ...whole, frames: whole.frames.map((frame) => [...frame]), meta: [...whole.meta.body] }).toEqual({
          ...answer,
          frames: bytes.map((frame) => [...frame]),
          meta: [...body],
        });
      })
    );
  });

  it.each([new Uint8Array(10), Buffer.from('in a pool')])(
    'are no views: all of the memory behind one would be sent',
    (body) => {
      const { pieces } = takeApart({ body }, PIECE);
      expect(pieces.map(({ buffer, length }) => buffer.byteLength - length)).toEqual([0, 0, 0]);
    }
  );

  it('hold no bytes beside the pieces', () => {
    const { pieces, rest } = takeApart({ frames: [new Uint8Array(5)], status: 200 }, PIECE);
    expect([pieces.length, rest]).toEqual([2, { frames: [{ $pieces: 2 }], status: 200 }]);
  });
});

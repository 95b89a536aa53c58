import fc from 'fast-check';
import { putTogether, takeApart } from './pieces';

const bytes = (length: number) => Uint8Array.from({ length }, (_, i) => (i * 31) % 251);

describe('pieces', () => {
  it('make plain data with bytes whole again, whatever the size', () => {
    const size = fc.constantFrom(0, 1, 262_143, 262_144, 262_145, 800_000);
    fc.assert(
      fc.property(fc.array(size, { maxLength: 4 }), fc.constantFrom('', 'No.', null), (sizes, error) => {
        const answer = { status: 200, error, frames: sizes.map(bytes), meta: { body: bytes(3) } };
        const { pieces, rest } = takeApart(answer);
        const whole = putTogether(pieces, rest) as typeof answer;
        expect(pieces.filter(({ length }) => length > 262_144)).toEqual([]);
        expect({ ...whole, frames: [] }).toEqual({ ...answer, frames: [] });
        expect(whole.frames.map((frame, i) => Buffer.compare(frame, answer.frames[i]))).toEqual(sizes.map(() => 0));
      }),
      { numRuns: 50 }
    );
  });

  it('hold no bytes beside the pieces', () => {
    expect(takeApart({ frames: [bytes(5)], status: 200 })).toEqual({
      pieces: [bytes(5)],
      rest: { frames: [{ $pieces: 1 }], status: 200 },
    });
  });
});

import { InputError } from '../../errors';

/** What is held of a file at a time, bytes, and how large that grows where one log is longer. */
const PIECE = 32 * 2 ** 20;
const MAX_PIECE = 256 * 2 ** 20;

/**
 * Bytes as they come, in pieces that hold whole logs. A piece is valid until the next one is asked for.
 * @param endOf where in these bytes to cut: behind the last log that is surely whole; 0: nowhere
 * @throws InputError for a log that is larger than a piece may be
 */
export async function* cutPieces(
  chunks: AsyncIterable<Uint8Array>,
  endOf: (bytes: Uint8Array) => number,
  pieceBytes = PIECE,
  maxBytes = MAX_PIECE
): AsyncGenerator<Uint8Array> {
  let buffer = new Uint8Array(pieceBytes);
  let length = 0;
  for await (const chunk of chunks) {
    for (let at = 0; at < chunk.length;) {
      const taken = Math.min(chunk.length - at, buffer.length - length);
      buffer.set(chunk.subarray(at, at + taken), length);
      length += taken;
      at += taken;
      if (length < buffer.length) {
        continue;
      }
      const end = endOf(buffer);
      if (end > 0) {
        yield buffer.subarray(0, end);
        buffer.copyWithin(0, end, length);
        length -= end;
      } else if (length >= maxBytes) {
        throw new InputError(
          `One log is over ${Math.floor(maxBytes / 2 ** 20)} MB. Write one log a line, for example with jq -c '.[]'.`
        );
      } else {
        const larger = new Uint8Array(Math.min(maxBytes, 2 * buffer.length));
        larger.set(buffer);
        buffer = larger;
      }
    }
  }
  if (length > 0) {
    yield buffer.subarray(0, length);
  }
}

import { InputError } from '../../errors';

/** What a file may have to be held as a whole; a larger one is read in pieces. */
export interface WholeLimit {
  /** Unpacked. */
  readonly bytes: number;
  readonly lines: number;
}

/** Each log can be looked at as long as they all fit into a gigabyte, with all that is made of them. */
export const WHOLE_FILE: WholeLimit = { bytes: 256 * 2 ** 20, lines: 500_000 };

/** A file that is over the limit. */
export class LargeInput extends InputError {
  /** @param chunks what was read, and then the rest, where that cannot be read again */
  constructor(
    name: string,
    readonly chunks?: AsyncIterable<Uint8Array>
  ) {
    super(`${name} is too large to be read as a whole. Split it by time.`);
  }
}

/** @throws LargeInput for text that has more lines than may be */
export function refuseManyLines(name: string, bytes: Uint8Array, { lines }: WholeLimit, isGone: boolean): void {
  let count = 0;
  for (let at = bytes.indexOf(10); at >= 0; at = bytes.indexOf(10, at + 1)) {
    if (++count > lines) {
      throw new LargeInput(name, isGone ? chunksOf([bytes]) : undefined);
    }
  }
}

/** Chunks that were read, and then the rest. */
export async function* chunksOf(
  read: readonly Uint8Array[],
  rest?: AsyncIterator<Uint8Array>
): AsyncGenerator<Uint8Array> {
  try {
    // Each is let go as it is given.
    for (const waiting = [...read]; waiting.length > 0;) {
      yield* waiting.splice(0, 1);
    }
    for (let next = await rest?.next(); rest && next && next.done !== true; next = await rest.next()) {
      yield next.value;
    }
  } finally {
    // Whoever reads no further closes the pipe.
    await rest?.return?.();
  }
}

/** Bytes that are received in a millisecond or two, after which other messages get their turn. */
const PIECE_BYTES = 256 * 1024;

/** A placeholder for bytes that were sent before it. */
interface Stead {
  $pieces: number;
}

/**
 * Splits plain data into the bytes that it holds, in pieces, and the rest. One large message would block its receiver.
 * The pieces are copies: with a view all of the memory behind it would be sent.
 */
export function takeApart(value: unknown, pieceBytes = PIECE_BYTES): { pieces: Uint8Array[]; rest: unknown } {
  const pieces: Uint8Array[] = [];
  const restOf = (part: unknown): unknown => {
    if (!(part instanceof Uint8Array)) {
      return mapped(part, restOf);
    }
    const own = Array.from(
      { length: Math.ceil(part.length / pieceBytes) },
      (_, i) => new Uint8Array(part.subarray(i * pieceBytes, (i + 1) * pieceBytes))
    );
    pieces.push(...own);
    return { $pieces: own.length } satisfies Stead;
  };
  const rest = restOf(value);
  return { pieces, rest };
}

/** Joins what was split. */
export function putTogether(pieces: readonly Uint8Array[], rest: unknown): unknown {
  let next = 0;
  const whole = (part: unknown): unknown => {
    if (!isStead(part)) {
      return mapped(part, whole);
    }
    const own = pieces.slice(next, next + part.$pieces);
    next += own.length;
    return own.length === 1 ? own[0] : Buffer.concat(own);
  };
  return whole(rest);
}

function mapped(part: unknown, map: (inner: unknown) => unknown): unknown {
  if (Array.isArray(part)) {
    return part.map(map);
  }
  return typeof part === 'object' && part !== null
    ? Object.fromEntries(Object.entries(part).map(([key, inner]) => [key, map(inner)]))
    : part;
}

function isStead(part: unknown): part is Stead {
  return typeof part === 'object' && part !== null && '$pieces' in part;
}

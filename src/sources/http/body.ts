import { pipeline, Readable, type Transform } from 'node:stream';
import { type ReadableStream } from 'node:stream/web';
import { createBrotliDecompress, createGunzip, createInflate } from 'node:zlib';
import { type Turns } from './turns';

/** The body has more bytes than it may. */
export class BodyTooLarge extends Error {}

/** The body is packed in a way that was not asked for. Its code is that of a body that is damaged. */
export class UnknownPacking extends Error {
  readonly code = 'ZlibError';
}

export interface BodyOptions {
  /** The most bytes, unpacked. */
  readonly maxBytes: number;
  /** The bytes are as they were sent: packed where the header says so. Otherwise fetch has unpacked them. */
  readonly isAsSent: boolean;
  /** Of the bodies that a client reads at once one may be large. */
  readonly turns: Turns;
  readonly signal: AbortSignal;
}

type Body = NonNullable<Response['body']>;

/** Beyond so many bytes a body waits for its turn: it is not read on, and the store waits with it. */
const LARGE_BYTES = 8e6;

/** A small body that is packed well is unpacked in pieces of this size, bytes. */
const PIECE_BYTES = 256 * 1024;

const UNPACK: Readonly<Record<string, () => Transform>> = {
  gzip: () => createGunzip({ chunkSize: PIECE_BYTES }),
  'x-gzip': () => createGunzip({ chunkSize: PIECE_BYTES }),
  deflate: () => createInflate({ chunkSize: PIECE_BYTES }),
  br: () => createBrotliDecompress({ chunkSize: PIECE_BYTES }),
};

/** What may be unpacked, as the header says it that asks for it. */
export const PACKINGS = 'gzip, deflate, br';

/**
 * The body as text; bytes that are not UTF-8 become U+FFFD.
 *
 * @throws BodyTooLarge as soon as more than `maxBytes` (unpacked) have come; UnknownPacking; what zlib throws where it
 *   is damaged, and fetch when it breaks off; the signal's reason.
 */
export async function readBody(response: Response, options: BodyOptions): Promise<string> {
  const { maxBytes, isAsSent } = options;
  const announced = Number(response.headers.get('Content-Length') ?? NaN);
  if (announced > maxBytes) {
    await response.body?.cancel();
    throw new BodyTooLarge();
  }
  const packing = response.headers.get('Content-Encoding')?.trim().toLowerCase() ?? '';
  // What is announced is all that comes, unless it is packed.
  if (announced <= LARGE_BYTES && packing === '') {
    return response.text();
  }
  if (!response.body) {
    return '';
  }
  const isPacked = isAsSent && packing !== '' && packing !== 'identity';
  return readPieces(isPacked ? unpacked(response.body, packing) : piecesOf(response.body), options);
}

/** Unpacks no more than is read. */
function unpacked(body: Body, packing: string): AsyncIterable<Uint8Array> {
  const unpack = Object.hasOwn(UNPACK, packing) ? UNPACK[packing] : undefined;
  if (!unpack) {
    void body.cancel();
    throw new UnknownPacking();
  }
  // What goes wrong is thrown to who reads.
  return pipeline(Readable.fromWeb(body as ReadableStream<Uint8Array>), unpack(), () => undefined);
}

async function* piecesOf(body: Body): AsyncGenerator<Uint8Array> {
  const reader = body.getReader();
  try {
    for (let piece = await reader.read(); !piece.done; piece = await reader.read()) {
      yield piece.value;
    }
  } finally {
    await reader.cancel();
  }
}

async function readPieces(
  pieces: AsyncIterable<Uint8Array>,
  { maxBytes, turns, signal }: BodyOptions
): Promise<string> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  let endTurn: (() => void) | undefined;
  try {
    for await (const piece of pieces) {
      length += piece.length;
      if (length > maxBytes) {
        throw new BodyTooLarge();
      }
      chunks.push(piece);
      endTurn ??= length > LARGE_BYTES ? await turns.next(signal) : undefined;
    }
    return new TextDecoder().decode(chunks.length === 1 ? chunks[0] : Buffer.concat(chunks, length));
  } finally {
    endTurn?.();
  }
}

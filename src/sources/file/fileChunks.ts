import { createReadStream } from 'node:fs';
import { pipeline, Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { InputError } from '../../errors';
import { isGzip, MAX_LAYERS, unpackError } from './fileInput';
import { chunksOf } from './wholeLimit';

/** Bytes that are read at a time. */
const CHUNK = 1 << 20;

/**
 * The bytes of a file as they come, unpacked where it is gzipped: never all at once.
 * @throws InputError for what is packed and damaged
 */
export function fileChunks(path: string): AsyncIterable<Uint8Array> {
  return unpacked(createReadStream(path, { highWaterMark: CHUNK }), path);
}

/** Bytes as they come, unpacked where they are gzipped. @param name of what they are of, for messages */
export async function* unpacked(
  chunks: AsyncIterable<Uint8Array>,
  name: string,
  layers = MAX_LAYERS
): AsyncGenerator<Uint8Array> {
  const iterator = chunks[Symbol.asyncIterator]();
  const first = await iterator.next();
  if (first.done === true) {
    return;
  }
  const all = chunksOf([first.value], iterator);
  yield* layers > 0 && isGzip(first.value) ? unpacked(gunzipped(all, name), name, layers - 1) : all;
}

async function* gunzipped(chunks: AsyncIterable<Uint8Array>, name: string): AsyncGenerator<Uint8Array> {
  const gunzip = createGunzip();
  // What fails ends the reading below.
  pipeline(Readable.from(chunks), gunzip, () => undefined);
  try {
    for await (const chunk of gunzip as AsyncIterable<Uint8Array>) {
      yield chunk;
    }
  } catch (error) {
    throw error instanceof InputError ? error : unpackError(name, error);
  }
}

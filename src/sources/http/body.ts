/** The body has more bytes than it may. */
export class BodyTooLarge extends Error {}

/**
 * The body as text; bytes that are not UTF-8 become U+FFFD.
 *
 * @throws BodyTooLarge as soon as more than `maxBytes` (unpacked) have come; what fetch throws when it breaks off.
 */
export async function readBody(response: Response, maxBytes: number): Promise<string> {
  const announced = Number(response.headers.get('Content-Length') ?? NaN);
  if (announced > maxBytes) {
    await response.body?.cancel();
    throw new BodyTooLarge();
  }
  // What is announced is all that comes, unless it is packed.
  if (announced <= maxBytes && !response.headers.has('Content-Encoding')) {
    return response.text();
  }
  return response.body ? readStream(response.body.getReader(), maxBytes) : '';
}

async function readStream(reader: ReadableStreamDefaultReader<Uint8Array>, maxBytes: number): Promise<string> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  for (;;) {
    const { done, value } = await reader.read();
    if (done) {
      break;
    }
    length += value.length;
    if (length > maxBytes) {
      await reader.cancel();
      throw new BodyTooLarge();
    }
    chunks.push(value);
  }
  return new TextDecoder().decode(chunks.length === 1 ? chunks[0] : Buffer.concat(chunks, length));
}

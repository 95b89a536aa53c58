import { brotliCompressSync, deflateSync, gzipSync } from 'node:zlib';
import { type BodyOptions, BodyTooLarge, readBody, UnknownPacking } from './body';
import { Turns } from './turns';

const TEXT = 'größer ✓ '.repeat(1000);
const MB = 1_000_000;

function read(response: Response, options: Partial<BodyOptions> = {}): Promise<string> {
  const { signal } = new AbortController();
  return readBody(response, { maxBytes: 64 * MB, isAsSent: true, turns: new Turns(), signal, ...options });
}

const packed = (packing: string, bytes: Uint8Array<ArrayBuffer>) =>
  new Response(bytes, { headers: { 'Content-Encoding': packing } });
const bytesOf = (buffer: Buffer): Uint8Array<ArrayBuffer> => new Uint8Array(buffer);

/** A body without an end, or of so many megabytes, and how many were taken from it. */
function store(megabytes = Infinity) {
  const state = { taken: 0, isCancelled: false };
  const body = new ReadableStream<Uint8Array>({
    pull(controller) {
      if (state.taken === megabytes) {
        controller.close();
        return;
      }
      state.taken++;
      controller.enqueue(Buffer.alloc(MB, 'x'));
    },
    cancel() {
      state.isCancelled = true;
    },
  });
  return { response: new Response(body), state };
}

const soon = () => new Promise((resolve) => setImmediate(resolve));

/** Until nothing more happens that one turn of the loop leads to. */
async function settled(state: { readonly taken: number }): Promise<void> {
  for (let before = -1; before !== state.taken; await soon()) {
    before = state.taken;
  }
}

describe('a packed body', () => {
  it.each([
    ['gzip', gzipSync(TEXT)],
    ['x-gzip', gzipSync(TEXT)],
    ['GZIP', gzipSync(TEXT)],
    ['deflate', deflateSync(TEXT)],
    ['br', brotliCompressSync(TEXT)],
    ['identity', Buffer.from(TEXT)],
  ])('in %s is unpacked', async (packing, bytes) => {
    expect(await read(packed(packing, bytesOf(bytes)))).toBe(TEXT);
  });

  it('that fetch has unpacked already is left alone', async () => {
    expect(await read(packed('gzip', bytesOf(Buffer.from(TEXT))), { isAsSent: false })).toBe(TEXT);
  });

  it.each(['gzip', 'deflate', 'br'])(
    'in %s of little that becomes much is unpacked no further than it may',
    async (packing) => {
      const pack = { gzip: gzipSync, deflate: deflateSync, br: brotliCompressSync }[packing] ?? gzipSync;
      const much = bytesOf(pack(Buffer.alloc(20 * MB)));
      expect(much.length).toBeLessThan(MB / 10);
      await expect(read(packed(packing, much), { maxBytes: MB })).rejects.toBeInstanceOf(BodyTooLarge);
    }
  );

  it.each(['zstd', 'gzip, gzip', '__proto__', 'constructor'])(
    'in %s, which was not asked for, is an error',
    async (packing) => {
      await expect(read(packed(packing, bytesOf(gzipSync(TEXT))))).rejects.toBeInstanceOf(UnknownPacking);
    }
  );

  it.each([
    ['damaged', bytesOf(Buffer.from('no gzip at all'))],
    ['cut short', bytesOf(gzipSync(TEXT).subarray(0, 30))],
  ])('that is %s is an error', async (_, bytes) => {
    await expect(read(packed('gzip', bytes))).rejects.toMatchObject({ code: expect.stringMatching(/^Z_/) });
  });
});

describe('a body that is too large', () => {
  it('is not read on, and its store is told', async () => {
    const { response, state } = store();
    await expect(read(response, { maxBytes: 3 * MB })).rejects.toBeInstanceOf(BodyTooLarge);
    expect(state.taken).toBeLessThan(6);
    expect(state.isCancelled).toBe(true);
  });
});

describe('large bodies of one client', () => {
  it('are read one after the other: the second waits in its store', async () => {
    const turns = new Turns();
    const end = await turns.next(new AbortController().signal);
    const { response, state } = store(20);
    const reading = read(response, { turns });
    await settled(state);
    expect(state.taken).toBeLessThan(12);
    end();
    expect(await reading).toHaveLength(20 * MB);
    await turns.next(new AbortController().signal);
  });

  it('wait for nobody where they are small', async () => {
    const turns = new Turns();
    await turns.next(new AbortController().signal);
    expect(await read(store(5).response, { turns })).toHaveLength(5 * MB);
  });

  it('end with their request while they wait, and leave their place to the next', async () => {
    const turns = new Turns();
    const end = await turns.next(new AbortController().signal);
    const gone = new AbortController();
    const reading = read(store(20).response, { turns, signal: gone.signal });
    gone.abort(new Error('left'));
    await expect(reading).rejects.toThrow('left');
    end();
    await turns.next(new AbortController().signal);
  });

  it('leave their place where they become too large', async () => {
    const turns = new Turns();
    await expect(read(store().response, { turns })).rejects.toBeInstanceOf(BodyTooLarge);
    await turns.next(new AbortController().signal);
  });
});

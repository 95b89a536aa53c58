import { createReadStream } from 'node:fs';
import { readFile, stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { type Readable } from 'node:stream';
import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';
import { InputError, NoLogsError } from '../../errors';
import { type LineParser } from '../../logs/lineParser';
import { decodeText } from './encoding';
import { isPipe, serviceOfFile } from './fileService';
import { refusePacked } from './packed';
import { chunksOf, LargeInput, refuseManyLines, type WholeLimit } from './wholeLimit';

export interface FileInput {
  /** For messages. */
  name: string;
  /** Unpacked, in UTF-8 without a byte order mark. */
  bytes: Uint8Array;
  /** What was done to its text so that it can be read. */
  steps: string[];
  /** The service of logs that name none: what the file is called. */
  service: string;
  /** When the file was last written: a time shortly after its logs. */
  modifiedMs: number;
  /** Of a file that is read in pieces: what reads the lines of each, as they go on with those before. */
  parser?: LineParser;
}

/** How often a file may have been packed. */
export const MAX_LAYERS = 3;

/** Lines are found by 32-bit offsets. */
const MAX_BYTES = 0xffff_ffff;

/**
 * Reads a file, '-' being standard input, and unpacks it where it is gzipped (known from its content).
 * @param most left out: a file is read as a whole, whatever its size
 * @throws InputError that says what is wrong with the file; LargeInput where it is over the limit.
 */
export async function readInput(path: string, most?: WholeLimit): Promise<FileInput> {
  const name = nameOf(path);
  const { bytes: packed, modifiedMs, isGone } = await readPacked(path, most);
  const unpacked = await unpack(packed, name, most, isGone);
  if (most) {
    refuseManyLines(name, unpacked, most, isGone);
  }
  refusePacked(unpacked, path, name);
  const { bytes, steps } = decodeText(unpacked, name);
  if (bytes.length === 0) {
    throw new NoLogsError(`${name} is empty. Give a file with logs in it.`);
  }
  if (bytes.length > MAX_BYTES) {
    throw new InputError(`${name} is over 4 GiB unpacked. Split it by time.`);
  }
  return { name, bytes, steps, service: serviceOfFile(path), modifiedMs };
}

/** What a file is called in messages. */
export function nameOf(path: string): string {
  return path === '-' || path === '/dev/stdin' ? 'Standard input' : isPipe(path) ? 'A pipe' : path;
}

/** The same without its folder, where it stands beside others. */
export function shortNameOf(path: string): string {
  const name = nameOf(path);
  return name === path ? basename(path) : name;
}

/** How large a file is, packed or not, and when it was last written; of a pipe nothing is known. */
export async function aboutFile(path: string): Promise<{ bytes: number; modifiedMs: number }> {
  if (path === '-') {
    return { bytes: 0, modifiedMs: Date.now() };
  }
  try {
    const { size, mtimeMs } = await stat(path);
    return { bytes: size, modifiedMs: mtimeMs };
  } catch (error) {
    throw new InputError(`${path} can't be read: ${reasonOf(error)}`, { cause: error });
  }
}

/** The bytes of a file as they are. */
interface Packed {
  bytes: Uint8Array;
  modifiedMs: number;
  /** It cannot be read again: it came through a pipe. */
  isGone: boolean;
}

async function readPacked(path: string, most?: WholeLimit): Promise<Packed> {
  if (path === '-') {
    return readPipe(process.stdin, path, most);
  }
  try {
    const about = await stat(path);
    if (about.isDirectory()) {
      throw new InputError(`${path} is a directory. Give the files in it: --file '${join(path, '*')}'`);
    }
    if (!about.isFile()) {
      return await readPipe(createReadStream(path), path, most);
    }
    if (most && about.size > most.bytes) {
      throw new LargeInput(path);
    }
    return { bytes: await readFile(path), modifiedMs: about.mtimeMs, isGone: false };
  } catch (error) {
    if (error instanceof InputError) {
      throw error;
    }
    throw new InputError(`${path} can't be read: ${reasonOf(error)}`, { cause: error });
  }
}

async function readPipe(pipe: Readable, path: string, most?: WholeLimit): Promise<Packed> {
  const read: Uint8Array[] = [];
  const chunks = pipe[Symbol.asyncIterator]() as AsyncIterator<Uint8Array | string>;
  const rest: AsyncIterator<Uint8Array> = {
    async next() {
      const { done, value } = await chunks.next();
      return done === true ? { done, value: undefined } : { done: false, value: asBytes(value) };
    },
    async return() {
      await chunks.return?.();
      return { done: true, value: undefined };
    },
  };
  let length = 0;
  for (let next = await rest.next(); next.done !== true; next = await rest.next()) {
    read.push(next.value);
    length += next.value.length;
    if (most && length > most.bytes) {
      throw new LargeInput(nameOf(path), chunksOf(read, rest));
    }
  }
  return { bytes: Buffer.concat(read), modifiedMs: Date.now(), isGone: true };
}

function asBytes(chunk: Uint8Array | string): Uint8Array {
  return typeof chunk === 'string' ? Buffer.from(chunk) : chunk;
}

async function unpack(
  packed: Uint8Array,
  name: string,
  most: WholeLimit | undefined,
  isGone: boolean
): Promise<Uint8Array> {
  let bytes = packed;
  for (let layer = 0; layer < MAX_LAYERS && isGzip(bytes); layer++) {
    try {
      bytes = await promisify(gunzip)(bytes, most && { maxOutputLength: most.bytes });
    } catch (error) {
      if (most && codeOf(error) === 'ERR_BUFFER_TOO_LARGE') {
        throw new LargeInput(name, isGone ? chunksOf([packed]) : undefined);
      }
      throw unpackError(name, error);
    }
  }
  return bytes;
}

export function isGzip(bytes: Uint8Array): boolean {
  return bytes[0] === 0x1f && bytes[1] === 0x8b;
}

export function unpackError(name: string, cause: unknown): InputError {
  return new InputError(
    `${name} can't be unpacked: it is cut off, damaged, or too large to be held at once. Check it with gzip -t.`,
    { cause }
  );
}

function codeOf(error: unknown): unknown {
  return typeof error === 'object' && error !== null && 'code' in error ? error.code : undefined;
}

function reasonOf(error: unknown): string {
  switch (codeOf(error)) {
    case 'ENOENT':
      return 'there is no such file. Check the path.';
    case 'EACCES':
    case 'EPERM':
      return 'the permission is missing.';
    case 'ERR_FS_FILE_TOO_LARGE':
      return 'it is over 2 GiB. Gzip it, or split it by time.';
    default:
      return error instanceof Error ? error.message : String(error);
  }
}

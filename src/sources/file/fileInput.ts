import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';
import { InputError, NoLogsError } from '../../errors';
import { decodeText } from './encoding';
import { serviceOfFile } from './fileService';
import { refusePacked } from './packed';

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
}

/** How often a file may have been packed. */
const MAX_LAYERS = 3;

/** Lines are found by 32-bit offsets. */
const MAX_BYTES = 0xffff_ffff;

/**
 * Reads a file, '-' being standard input, and unpacks it where it is gzipped (known from its content).
 * @throws InputError that says what is wrong with the file.
 */
export async function readInput(path: string): Promise<FileInput> {
  const name = path === '-' ? 'Standard input' : path;
  const { bytes: packed, modifiedMs } = path === '-' ? await readStandardInput() : await readPath(path);
  const unpacked = await unpack(packed, name);
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

async function readPath(path: string): Promise<{ bytes: Uint8Array; modifiedMs: number }> {
  try {
    const about = await stat(path);
    if (about.isDirectory()) {
      throw new InputError(`${path} is a directory. Give the files in it: --file '${join(path, '*')}'`);
    }
    return { bytes: await readFile(path), modifiedMs: about.mtimeMs };
  } catch (error) {
    if (error instanceof InputError) {
      throw error;
    }
    throw new InputError(`${path} can't be read: ${reasonOf(error)}`, { cause: error });
  }
}

async function readStandardInput(): Promise<{ bytes: Uint8Array; modifiedMs: number }> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of process.stdin) {
    chunks.push(typeof chunk === 'string' ? Buffer.from(chunk) : chunk);
  }
  return { bytes: Buffer.concat(chunks), modifiedMs: Date.now() };
}

async function unpack(packed: Uint8Array, name: string): Promise<Uint8Array> {
  let bytes = packed;
  for (let layer = 0; layer < MAX_LAYERS && bytes[0] === 0x1f && bytes[1] === 0x8b; layer++) {
    try {
      bytes = await promisify(gunzip)(bytes);
    } catch (error) {
      throw new InputError(
        `${name} can't be unpacked: it is cut off, damaged, or too large to be held at once. Check it with gzip -t.`,
        { cause: error }
      );
    }
  }
  return bytes;
}

function reasonOf(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  switch (code) {
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

import { createWriteStream } from 'node:fs';
import { type Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { open, type Entry, type ZipFile } from 'yauzl';
import { ZipFile as ZipWriter } from 'yazl';

/** A file to put into a zip. */
export interface FileToZip {
  /** In the zip. */
  path: string;
  /** On disk, or the text itself. */
  from: { file: string } | { text: string };
  isExecutable: boolean;
}

/** A file found in a zip. */
export interface ZippedFile {
  path: string;
  /** Unix permissions. */
  mode: number;
  bytes: number;
  /** The content, or its first bytes. */
  read(atMost?: number): Promise<Buffer>;
}

/** Writes a zip. The same files and time give the same bytes. */
export async function writeZip(target: string, files: readonly FileToZip[], mtime: Date): Promise<void> {
  const zip = new ZipWriter();
  for (const { path, from, isExecutable } of files) {
    const options = { mtime, mode: isExecutable ? 0o100755 : 0o100644 };
    if ('file' in from) {
      zip.addFile(from.file, path, options);
    } else {
      zip.addBuffer(Buffer.from(from.text), path, options);
    }
  }
  zip.end();
  await pipeline(zip.outputStream, createWriteStream(target));
}

/**
 * Opens a zip, and hands its files to `inspect`.
 * @throws Error where it is no zip, or a path in it leads out of it
 */
export async function readZip<T>(source: string, inspect: (files: ZippedFile[]) => Promise<T>): Promise<T> {
  const zip = await new Promise<ZipFile>((resolve, reject) =>
    open(source, { lazyEntries: true, autoClose: false }, (error, opened) => (error ? reject(error) : resolve(opened)))
  );
  try {
    return await inspect(await filesIn(zip));
  } finally {
    zip.close();
  }
}

function filesIn(zip: ZipFile): Promise<ZippedFile[]> {
  return new Promise((resolve, reject) => {
    const files: ZippedFile[] = [];
    zip.on('error', reject);
    zip.on('end', () => resolve(files));
    zip.on('entry', (entry: Entry) => {
      files.push({
        path: entry.fileName,
        mode: (entry.externalFileAttributes >>> 16) & 0o777,
        bytes: entry.uncompressedSize,
        read: (atMost) => contentOf(zip, entry, atMost),
      });
      zip.readEntry();
    });
    zip.readEntry();
  });
}

async function contentOf(zip: ZipFile, entry: Entry, atMost = Infinity): Promise<Buffer> {
  const stream = await new Promise<Readable>((resolve, reject) =>
    zip.openReadStream(entry, (error, opened) => (error ? reject(error) : resolve(opened)))
  );
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of stream) {
    chunks.push(chunk);
    bytes += chunk.length;
    if (bytes >= atMost) {
      break;
    }
  }
  return Buffer.concat(chunks).subarray(0, Math.min(bytes, atMost));
}

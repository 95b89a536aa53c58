import { mkdtemp, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { LEVELS } from '../../../logs/level';
import { type LogTable } from '../../../logs/logTable';
import { type FieldMapping } from '../../../query/settings';
import { type FileOptions, readFileLogs } from '../fileSource';

/** A log as a case wants it: the time to the millisecond, and what else it says. */
export type Wanted = [
  time: string,
  message: string,
  also?: { level?: string; service?: string; responseTime?: number; status?: number },
];

/** Reads a file of that name and content, last written at 2024-11-04T00:00Z. */
export async function read(name: string, content: string | Uint8Array, options: Partial<FileOptions> = {}) {
  const folder = await mkdtemp(join(tmpdir(), 'forms-'));
  const path = join(folder, name);
  const date = new Date('2024-11-04T00:00:00Z');
  try {
    await writeFile(path, content);
    await utimes(path, date, date);
    return await readFileLogs(path, { mapping: {}, ...options });
  } finally {
    await rm(folder, { recursive: true });
  }
}

/** What was read of each log. */
export function rowsOf(table: LogTable) {
  return Array.from({ length: table.length }, (_, row) => ({
    time: new Date(table.timeMs[row]).toISOString().replace('.000Z', 'Z'),
    message: table.message.values.at(table.message.codes[row]),
    level: LEVELS[table.level[row]],
    service: table.service.values[table.service.codes[row]],
    responseTime: table.responseTime[row],
    status: table.statusCode[row],
  }));
}

/** Expects a file to be read as these logs, in the order of time. */
export async function check(
  name: string,
  content: string | Uint8Array,
  wanted: readonly Wanted[],
  mapping: FieldMapping = {}
) {
  const { table } = await read(name, content, { mapping });
  const got = rowsOf(table);
  expect(got).toEqual(
    wanted.map(([time, message, also]) =>
      expect.objectContaining({ time, message: expect.stringContaining(message), ...also })
    )
  );
}

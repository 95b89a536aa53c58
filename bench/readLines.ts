import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { type LogTable } from '../src/logs/logTable';
import { type FieldMapping } from '../src/query/settings';
import { readFileLogs } from '../src/sources/file/fileSource';

/** Lines as the file source reads them, of a file that has no others. */
export async function readLines(lines: readonly string[], mapping: FieldMapping = {}): Promise<LogTable> {
  const folder = mkdtempSync(path.join(tmpdir(), 'seismolog-lines-'));
  try {
    const file = path.join(folder, 'app.log');
    writeFileSync(file, lines.join('\n'));
    return (await readFileLogs(file, { mapping })).table;
  } finally {
    rmSync(folder, { recursive: true });
  }
}

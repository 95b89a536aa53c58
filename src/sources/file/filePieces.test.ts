import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { type LogTable } from '../../logs/logTable';
import { FilePieces } from './filePieces';
import { readFileLogs } from './fileSource';
import { readInput } from './fileInput';
import { LargeInput } from './wholeLimit';

let folder = '';
beforeAll(async () => (folder = await mkdtemp(join(tmpdir(), 'pieces-'))));
afterAll(() => rm(folder, { recursive: true }));

const file = async (name: string, content: string | Uint8Array): Promise<string> => {
  const path = join(folder, name);
  await writeFile(path, content);
  return path;
};

const rowsOf = (table: LogTable) =>
  Array.from({ length: table.length }, (_, row) => ({
    timeMs: table.timeMs[row],
    level: table.level[row],
    service: table.service.values[table.service.codes[row]],
    message: table.message.values.at(table.message.codes[row]),
    responseTime: table.responseTime[row],
    status: table.statusCode[row],
    trace: table.traceId.values.at(table.traceId.codes[row]),
    line: table.line.at(row),
  }));

/** All logs of a file that is read in pieces of so many bytes. */
async function inPieces(path: string, bytes: number, chunks?: AsyncIterable<Uint8Array>) {
  const pieces = new FilePieces(path, { mapping: {} }, chunks, bytes);
  const rows: ReturnType<typeof rowsOf> = [];
  let tables = 0;
  for await (const table of pieces.tables()) {
    tables++;
    rows.push(...rowsOf(table));
  }
  return { rows, tables, pieces };
}

const at = (i: number) => new Date(Date.UTC(2026, 0, 1, 0, 0, i)).toISOString();
const many = (line: (i: number) => string): string => Array.from({ length: 300 }, (_, i) => line(i)).join('\n');

const FILES: Record<string, string> = {
  'objects.ndjson': many((i) => JSON.stringify({ time: at(i), level: 'info', service: `s${i % 3}`, msg: `done ${i}` })),
  'array.json': `[\n${many((i) => `${JSON.stringify({ time: at(i), level: 'warn', msg: `done ${i}` })},`)}\n{"time":"${at(300)}","msg":"x"}]`,
  'words.logfmt': many((i) => `time=${at(i)} level=info msg="done ${i}" duration=${i}ms`),
  'traces.log': many((i) =>
    i % 7 === 0
      ? `${at(i)} ERROR [db] failed ${i}\njava.lang.Error: no\n\tat a.b(C.java:1)\n\tat d.e(F.java:2)`
      : `${at(i)} INFO [db] done ${i}`
  ),
  'cells.csv': `time,level,message,duration\n${many((i) => `${at(i)},info,"said ""${i}""\nand went on, twice",${i}`)}\n`,
  'rows.csv': `time,level,message,duration\n${many((i) => `${at(i)},info,GET /a${i} HTTP/1.1,${i}`)}\n`,
  'journal.export': many(
    (i) => `__CURSOR=${i}\n__REALTIME_TIMESTAMP=${Date.UTC(2026, 0, 1) * 1000 + i}\nPRIORITY=3\nMESSAGE=no ${i}\n`
  ),
  'syslog.log': many((i) => `Jan  1 00:00:0${i % 10} host app[1]: done ${i}`),
  'clock.log': many((i) => `${at(i * 1000).slice(11, 19)} INFO done ${i}`),
};

describe('a file that is read in pieces', () => {
  it.each(Object.entries(FILES))('gives the logs that %s has as a whole', async (name, content) => {
    const path = await file(name, content);
    const whole = await readFileLogs(path, { mapping: {} });
    const { rows, tables, pieces } = await inPieces(path, 2048);
    expect(tables).toBeGreaterThan(2);
    const shift = pieces.shiftMs();
    expect(rows.map((row) => ({ ...row, timeMs: row.timeMs + shift })).sort((a, b) => a.timeMs - b.timeMs)).toEqual(
      rowsOf(whole.table)
    );
    expect(pieces.notices()).toEqual(whole.notices);
    expect(pieces.form()).toEqual(whole.form());
  });

  it('may be gzipped, twice too', async () => {
    const whole = await inPieces(await file('plain.ndjson', FILES['objects.ndjson']), 4096);
    const packed = await file('twice.ndjson.gz', gzipSync(gzipSync(FILES['objects.ndjson'])));
    expect((await inPieces(packed, 4096)).rows).toEqual(whole.rows);
  });

  it('names the line of the file that could not be read', async () => {
    const lines = FILES['objects.ndjson'].split('\n');
    lines[250] = '{"time":"never"}';
    const { pieces } = await inPieces(await file('bad.ndjson', lines.join('\n')), 4096);
    expect(pieces.notices()[0].text).toMatch(/^1 of 300 lines could not be read.*line 251 /);
  });

  it('holds a line that is longer than a piece', async () => {
    const long = JSON.stringify({ time: at(0), msg: 'x'.repeat(20_000) });
    const { rows } = await inPieces(await file('long.ndjson', `${long}\n${long}\n`), 4096);
    expect(rows).toHaveLength(2);
  });

  it('is an error where it is packed and damaged, or has no log', async () => {
    const damaged = gzipSync(FILES['objects.ndjson']).subarray(0, 1000);
    await expect(inPieces(await file('cut.gz', damaged), 4096)).rejects.toThrow(/can't be unpacked/);
    await expect(inPieces(await file('empty.log', 'no time\n'.repeat(2000)), 4096)).rejects.toThrow(/holds no log/);
  });
});

describe('the limit of what is held as a whole', () => {
  const most = { bytes: 10_000, lines: 100 };

  it('is of bytes, packed or not', async () => {
    const content = 'a'.repeat(10_001);
    await expect(readInput(await file('large.log', content), most)).rejects.toThrow(LargeInput);
    await expect(readInput(await file('large.gz', gzipSync(content)), most)).rejects.toThrow(LargeInput);
    await expect(readInput(await file('fits.log', content.slice(1)), most)).resolves.toMatchObject({ service: 'fits' });
  });

  it('is of lines', async () => {
    await expect(readInput(await file('lines.log', 'a\n'.repeat(101)), most)).rejects.toThrow(LargeInput);
  });
});

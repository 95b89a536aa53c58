import { mkdtemp, mkdir, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { InputError } from '../../errors';
import { shortNameOf } from './fileInput';
import { expandPaths } from './filePaths';
import { type RangedLogs } from './fileSource';
import { readLogFiles } from './readLogFiles';

let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'logs-'));
});
afterEach(() => rm(folder, { recursive: true }));

const write = (name: string, content: string | Uint8Array) => writeFile(join(folder, name), content);
const read = (...names: string[]) =>
  readLogFiles(
    names.map((name) => join(folder, name)),
    { mapping: {} }
  );
const messagesOf = ({ table }: RangedLogs) => Array.from(table.message.codes, (code) => table.message.values.at(code));
const linesOf = ({ table }: RangedLogs) => Array.from(table.timeMs, (_, row) => table.line.at(row));

describe('what a file is called', () => {
  it.each([
    ['-', 'Standard input'],
    ['/dev/stdin', 'Standard input'],
    ['/dev/fd/63', 'A pipe'],
    ['/var/log/app.log', 'app.log'],
  ])('%s: %s', (path, name) => expect(shortNameOf(path)).toBe(name));
});

describe('readLogFiles', () => {
  it('reads rotated files as one log, in order of time', async () => {
    await write('app.log', '2024-01-02T03:00:00Z INFO three\n2024-01-02T04:00:00Z INFO four\n');
    await write('app.log.1.gz', gzipSync('2024-01-02T01:00:00Z INFO one\n2024-01-02T03:00:00Z INFO two\n'));

    const logs = await read('app.log', 'app.log.1.gz');

    expect(messagesOf(logs)).toEqual(['one', 'two', 'three', 'four']);
    expect(linesOf(logs)[1]).toBe('2024-01-02T03:00:00Z INFO two');
    expect(logs.table.service.values).toEqual(['app']);
    expect(logs.range).toEqual({
      fromMs: Date.UTC(2024, 0, 2, 1),
      toMs: Date.UTC(2024, 0, 2, 4) + 1,
    });
  });

  it('learns the form of each file by itself', async () => {
    await write('a.csv', 'time,level,message\n2024-01-02T03:00:00Z,error,lost\n');
    await write('b.log', '2024-01-02T03:00:01Z WARN slow\n');

    const logs = await read('*');

    expect(messagesOf(logs)).toEqual(['lost', 'slow']);
    expect(logs.form()).toEqual(expect.arrayContaining(['a.csv: form: a table', 'b.log: form: plain text']));
    expect(logs.table.service.values).toEqual(['a', 'b']);
  });

  it('says of which file a notice is, and which had no logs', async () => {
    await write('a.log', '2024-01-02T03:00:00Z once upon a time\n');
    await write('b.log', '');

    const { notices, table } = await read('*.log');

    expect(table.length).toBe(1);
    expect(notices.map(({ text }) => text)).toEqual([
      expect.stringMatching(/^a\.log: 1 of 1 lines name no level/),
      expect.stringMatching(/^A file was left out\. .*b\.log is empty/),
    ]);
  });

  it('ends with the first error where no file has a log, and where one is damaged', async () => {
    await write('a.log', '');
    await write('b.log', '2024-01-02T03:00:00Z INFO one\n');
    await write('cut.gz', gzipSync('x'.repeat(1000)).subarray(0, 15));

    await expect(read('a.log', 'a.lo*')).rejects.toThrow(/a\.log is empty/);
    await expect(read('b.log', 'cut.gz')).rejects.toThrow(/cut\.gz can't be unpacked/);
  });
});

describe('expandPaths', () => {
  it('gives each file once, whatever names and patterns it is named by', async () => {
    await mkdir(join(folder, 'sub'));
    await write('b.log', 'x');
    await write('a.log', 'x');
    await write('sub/c.log', 'x');
    await write('d[1].log', 'x');
    await symlink(join(folder, 'a.log'), join(folder, 'current'));

    const paths = await expandPaths([
      join(folder, 'b.log'),
      join(folder, '*.log'),
      join(folder, '**/c.log'),
      join(folder, 'd[1].log'),
      join(folder, 'current'),
      '-',
      '-',
    ]);

    expect(paths.map((path) => basename(path))).toEqual(['b.log', 'a.log', 'd[1].log', 'c.log', '-']);
  });

  it('refuses a pattern that fits no file', async () => {
    await expect(expandPaths([join(folder, '*.txt')])).rejects.toThrow(InputError);
    await expect(expandPaths([join(folder, '*.txt')])).rejects.toThrow(/no file like .*\*\.txt/);
  });
});

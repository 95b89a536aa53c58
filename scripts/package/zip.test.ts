import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { type FileToZip, readZip, writeZip } from './zip';

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'seismolog-zip-'));
});

afterEach(() => rmSync(folder, { recursive: true }));

const TIME = new Date('2026-01-31T12:00:00Z');

function files(): FileToZip[] {
  const file = path.join(folder, 'program');
  writeFileSync(file, 'a program');
  return [
    { path: 'plugin/program', from: { file }, isExecutable: true },
    { path: 'plugin/notices.txt', from: { text: 'notices' }, isExecutable: false },
  ];
}

it('keeps names, contents and what may be executed', async () => {
  const zip = path.join(folder, 'a.zip');
  await writeZip(zip, files(), TIME);
  const found = await readZip(zip, (zipped) =>
    Promise.all(zipped.map(async ({ path: name, mode, read }) => [name, mode, (await read()).toString()]))
  );
  expect(found).toEqual([
    ['plugin/program', 0o755, 'a program'],
    ['plugin/notices.txt', 0o644, 'notices'],
  ]);
});

it('reads the head of a file alone', async () => {
  const zip = path.join(folder, 'a.zip');
  await writeZip(zip, files(), TIME);
  expect(await readZip(zip, async ([program]) => (await program.read(3)).toString())).toBe('a p');
});

it('writes the same bytes of the same files', async () => {
  const [one, two] = ['one.zip', 'two.zip'].map((name) => path.join(folder, name));
  await writeZip(one, files(), TIME);
  await writeZip(two, files(), TIME);
  expect(readFileSync(one).equals(readFileSync(two))).toBe(true);
});

it('says so where a file is no zip', async () => {
  const zip = path.join(folder, 'no.zip');
  writeFileSync(zip, 'not a zip');
  await expect(readZip(zip, () => Promise.resolve())).rejects.toThrow(/End of central directory/i);
});

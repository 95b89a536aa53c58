import { mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { type LogTable } from '../logs/logTable';
import { LogFilePieces } from '../sources/file/logFilePieces';
import { findShift, parsePieces, type PiecesRequest } from './parsePieces';

let folder: string;
beforeEach(() => (folder = mkdtempSync(path.join(tmpdir(), 'pieces-'))));
afterEach(() => rmSync(folder, { recursive: true }));

const PIECE = 2000;
const at = (i: number) => new Date(Date.UTC(2026, 0, 1, 0, 0, i)).toISOString();

function fileWith(name: string, lines: readonly string[], modified?: string): string {
  const file = path.join(folder, name);
  writeFileSync(file, lines.join('\n'));
  if (modified !== undefined) {
    utimesSync(file, new Date(modified), new Date(modified));
  }
  return file;
}

const piecesOf = (files: readonly string[]) => new LogFilePieces(files, { mapping: {} }, undefined, PIECE);

async function parsed(files: readonly string[], request: PiecesRequest = {}) {
  const times: string[] = [];
  const summary = await parsePieces(piecesOf(files), request, async (table: LogTable, _, count) => {
    times.push(...Array.from(table.timeMs.slice(0, count), (ms) => new Date(ms).toISOString()));
  });
  return { times, summary };
}

const lines = Array.from({ length: 300 }, (_, i) => `{"time":"${at(i)}","level":"info","service":"pay","msg":"done"}`);

describe('files that are parsed in pieces', () => {
  it('are written whole, and what was found is added up', async () => {
    const { times, summary } = await parsed([fileWith('cart.ndjson', lines)]);
    expect(times).toEqual(lines.map((_, i) => at(i)));
    expect(summary).toEqual(
      expect.arrayContaining(['300 logs', 'level: in 300 of 300 logs', 'service: in 300 of 300 logs'])
    );
    expect(summary.filter((line) => line.includes('in order of time within each'))).toHaveLength(1);
  });

  it('count no service where the name of the file stands for it', async () => {
    const { summary } = await parsed([
      fileWith(
        'cart.ndjson',
        lines.map((line) => line.replace('"service":"pay",', ''))
      ),
    ]);
    expect(summary).toContain('service: in 0 of 300 logs');
  });

  it('are read no further than the piece in which the limit is reached', async () => {
    const { times, summary } = await parsed([fileWith('cart.ndjson', lines)], { limit: 70 });
    expect(times).toEqual(lines.slice(0, 70).map((_, i) => at(i)));
    const [, count] = /counts are of its first (\d+) logs/.exec(summary.join('\n')) ?? [];
    expect(Number(count)).toBeGreaterThanOrEqual(70);
    expect(Number(count)).toBeLessThan(170);
    expect(summary).toContain(`${count} logs`);
  });

  it('are written within a range', async () => {
    const range = { fromMs: Date.parse(at(100)), toMs: Date.parse(at(110)) };
    const file = fileWith('cart.ndjson', lines);
    expect((await parsed([file], { range })).times).toEqual(lines.slice(100, 110).map((_, i) => at(100 + i)));
    await expect(parsed([file], { range: { fromMs: Date.parse(at(1000)) } })).rejects.toThrow(/Choose another range/);
  });

  it('get the date of the last line where times have none', async () => {
    const clocks = Array.from({ length: 300 }, (_, i) => {
      const minute = 12 * 60 + i * 10;
      const [hour, rest] = [Math.floor(minute / 60) % 24, minute % 60].map((part) => String(part).padStart(2, '0'));
      return `${hour}:${rest}:00 INFO done ${i}`;
    });
    const file = fileWith('cart.log', clocks, '2026-03-10T20:00:00Z');
    const shiftMs = await findShift(piecesOf([file]));
    expect(shiftMs).not.toBe(0);
    expect((await parsed([file], { shiftMs })).times.at(-1)).toBe('2026-03-10T13:50:00.000Z');
    expect((await parsed([file])).summary.at(-1)).toMatch(/^warning: Times lack a full date.* off by 2 days, too late/);
  });

  it('are not read for their date where the first piece has it', async () => {
    expect(await findShift(piecesOf([fileWith('cart.ndjson', lines)]))).toBe(0);
  });
});

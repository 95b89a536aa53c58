import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { gunzipSync } from 'node:zlib';
import { type Labelled } from '../templates/measures';

/** One of Loghub's sets: its raw lines, the contents that the authors cut out of them, and the true templates. */
export interface LabelledLines {
  readonly set: string;
  readonly lines: string[];
  readonly content: string[];
  readonly actual: Labelled;
}

/**
 * The sets of a folder, by name: NAME.csv or NAME.csv.gz with the columns line, content, event_id and template.
 *
 * @throws Error where there are none, or a column is not there
 */
export function readSets(folder: string): LabelledLines[] {
  const files = readdirSync(folder).filter((file) => /\.csv(\.gz)?$/.test(file));
  if (files.length === 0) {
    throw new Error(`No .csv or .csv.gz in ${folder}.`);
  }
  return files.sort().map((file) => {
    const bytes = readFileSync(path.join(folder, file));
    return read(file, (file.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString('utf8'));
  });
}

function read(file: string, text: string): LabelledLines {
  const [header, ...rows] = cellsOf(text);
  const [lines, content, group, template] = ['line', 'content', 'event_id', 'template'].map((name) => {
    const index = header.indexOf(name);
    if (index < 0) {
      throw new Error(`${file} has no column ${name}; it has ${header.join(', ')}.`);
    }
    return rows.map((cells) => cells[index]);
  });
  return { set: file.replace(/\.csv(\.gz)?$/, ''), lines, content, actual: { group, text: template } };
}

/** CSV (RFC 4180): a cell is in quotes, with its own quotes twice, or goes to the next comma. */
function cellsOf(text: string): string[][] {
  const rows: string[][] = [[]];
  for (const [, quoted, plain, end] of text.matchAll(/(?:"((?:[^"]|"")*)"|([^,\r\n]*))(,|\r?\n|$)/gy)) {
    rows[rows.length - 1].push(quoted === undefined ? plain : quoted.replaceAll('""', '"'));
    if (end.endsWith('\n')) {
      rows.push([]);
    }
  }
  return rows.filter((cells) => cells.length > 1);
}

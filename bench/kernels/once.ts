/**
 * One kernel, or its twin, in a process of its own: `once.ts NAME kernel|twin SCRIPT` prints as JSON the milliseconds
 * of processor time of its first run, of its best, and a digest of what it found.
 */
import { createHash } from 'node:crypto';
import { type LogTable } from '../../src/logs/logTable';
import { csvHeader, toLine } from '../../src/sources/generated/formats';
import { generate } from '../../src/sources/generated/generate';
import { DAY } from '../../src/time/units';
import { csvCase } from './csv';
import { featuresCase } from './features';
import { DAYS, type Found, type KernelCase, SEED, TO } from './kernelCase';
import { pathLengthsCase } from './pathLengths';
import { textsCase } from './texts';

const RUNS = 10;

const [name, which, script] = process.argv.slice(2);
const { table } = generate({ seed: SEED, logsPerDay: 14_400 }, { fromMs: TO - DAYS * DAY, toMs: TO });
const run = caseOf(name)[which === 'twin' ? 'twin' : 'kernel'];

const times: number[] = [];
let found: Found = [];
for (let i = 0; i < RUNS; i++) {
  const before = process.cpuUsage();
  found = run();
  const { user, system } = process.cpuUsage(before);
  times.push((user + system) / 1000);
}
const digest = found.reduce((hash, values) => hash.update(values), createHash('sha256')).digest('hex');
process.stdout.write(JSON.stringify({ first: times[0], best: Math.min(...times), digest }));

function caseOf(kernel: string): KernelCase {
  switch (kernel) {
    case 'csv':
      return csvCase(Buffer.from(csvOf(table)));
    case 'texts':
      return textsCase(table);
    case 'features':
      return featuresCase(table, script);
    case 'pathLengths':
      return pathLengthsCase(table);
    default:
      throw new Error(`There is no kernel ${kernel}.`);
  }
}

function csvOf(logs: LogTable): string {
  return [csvHeader, ...Array.from({ length: logs.length }, (_, row) => toLine(logs, row, 'csv')), ''].join('\n');
}

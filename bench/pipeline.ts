/**
 * The seconds of each step for 100,800 and 1,000,000 generated logs, and how the whole job on a CSV compares with the
 * usual Python stack (pandas, scikit-learn), whole processes one after the other in the same run.
 *
 * Then what each kernel of assembly/ saves, and what a range costs that slid on by a minute (from a Loki: npm run
 * bench:slide).
 *
 *   npm run bench -- [--peer seed_pipeline.py] [--runs 5] [--json]
 */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { median } from 'simple-statistics';
import { kernelGains, printGains } from './kernels/gains';
import { whole } from '../src/format/format';

const SIZES = [100_800, 1_000_000];
/** Debian's own interpreter: the one that has Debian's pandas and scikit-learn. */
const PYTHON = '/usr/bin/python3';
const BUN = process.execPath;

const { values: options } = parseArgs({
  options: {
    peer: { type: 'string', default: path.join('..', 'shared', 'peer', 'seed_pipeline.py') },
    runs: { type: 'string', default: '5' },
    json: { type: 'boolean', default: false },
  },
});

interface Run {
  logs: number;
  seconds: Record<string, number>;
  peakMemoryMb: number;
}

/** What it costs to read and analyse a range. */
interface Refresh {
  logs: number;
  seconds: number;
  processor: number;
  reading: number;
}

interface Slide {
  first: Refresh;
  slid: Refresh;
}

interface Comparison {
  /** Seconds of whole processes, the median of all runs. */
  ours: number;
  peer: number;
  ratio: number;
  peerSteps: Record<string, number>;
}

const sizes = SIZES.map((logs): Run => JSON.parse(run(BUN, ['bench/once.ts', String(logs)]).stdout));
const comparison = compare();
const gains = kernelGains(Number(options.runs));
const [slide]: Slide[] = JSON.parse(run(BUN, ['bench/slide.ts', '--step', '60', '--json']).stdout);

if (options.json) {
  print(JSON.stringify({ sizes, comparison, gains, slide }, null, 2));
} else {
  printTable(sizes);
  print(
    comparison
      ? `Whole job on a CSV of 100,800 logs, median of ${options.runs} processes each: ` +
          `Seismolog ${comparison.ours.toFixed(2)} s, pandas and scikit-learn ${comparison.peer.toFixed(2)} s: ` +
          `${comparison.ratio.toFixed(1)} times faster`
      : `No comparison: it needs ${options.peer} (--peer FILE) and a ${PYTHON} that has pandas and scikit-learn.`
  );
  printGains(gains);
  printSlide(slide);
}

function printSlide({ first, slid }: Slide): void {
  const cost = ({ seconds, processor, reading }: Refresh) =>
    `${seconds.toFixed(3)} s (${reading.toFixed(3)} s reading; ${processor.toFixed(3)} s of processor time)`;
  print(`7 days of generated logs, ${whole(first.logs)}: first ${cost(first)}, slid by a minute ${cost(slid)}`);
}

/** Undefined where the peer or its Python is missing. */
function compare(): Comparison | undefined {
  if (!existsSync(options.peer) || spawnSync(PYTHON, ['-c', 'import pandas, sklearn']).status !== 0) {
    return undefined;
  }
  const folder = mkdtempSync(path.join(tmpdir(), 'seismolog-bench-'));
  try {
    const csv = path.join(folder, 'logs.csv');
    const json = path.join(folder, 'report.json');
    const { command, args } = ourCommand();
    run(command, [...args, 'generate', '--format', 'csv', '--to', '2026-01-12T00:00:00Z', '--output', csv]);

    const ours: number[] = [];
    const peer: number[] = [];
    let peerSteps: Record<string, number> = {};
    for (let i = 0; i < Number(options.runs); i++) {
      const report = ['report', '--source', 'file', '--file', csv, '--format', 'json', '--output', json];
      ours.push(run(command, [...args, ...report]).seconds);
      const theirs = run(PYTHON, [options.peer, csv]);
      peer.push(theirs.seconds);
      peerSteps = JSON.parse(theirs.stdout);
    }
    return { ours: median(ours), peer: median(peer), ratio: median(peer) / median(ours), peerSteps };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** The compiled executable where it is built, as users run it; else its source. */
function ourCommand(): { command: string; args: string[] } {
  const { platform, arch } = process;
  const name = `gpx_seismolog_${platform === 'win32' ? 'windows' : platform}_${arch === 'x64' ? 'amd64' : arch}`;
  const executable = path.join('dist', platform === 'win32' ? `${name}.exe` : name);
  return existsSync(executable) ? { command: executable, args: [] } : { command: BUN, args: ['src/backend/main.ts'] };
}

function run(command: string, args: string[]): { stdout: string; seconds: number } {
  const began = performance.now();
  const { status, stdout, stderr } = spawnSync(command, args, { encoding: 'utf8', maxBuffer: 1 << 28 });
  if (status !== 0) {
    throw new Error(`${command} ${args.join(' ')} ended with ${status}: ${stderr}`);
  }
  return { stdout, seconds: (performance.now() - began) / 1000 };
}

function printTable(runs: Run[]): void {
  const steps = Object.keys(runs[0].seconds);
  print(['seconds'.padEnd(16), ...runs.map(({ logs }) => whole(logs).padStart(12))].join(''));
  for (const step of steps) {
    print([step.padEnd(16), ...runs.map(({ seconds }) => seconds[step].toFixed(3).padStart(12))].join(''));
  }
  print(['peak memory, MB'.padEnd(16), ...runs.map((r) => r.peakMemoryMb.toFixed(0).padStart(12))].join(''));
}

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}

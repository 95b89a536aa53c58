/**
 * Odd inputs, for as long as is wanted: lines, files and bytes for the readers, settings, queries and formulas, answers
 * of stores, JSON, calendars and secrets that come back, logs for the kernels and views. None may hang (2 s of processor
 * time), throw what is no error for users, put a number that is not finite into a table or frame, or let the process
 * outgrow 512 MB. All targets get the same time, so that dear ones are tried as well as cheap ones, in a process that
 * can be killed. What fails is made small, and written down with the command that tries it again; the exit code is 1
 * then.
 *
 *   npm run fuzz -- [--minutes 1] [--seed N] [--target NAME] [--out build/fuzz]
 *   npm run fuzz -- --again FILE
 */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { fnv1a } from '../src/random/fnv1a';
import { MINUTE } from '../src/time/units';
import { hunt, tryAgain } from './fuzz/hunt';
import { type Failure } from './fuzz/messages';
import { TARGETS, targetOf } from './fuzz/targets';
import { Trial } from './fuzz/trial';
import { print, printTable } from './generated/print';

const { values: options } = parseArgs({
  options: {
    minutes: { type: 'string', default: '1' },
    seed: { type: 'string', default: String(Date.now() % 1_000_000) },
    target: { type: 'string' },
    out: { type: 'string', default: 'build/fuzz' },
    again: { type: 'string' },
  },
});

interface Written extends Failure {
  readonly target: string;
}

const trial = new Trial();
try {
  process.exitCode = options.again === undefined ? await search() : await repeat(options.again);
} finally {
  trial.stop();
}
// What the stores of the targets listen on is nobody's any more.
process.exit();

async function search(): Promise<number> {
  const endMs = Date.now() + Number(options.minutes) * MINUTE;
  const targets = options.target === undefined ? TARGETS : [targetOf(options.target)];
  const tried = targets.map((target) => ({ target, rounds: 0, inputs: 0, failures: 0, ms: 0, memoryMb: 0 }));
  const known = new Set<string>();
  print(`Seed ${options.seed}`);
  while (Date.now() < endMs) {
    const next = tried.reduce((least, one) => (one.ms < least.ms ? one : least));
    const seed = fnv1a(`${options.seed} ${next.rounds} ${next.target.name}`);
    const began = performance.now();
    const { inputs, memoryMb, failure } = await hunt(trial, next.target, seed);
    next.ms += performance.now() - began;
    next.rounds++;
    next.inputs += inputs;
    next.memoryMb = Math.max(next.memoryMb, Math.round(memoryMb));
    if (failure) {
      next.failures++;
      write({ ...failure, target: next.target.name }, seed, known);
    }
  }
  const rows = tried.map(({ target, inputs, failures, ms, memoryMb }) => {
    return { target: target.name, inputs, failures, seconds: ms / 1000, 'most MB': memoryMb };
  });
  printTable('Tried', rows);
  const total = tried.reduce((sum, { inputs }) => sum + inputs, 0);
  const failures = tried.reduce((sum, one) => sum + one.failures, 0);
  print(`${total} inputs, ${failures} failures, ${known.size} of them different.`);
  return failures === 0 ? 0 : 1;
}

/** Once for each place that fails. */
function write(failure: Written, seed: number, known: Set<string>): void {
  const where = failure.error.split('\n').slice(0, 3).join('\n');
  const key = `${failure.target} ${where.replace(/\d+/g, '0')}`;
  if (known.has(key)) {
    return;
  }
  known.add(key);
  mkdirSync(options.out, { recursive: true });
  const file = path.join(options.out, `${failure.target.replace(/\W+/g, '-')}-${(fnv1a(key) >>> 0).toString(16)}.json`);
  writeFileSync(file, JSON.stringify({ ...failure, seed }, null, 2));
  print(
    `FAILED: ${failure.target}: ${where}\n  input: ${failure.input.slice(0, 500)}\n  again: npm run fuzz -- --again ${file}`
  );
}

async function repeat(file: string): Promise<number> {
  const { target, input } = JSON.parse(readFileSync(file, 'utf8')) as Written;
  const error = await tryAgain(trial, target, input);
  print(error ?? 'It does not fail any more.');
  return error === undefined ? 0 : 1;
}

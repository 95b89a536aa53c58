import fc from 'fast-check';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { type Failure } from './messages';
import { pack, unpack } from './numbers';
import { type Target } from './target';
import { type Trial } from './trial';

const SHRINK_MS = 90_000;
const BUDGET_MB = 512;

export interface Found {
  readonly inputs: number;
  readonly memoryMb: number;
  readonly failure?: Failure;
}

/** Tries many inputs of a target; where one fails, a small one of its kind is what is given. */
export async function hunt(trial: Trial, target: Target, seed: number): Promise<Found> {
  const asked = { what: 'many', target: target.name, seed, runs: target.atOnce } as const;
  const outcome = await trial.ask(asked);
  if (typeof outcome === 'string') {
    return { inputs: target.atOnce, memoryMb: 0, failure: await findHang(trial, target, seed, outcome) };
  }
  if (outcome.failure) {
    trial.stop();
    return outcome;
  }
  if (outcome.memoryMb > BUDGET_MB) {
    trial.stop();
    const error = `The process takes ${outcome.memoryMb.toFixed(0)} MB.`;
    return { ...outcome, failure: { input: '', error } };
  }
  return outcome;
}

/** Tries one input again. */
export async function tryAgain(trial: Trial, target: string, input: string): Promise<string | undefined> {
  const outcome = await trial.ask({ what: 'one', target, input });
  return typeof outcome === 'string' ? `The process ${outcome}.` : outcome.failure?.error;
}

/** Which of many inputs hung, and a small one that does so too. */
async function findHang(trial: Trial, target: Target, seed: number, how: string): Promise<Failure> {
  const folder = mkdtempSync(path.join(tmpdir(), 'seismolog-fuzz-'));
  const notes = path.join(folder, 'input.json');
  try {
    await trial.ask({ what: 'many', target: target.name, seed, runs: target.atOnce, notes });
    trial.stop();
    const { index, input } = unpack(readFileSync(notes, 'utf8')) as { index: number; input: unknown };
    const first = { input: pack(input), error: `The process ${how}.` };
    return (await shrink(trial, target, seed, index)) ?? first;
  } finally {
    rmSync(folder, { recursive: true });
  }
}

async function shrink(trial: Trial, target: Target, seed: number, index: number): Promise<Failure | undefined> {
  const property = fc.asyncProperty(target.inputs, async (input) => {
    const error = await tryAgain(trial, target.name, pack(input));
    if (error !== undefined) {
      throw new Error(error);
    }
  });
  const { counterexample, errorInstance } = await fc.check(property, {
    seed,
    path: String(index),
    interruptAfterTimeLimit: SHRINK_MS,
  });
  return counterexample ? { input: pack(counterexample[0]), error: String(errorInstance) } : undefined;
}

/* Tries inputs in a process of its own, which is killed where one hangs. Asked and answered by messages. */
import fc from 'fast-check';
import { writeFileSync } from 'node:fs';
import { PROCESS_MEMORY } from '../../src/pipeline/memory';
import { type Answer, type Asked } from './messages';
import { pack, unpack } from './numbers';
import { type Target } from './target';
import { targetOf } from './targets';

const ALIVE_EVERY_MS = 500;
/** Processor time: how long it takes beside other work says nothing. */
const MAX_SECONDS = 2;

let saidAtMs = 0;

function say(answer: Answer): void {
  process.send?.(answer);
  saidAtMs = performance.now();
}

async function tryOne({ run }: Target, input: unknown): Promise<void> {
  const before = process.cpuUsage();
  await run(input);
  const { user, system } = process.cpuUsage(before);
  const seconds = (user + system) / 1e6;
  if (seconds > MAX_SECONDS) {
    throw new Error(`It took ${seconds.toFixed(1)} s of processor time.`);
  }
  if (performance.now() - saidAtMs > ALIVE_EVERY_MS) {
    say({ what: 'alive' });
  }
}

async function tryMany({ target: name, seed, runs, notes }: Extract<Asked, { what: 'many' }>): Promise<Answer> {
  const own = targetOf(name);
  let index = 0;
  const property = fc.asyncProperty(own.inputs, async (input) => {
    if (notes !== undefined) {
      writeFileSync(notes, pack({ index, input }));
    }
    index++;
    await tryOne(own, input);
  });
  const { failed, counterexample, errorInstance, numRuns } = await fc.check(property, { seed, numRuns: runs });
  const failure =
    failed && counterexample ? { input: pack(counterexample[0]), error: wordsOf(errorInstance) } : undefined;
  return { what: 'done', inputs: numRuns, memoryMb: memoryMb(), failure };
}

async function tryInput({ target: name, input }: Extract<Asked, { what: 'one' }>): Promise<Answer> {
  try {
    await tryOne(targetOf(name), unpack(input));
    return { what: 'done', inputs: 1, memoryMb: memoryMb() };
  } catch (error) {
    return { what: 'done', inputs: 1, memoryMb: memoryMb(), failure: { input, error: wordsOf(error) } };
  }
}

/** What is taken once garbage is gone. */
function memoryMb(): number {
  const mb = (): number => process.memoryUsage.rss() / 2 ** 20;
  if (mb() > 300) {
    PROCESS_MEMORY.collect?.();
  }
  return mb();
}

function wordsOf(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}

process.on('message', (asked: Asked) => {
  void (asked.what === 'many' ? tryMany(asked) : tryInput(asked)).then(say);
});
process.on('unhandledRejection', (error) => {
  // An error that nobody waits for ends a worker: it is a failure of whatever was tried.
  say({
    what: 'done',
    inputs: 0,
    memoryMb: memoryMb(),
    failure: { input: '', error: `Nobody waits for: ${wordsOf(error)}` },
  });
});

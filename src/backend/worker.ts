import { parentPort } from 'node:worker_threads';
import { CancelledError } from '../errors';
import { memorySaver } from '../pipeline/memory';
import { toPlainError } from './plainError';
import { runAnalysis } from './runAnalysis';
import { type FromWorker, type ToWorker } from './workerMessages';

/* The entry of a thread that analyses, away from the event loop that answers Grafana. */

const running = new Map<number, AbortController>();
const saveMemory = memorySaver();

parentPort?.on('message', (message: ToWorker) => {
  if (message.type === 'cancel') {
    running.get(message.id)?.abort();
  } else {
    void run(message);
  }
});

async function run({ id, request, cancelled }: ToWorker & { type: 'run' }): Promise<void> {
  const abort = new AbortController();
  running.set(id, abort);
  const checkpoint = () => {
    if (Atomics.load(cancelled, 0) !== 0) {
      throw new CancelledError();
    }
    saveMemory();
  };
  try {
    const analysis = await runAnalysis(request, abort.signal, checkpoint);
    answer({ id, type: 'done', analysis });
  } catch (error) {
    answer({ id, type: 'failed', error: toPlainError(error) });
  } finally {
    running.delete(id);
  }
}

function answer(message: FromWorker): void {
  parentPort?.postMessage(message);
}

import { parentPort } from 'node:worker_threads';
import { type FromThread, type ToWorker } from '../messages';
import { type Ping, type Pong } from '../supervisor';

/* What no thread should do, by the path of a resource. */

/** (module (func (export "spin") (loop (br 0)))) */
const SPIN = new Uint8Array([
  ...[0, 97, 115, 109, 1, 0, 0, 0, 1, 4, 1, 96, 0, 0, 3, 2, 1, 0],
  ...[7, 8, 1, 4, 115, 112, 105, 110, 0, 0, 10, 9, 1, 7, 0, 3, 64, 12, 0, 11, 11],
]);

const hoard: Uint8Array[] = [];
const say = (message: FromThread | Pong) => parentPort?.postMessage(message);

parentPort?.on('message', (message: ToWorker | Ping) => {
  if (message.type === 'ping') {
    say({ type: 'pong' });
  } else if (message.type === 'call' && message.kind === 'resource') {
    const { id, request } = message;
    say({ type: 'working', task: id, calls: [id] });
    work(request.path);
    say({ type: 'answer', id, rest: { code: process.pid, headers: {}, body: { $pieces: 0 } } });
    say({ type: 'end', id });
  }
});

function work(path: string): void {
  switch (path) {
    case 'spin': {
      const { spin } = new WebAssembly.Instance(new WebAssembly.Module(SPIN)).exports;
      // A function without parameters, by SPIN.
      return (spin as () => void)();
    }
    case 'hoard':
      for (;;) {
        hoard.push(new Uint8Array(16e6).fill(1));
      }
    case 'throw':
      throw new Error('A bug.');
    case 'exit':
      process.exit(3);
  }
}

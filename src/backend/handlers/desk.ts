import { type Log } from '../log';
import { type WorkerPool } from '../pool/pool';
import { type Recorder } from '../recorder';

/** What requests are passed on with. Nothing of a request is computed in this process, which everybody waits for. */
export interface Desk {
  pool: Pick<WorkerPool, 'run' | 'stream'>;
  record: Recorder;
  log: Log;
}

import { type Log } from '../log';
import { type WorkerPool } from '../pool/pool';
import { type Recorder } from '../recorder';
import { type State } from '../state/state';

/** What requests are passed on with. Nothing of a request is computed in this process, which everybody waits for. */
export interface Desk {
  pool: Pick<WorkerPool, 'run' | 'stream'>;
  /** Said by Save & test. */
  state: Pick<State, 'said'>;
  record: Recorder;
  log: Log;
}

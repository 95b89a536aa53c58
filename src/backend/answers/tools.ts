import { type Analyst } from '../analyst';
import { type ProcessLimits } from '../limits';
import { type Log } from '../log';
import { type Recorder } from '../recorder';

/** What answers are made with. */
export interface Tools {
  analyst: Analyst;
  record: Recorder;
  log: Log;
  limits: Pick<ProcessLimits, 'rangeDays'>;
}

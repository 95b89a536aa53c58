import { type LogTable } from './logTable';
import { type Notice } from './notice';
import { type ResponseTimeCounts, type WindowTable } from './windowTable';

/** Some of the lines of a range. */
export interface LineSample {
  readonly table: LogTable;
  /** How many lines of the range each row stands for. */
  readonly weight: Float64Array;
  /** Every line that complains - WARNING or worse, or a status of 400 and above - is in it and stands for itself. */
  readonly hasAllComplaints: boolean;
}

/** Logs as a store counted them, with a sample of their lines. */
export interface CountedLogs {
  windows: WindowTable;
  /** Left out where no log has a response time. */
  responseTimes?: ResponseTimeCounts;
  sample: LineSample;
  /** What was counted, what estimated, and what was read for it. */
  notices: Notice[];
}

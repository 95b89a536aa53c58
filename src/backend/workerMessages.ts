import { type Analysis } from '../analysis/model/analysis';
import { type AnalysisRequest } from '../query/resolved';
import { type PlainError } from './plainError';

export type ToWorker =
  | {
      type: 'run';
      id: number;
      request: AnalysisRequest;
      /** One word of shared memory; not 0: cancelled. A thread that computes reads no messages, but it can read this. */
      cancelled: Int32Array;
    }
  /** Ends what waits for the network. */
  | { type: 'cancel'; id: number };

export type FromWorker = { id: number } & (
  { type: 'done'; analysis: Analysis } | { type: 'failed'; error: PlainError }
);

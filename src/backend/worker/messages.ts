import { type LogFields, type LogLevel } from '../log';
import { type PlainError } from '../plainError';
import {
  type CallResourceRequest,
  type CallResourceResponse,
  type CheckHealthRequest,
  type CheckHealthResponse,
  type DataQueryMessage,
  type DataResponse,
  type QueryDataRequest,
  type StreamPacket,
  type StreamRequest,
} from '../proto/messages';
import { type Recorded } from '../recorder';
import { type Known, type KnownChanges } from '../state/known';
import { type EndReason } from './watch';

/** One query of a request for data. */
export type QueryRequest = Omit<QueryDataRequest, 'queries'> & { query: DataQueryMessage };

/** The requests to a worker and their answers; a stream answers with packets. */
export interface Calls {
  query: { request: QueryRequest; answer: DataResponse };
  resource: { request: CallResourceRequest; answer: CallResourceResponse };
  check: { request: CheckHealthRequest; answer: CheckHealthResponse };
  stream: { request: StreamRequest; answer: StreamPacket };
}

export type CallKind = keyof Calls;

/** What a worker is sent. */
export type ToWorker =
  | { [Kind in CallKind]: { type: 'call'; id: number; kind: Kind; request: Calls[Kind]['request'] } }[CallKind]
  /** Nobody waits for the answer any more. */
  | { type: 'cancel'; id: number }
  /** What the main process and the other workers take of the budget. */
  | { type: 'others'; bytes: number }
  /** What is stored under the key. */
  | { type: 'recalled'; key: string; known: Known };

/** Messages beside the answers to calls. */
export type Said =
  | { type: 'record'; recorded: Recorded }
  | { type: 'log'; level: LogLevel; message: string; fields?: LogFields }
  /** Asks for what is stored under the key. */
  | { type: 'recall'; key: string }
  | { type: 'remember'; key: string; changes: KnownChanges };

/** Messages of a worker's thread, which computes and does not respond meanwhile. */
export type FromThread =
  | Said
  /** Some of the bytes of the answer that comes next. */
  | { type: 'piece'; id: number; bytes: Uint8Array }
  /** An answer of the call's kind without its bytes. */
  | { type: 'answer'; id: number; rest: unknown }
  /** The call is over. */
  | { type: 'end'; id: number }
  | { type: 'failed'; id: number; error: PlainError }
  /** From now on, until it reports something else, it works for these calls. */
  | { type: 'working'; task: number; calls: readonly number[] }
  | { type: 'rested'; task: number };

/** Messages of a worker: those of its thread, and those of its supervisor. */
export type FromWorker =
  | FromThread
  | { type: 'beat'; blockedMs: number; residentBytes: number }
  /** It is about to end itself: these calls are to blame. */
  | { type: 'ends'; reason: EndReason; calls: readonly number[] };

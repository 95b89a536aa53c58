import { type KnownIncident } from '../../analysis/incidents/identity/matchIncidents';
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
import { type EndReason } from './watch';

/** One query of a request for data. */
export type QueryRequest = Omit<QueryDataRequest, 'queries'> & { query: DataQueryMessage };

/** What a worker can be asked, and what it answers; of a stream each packet. */
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
  /** What was remembered under the key. */
  | { type: 'recalled'; key: string; incidents: readonly KnownIncident[] };

/** What is said beside the answers to calls. */
export type Said =
  | { type: 'record'; recorded: Recorded }
  | { type: 'log'; level: LogLevel; message: string; fields?: LogFields }
  /** Asks for what was remembered under the key. */
  | { type: 'recall'; key: string }
  | { type: 'remember'; key: string; incidents: readonly KnownIncident[] };

/** What the thread of a worker says, which computes and so hears nothing for a while. */
export type FromThread =
  | Said
  /** Some of the bytes of the answer that comes next. */
  | { type: 'piece'; id: number; bytes: Uint8Array }
  /** An answer of the call's kind without its bytes. */
  | { type: 'answer'; id: number; rest: unknown }
  /** The call is over. */
  | { type: 'end'; id: number }
  | { type: 'failed'; id: number; error: PlainError }
  /** From here on, until something else is said, it works for these calls. */
  | { type: 'working'; task: number; calls: readonly number[] }
  | { type: 'rested'; task: number };

/** What a worker says: all that its thread says, and what is seen from beside the thread. */
export type FromWorker =
  | FromThread
  | { type: 'beat'; deafMs: number; residentBytes: number }
  /** It is about to end itself: these calls are to blame. */
  | { type: 'ends'; reason: EndReason; calls: readonly number[] };

import { setMaxListeners } from 'node:events';
import {
  type handleServerStreamingCall,
  type handleUnaryCall,
  type ServerErrorResponse,
  type ServerUnaryCall,
  type ServerWritableStream,
  status,
} from '@grpc/grpc-js';

type Handler<Request, Response> = (request: Request, signal: AbortSignal) => Response | Promise<Response>;

/** A call with one answer. The signal aborts when the caller goes away. */
export function unary<Request, Response>(handler: Handler<Request, Response>): handleUnaryCall<Request, Response> {
  return (call, callback) => {
    answer(call, handler).then(
      (response) => callback(null, response),
      (error: unknown) => callback(asStatus(error))
    );
  };
}

/** A call whose answer is a stream, of which we send one message. */
export function streamOfOne<Request, Response>(
  handler: Handler<Request, Response>
): handleServerStreamingCall<Request, Response> {
  return (call) => {
    answer(call, handler).then(
      (response) => {
        call.write(response);
        call.end();
      },
      (error: unknown) => call.emit('error', asStatus(error))
    );
  };
}

/** A call whose answer is a stream, for as long as there is more to say and the caller is there. */
export function stream<Request, Response>(
  handler: (request: Request, signal: AbortSignal, send: (response: Response) => void) => Promise<void>
): handleServerStreamingCall<Request, Response> {
  return (call) => {
    const signal = signalOf(call);
    handler(call.request, signal, (response) => call.write(response)).then(
      () => call.end(),
      (error: unknown) => call.emit('error', asStatus(error))
    );
  };
}

async function answer<Request, Response>(
  call: ServerUnaryCall<Request, Response> | ServerWritableStream<Request, Response>,
  handler: Handler<Request, Response>
): Promise<Response> {
  return handler(call.request, signalOf(call));
}

/** Aborts when the caller goes away. As many may listen as a request has queries. */
function signalOf(call: Pick<ServerUnaryCall<unknown, unknown>, 'on'>): AbortSignal {
  const gone = new AbortController();
  setMaxListeners(0, gone.signal);
  call.on('cancelled', () => gone.abort());
  return gone.signal;
}

function asStatus(error: unknown): Partial<ServerErrorResponse> {
  if (error instanceof Error && 'code' in error && typeof error.code === 'number') {
    return { code: error.code, details: error.message };
  }
  return { code: status.INTERNAL, details: 'Seismolog failed unexpectedly.' };
}

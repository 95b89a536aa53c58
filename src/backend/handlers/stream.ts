import { status } from '@grpc/grpc-js';
import { CancelledError } from '../../errors';
import { LIVE_VIEWS, liveViewOf } from '../../query/live';
import { answerError } from '../errorAnswer';
import { stream, unary } from '../grpc';
import { ownerOf } from '../pool/owner';
import { type StreamAnswer, type StreamPacket, type StreamRequest } from '../proto/messages';
import { checkContext, checkStream } from './bounds';
import { type Desk } from './desk';
import { exprIn } from './exprIn';

/** Whether there is such a channel, answered at once: nobody waits for data that never comes. */
export function subscribeStream({ path }: StreamRequest): StreamAnswer {
  return liveViewOf(path)
    ? { status: 'OK', data: new Uint8Array() }
    : { status: 'NOT_FOUND', data: Buffer.from(JSON.stringify({ message: noChannel(path) })) };
}

/** Nothing can be sent into a channel. */
function publishStream(): StreamAnswer {
  return { status: 'PERMISSION_DENIED', data: new Uint8Array() };
}

export async function runStream(
  { pluginContext, path, data }: StreamRequest,
  { pool, log, record }: Desk,
  signal: AbortSignal,
  send: (packet: StreamPacket) => void
): Promise<void> {
  if (!liveViewOf(path)) {
    throw Object.assign(new Error(noChannel(path)), { code: status.NOT_FOUND });
  }
  try {
    checkContext(pluginContext);
    checkStream({ path, data });
    const caller = { owner: ownerOf(pluginContext), logs: exprIn(data), signal };
    await pool.stream({ pluginContext, path, data }, caller, send);
  } catch (error) {
    if (!(error instanceof CancelledError)) {
      throw Object.assign(new Error(answerError(error, log, record).message), { code: status.UNAVAILABLE });
    }
  }
}

function noChannel(path: string): string {
  return `Seismolog has no live channel "${path.slice(0, 100)}". There are: ${LIVE_VIEWS.join(', ')}.`;
}

/** Grafana's Stream service. */
export function streamService(desk: Desk) {
  return {
    SubscribeStream: unary((request: StreamRequest) => subscribeStream(request)),
    RunStream: stream((request: StreamRequest, signal, send: (packet: StreamPacket) => void) =>
      runStream(request, desk, signal, send)
    ),
    PublishStream: unary(publishStream),
  };
}

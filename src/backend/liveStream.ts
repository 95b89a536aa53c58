import { status } from '@grpc/grpc-js';
import { type StreamAnswer, type StreamRequest } from './proto/messages';

/** No channel streams yet: whoever asks for one is told so instead of waiting for data that never comes. */
export function subscribeStream(request: StreamRequest): StreamAnswer {
  return { status: 'NOT_FOUND', data: Buffer.from(JSON.stringify({ message: noChannel(request) })) };
}

export function runStream(request: StreamRequest): never {
  const details = noChannel(request);
  throw Object.assign(new Error(details), { code: status.NOT_FOUND, details });
}

function noChannel({ path }: StreamRequest): string {
  return `Seismolog has no live channel "${path}".`;
}

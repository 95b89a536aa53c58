import { createSource } from '../sources/registry';
import { answerError } from './errorAnswer';
import { instanceOf } from './instance';
import { type CheckHealthRequest, type CheckHealthResponse } from './proto/messages';
import { type Tools } from './queryData';

/** Save & test: what the source found, or what is wrong. Runs beside the analyses, so that it never waits for one. */
export async function checkHealth(
  { pluginContext }: CheckHealthRequest,
  { log, metrics }: Tools,
  signal: AbortSignal
): Promise<CheckHealthResponse> {
  try {
    const { message, details } = await createSource(instanceOf(pluginContext).settings).check({ signal });
    return { status: 'OK', message, jsonDetails: json(details ?? {}) };
  } catch (error) {
    const { message } = answerError(error, log, metrics);
    return { status: 'ERROR', message, jsonDetails: json({ verboseMessage: verbose(error, message) }) };
  }
}

/** The message with what lay beneath it: "connect ECONNREFUSED 127.0.0.1:3100". */
function verbose(error: unknown, message: string): string {
  const cause = error instanceof Error ? error.cause : undefined;
  return cause instanceof Error ? verbose(cause, `${message}\n${cause.message}`) : message;
}

function json(value: unknown): Uint8Array {
  return Buffer.from(JSON.stringify(value));
}

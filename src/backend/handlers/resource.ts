import { answerError } from '../errorAnswer';
import { streamOfOne } from '../grpc';
import { ownerOf } from '../pool/owner';
import { type CallResourceRequest, type CallResourceResponse } from '../proto/messages';
import { checkContext, checkResource } from './bounds';
import { type Desk } from './desk';
import { exprIn } from './exprIn';

export async function callResource(
  { pluginContext, path, method, url }: CallResourceRequest,
  { pool, log, record }: Desk,
  signal: AbortSignal
): Promise<CallResourceResponse> {
  try {
    checkContext(pluginContext);
    const request = { pluginContext, path, method, url };
    checkResource(request);
    return await pool.run('resource', request, { owner: ownerOf(pluginContext), logs: exprOf(url), signal });
  } catch (error) {
    const { status, message } = answerError(error, log, record);
    const headers = { 'content-type': { values: ['application/json'] } };
    return { code: status, headers, body: Buffer.from(JSON.stringify({ message })) };
  }
}

function exprOf(url: string): string {
  const params = new URLSearchParams(url.replace(/^[^?]*/, ''));
  return params.get('expr') ?? exprIn(Buffer.from(params.get('query') ?? ''));
}

/** Grafana's Resource service. */
export function resourceService(desk: Desk) {
  return { CallResource: streamOfOne((request: CallResourceRequest, signal) => callResource(request, desk, signal)) };
}

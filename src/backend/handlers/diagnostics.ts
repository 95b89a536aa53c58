import { answerError } from '../errorAnswer';
import { unary } from '../grpc';
import { type Metrics } from '../metrics';
import { ownerOf } from '../pool/owner';
import { type CheckHealthRequest, type CheckHealthResponse } from '../proto/messages';
import { checkContext } from './bounds';
import { type Desk } from './desk';

/** Save & test. */
async function checkHealth(
  { pluginContext }: CheckHealthRequest,
  { pool, log, record, state }: Desk,
  signal: AbortSignal
): Promise<CheckHealthResponse> {
  try {
    checkContext(pluginContext);
    const caller = { owner: ownerOf(pluginContext), logs: 'check', signal };
    const answer = await pool.run('check', { pluginContext }, caller);
    return answer.status === 'OK' ? { ...answer, message: `${answer.message} ${state.said}` } : answer;
  } catch (error) {
    const { message } = answerError(error, log, record);
    return { status: 'ERROR', message, jsonDetails: Buffer.from(JSON.stringify({ verboseMessage: message })) };
  }
}

/** Grafana's Diagnostics service: Save & test, and the metrics at /metrics/plugins/<id>. */
export function diagnosticsService(desk: Desk, { registry }: Pick<Metrics, 'registry'>) {
  return {
    CheckHealth: unary((request: CheckHealthRequest, signal) => checkHealth(request, desk, signal)),
    CollectMetrics: unary(async () => ({ metrics: { prometheus: Buffer.from(await registry.metrics()) } })),
  };
}

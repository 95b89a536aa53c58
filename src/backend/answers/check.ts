import { CancelledError, SeismologError } from '../../errors';
import { type DetectedField } from '../../query/detectedField';
import { requirePatterns } from '../../query/patterns';
import { type ResolvedSettings } from '../../query/resolved';
import { type FieldMapping } from '../../query/settings';
import { detectFields } from '../../sources/detectFields';
import { mappingWarnings, namesFields } from '../../sources/mappingWarnings';
import { createSource } from '../../sources/registry';
import { type LogSource, type ReadContext, type SourceCheck } from '../../sources/source';
import { answerError } from '../errorAnswer';
import { instanceOf } from '../instance';
import { type CheckHealthRequest, type CheckHealthResponse } from '../proto/messages';
import { type Tools } from './tools';
import { HOUR } from '../../time/units';

/** Save & test: what the source found, or what is wrong. Runs beside the analyses, so that it never waits for one. */
export async function checkHealth(
  { pluginContext }: CheckHealthRequest,
  { log, record }: Tools,
  signal: AbortSignal
): Promise<CheckHealthResponse> {
  try {
    const { settings } = instanceOf(pluginContext);
    requirePatterns(settings);
    const { message, details } = await checkSource(createSource(settings), settings, Date.now(), { signal });
    return { status: 'OK', message, jsonDetails: json(details ?? {}) };
  } catch (error) {
    const { message } = answerError(error, log, record);
    return { status: 'ERROR', message, jsonDetails: json({ verboseMessage: verbose(error, message) }) };
  }
}

/** What the source says of itself, and what of the field mapping does not fit its logs of the last hour. */
export async function checkSource(
  source: LogSource,
  { fields: mapping, defaultExpr }: Pick<ResolvedSettings, 'fields' | 'defaultExpr'>,
  nowMs: number,
  context: ReadContext
): Promise<SourceCheck> {
  const { message, details } = await source.check(context);
  if (!namesFields(mapping)) {
    return { message, details };
  }
  const request = { fromMs: nowMs - HOUR, toMs: nowMs, expr: defaultExpr };
  const warnings = await warningsOf(() => detectFields(source, request, context), mapping);
  const text = [message, ...warnings].join(' ');
  return { message: text, details: { ...details, fieldWarnings: warnings } };
}

async function warningsOf(detect: () => Promise<DetectedField[]>, mapping: FieldMapping): Promise<string[]> {
  try {
    return mappingWarnings(mapping, await detect());
  } catch (error) {
    if (error instanceof SeismologError && !(error instanceof CancelledError)) {
      return [`Whether the logs have the fields of the settings could not be checked: ${error.message}`];
    }
    throw error;
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

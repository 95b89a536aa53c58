import { FieldSampler } from '../../logs/fieldSampler';
import { type DetectedField, type FieldType } from '../../query/detectedField';
import { HttpError } from '../http/httpError';
import { type FieldRequest } from '../source';
import { forEachKnownLine } from './appendPiece';
import { instantOf } from '../instant';
import { type LokiClient, type LokiField } from './lokiClient';

/** Some lines of several parts of the range: the newest alone may all be of one service. */
const PARTS = 4;
const LINES_A_PART = 100;

const TYPES: Readonly<Record<string, FieldType>> = {
  int: 'number',
  float: 'number',
  boolean: 'boolean',
  duration: 'duration',
};

/**
 * The fields of a Loki's logs: labels, structured metadata and what is in the lines, with examples from a sample. Loki
 * 3 itself finds more of them, in more lines.
 *
 * @throws HttpError, QueryError, CancelledError
 */
export async function detectLokiFields(
  loki: LokiClient,
  { expr, fromMs, toMs }: FieldRequest,
  signal: AbortSignal
): Promise<DetectedField[]> {
  const border = (part: number): number => fromMs + Math.round((part / PARTS) * (toMs - fromMs));
  const parts = Array.from({ length: PARTS }, (_, part) => [border(part), border(part + 1)])
    .filter(([from, to]) => from < to)
    .map(([from, to]) => ({ from: instantOf(from), to: instantOf(to), limit: LINES_A_PART }));
  const [served, ...pages] = await Promise.all([
    servedFields(loki, expr, fromMs, toMs, signal),
    ...parts.map((span) => loki.lines(expr, span, signal, 'backward')),
  ]);
  const sampler = new FieldSampler();
  for (const { streams } of pages) {
    forEachKnownLine(streams, (line, known) => sampler.addLine(line, known));
  }
  for (const { name, type, cardinality } of served) {
    sampler.describe(name, { type: TYPES[type] ?? 'string', cardinality });
  }
  return sampler.fields();
}

/** None before Loki 3, where volumes are off, or where a gateway doesn't let the question through. */
async function servedFields(
  loki: LokiClient,
  expr: string,
  fromMs: number,
  toMs: number,
  signal: AbortSignal
): Promise<LokiField[]> {
  try {
    return await loki.detectedFields(expr, fromMs, toMs, signal);
  } catch (error) {
    if (error instanceof HttpError) {
      return [];
    }
    throw error;
  }
}

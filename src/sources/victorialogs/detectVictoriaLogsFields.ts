import { FieldSampler } from '../../logs/fieldSampler';
import { type DetectedField } from '../../query/detectedField';
import { instantOf } from '../instant';
import { type FieldRequest } from '../source';
import { type Selection } from './selection';
import { isOwnField, LogReader } from './storedLogs';

/** Some logs of several parts of the range: the newest alone may all be of one service. */
const PARTS = 4;
const LOGS_A_PART = 100;

/**
 * The fields of a VictoriaLogs' logs: all that it names, and what is in their messages, with examples from a sample.
 *
 * @throws HttpError, QueryError, StoreError, CancelledError
 */
export async function detectVictoriaLogsFields(
  { client, expr, mapping }: Selection,
  { fromMs, toMs }: FieldRequest,
  signal: AbortSignal
): Promise<DetectedField[]> {
  const border = (part: number): number => fromMs + Math.round((part / PARTS) * (toMs - fromMs));
  const span = (from: number, to: number) => ({ from: instantOf(from), to: instantOf(to) });
  const parts = Array.from({ length: PARTS }, (_, part) => [border(part), border(part + 1)])
    .filter(([from, to]) => from < to)
    .map(([from, to]) => span(from, to));
  const [names, ...samples] = await Promise.all([
    client.fieldNames(expr, span(fromMs, toMs), signal),
    ...parts.map(async (part) =>
      new LogReader(mapping).logsOf(await client.logs(expr, part, signal, LOGS_A_PART), part)
    ),
  ]);
  const sampler = new FieldSampler();
  for (const { line, known } of samples.flat()) {
    sampler.addLine(line, known);
  }
  for (const name of names.filter((each) => !isOwnField(each))) {
    sampler.describe(name, { type: 'string' });
  }
  return sampler.fields();
}

import { FieldSampler } from '../logs/fieldSampler';
import { type DetectedField } from '../query/detectedField';
import { type FieldRequest, type LogSource, type ReadContext } from './source';

const SAMPLE = 200;

/**
 * The fields of a source's logs, those first that are recognised by their names. Where the source doesn't say, the
 * newest lines do.
 *
 * @throws StoreError, QueryError, CancelledError
 */
export async function detectFields(
  source: LogSource,
  request: FieldRequest,
  context: ReadContext
): Promise<DetectedField[]> {
  if (source.detectFields) {
    return source.detectFields(request, context);
  }
  const { table } = await source.read({ ...request, lineLimit: SAMPLE }, context);
  const sampler = new FieldSampler();
  for (let row = 0; row < table.length; row++) {
    sampler.addLine(table.line.at(row));
  }
  return sampler.fields();
}

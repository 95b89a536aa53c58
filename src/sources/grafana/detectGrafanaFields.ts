import { FieldSampler } from '../../logs/fieldSampler';
import { type DetectedField } from '../../query/detectedField';
import { type GrafanaOptions } from '../../query/settings';
import { type FieldRequest } from '../source';
import { type GrafanaClient } from './grafanaClient';

const SAMPLE = 200;

/**
 * The fields of the lines that a data source gives at once: its frames' labels and columns, and what is in the lines.
 *
 * @throws HttpError, StoreError, CancelledError
 */
export async function detectGrafanaFields(
  client: GrafanaClient,
  query: GrafanaOptions['query'],
  { fromMs, toMs }: FieldRequest,
  signal: AbortSignal
): Promise<DetectedField[]> {
  const { frames } = await client.lines(query, fromMs, toMs, signal);
  const sampler = new FieldSampler();
  for (const frame of frames) {
    // Whichever end of the range comes first: some of all of it.
    const step = Math.max(1, Math.floor(frame.length / SAMPLE));
    for (let row = 0; row < frame.length; row += step) {
      sampler.addLine(frame.line(row), frame.known(row));
    }
  }
  return sampler.fields();
}

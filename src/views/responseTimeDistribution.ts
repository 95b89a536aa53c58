import { type Analysis, type ResponseTimeHistogram } from '../analysis/model/analysis';
import { VIEWS } from '../query/views';
import { type Notice } from '../logs/notice';
import { fixed } from './colours';
import { frame, noData, numberField } from './fields';
import { type FieldConfig, type Frame } from './frame';
import { type ViewRequest } from './view';
import { whole } from '../format/format';

type Bins = Pick<ResponseTimeHistogram, 'edges' | 'counts'>;

const NAME = VIEWS.responseTimeDistribution.label;

/**
 * A histogram with geometric bins, which make Grafana's axis logarithmic. Two counts colour the bars at the marker: a
 * bin that begins at or above the 95th percentile is over it.
 */
export function responseTimeDistribution(analysis: Analysis, request: ViewRequest): Frame[] {
  const histogram = analysis.responseTimes;
  if (!histogram) {
    return noData(frame(NAME, 'table', []), 'No log in this range has a response time.', request);
  }
  const { p95 } = histogram;
  const { edges, counts } = padToOctaves(histogram);
  const isOver = (bin: number) => edges[bin] >= p95;
  const milliseconds: FieldConfig = { unit: 'ms' };
  const count = (name: string, over: boolean, colour: string) => {
    const logs = Float64Array.from(counts, (count, bin) => (isOver(bin) === over ? count : 0));
    const displayName = `${name} (${whole(Math.round(p95))} ms)`;
    return numberField(name, logs, { displayName, unit: 'short', color: fixed(colour) });
  };
  const result = frame(
    NAME,
    'table',
    [
      numberField('xMin', edges.subarray(0, counts.length), milliseconds),
      numberField('xMax', edges.subarray(1, counts.length + 1), milliseconds),
      count('up to P95', false, 'blue'),
      count('over P95', true, 'orange'),
    ],
    notices(request)
  );
  return [{ ...result, meta: { ...result.meta, custom: { p95 } } }];
}

/**
 * Grafana labels every second or third octave, counted from the right, of which it shows every second or third, counted
 * from the left.
 */
const OCTAVES = 6;

/**
 * The histogram with empty bins around it, so that its axis spans a multiple of OCTAVES: on any other span the two ways
 * in which Grafana thins out the labels of a small panel can leave none of them.
 */
function padToOctaves({ edges, counts }: Bins): Bins {
  const factor = edges[1] / edges[0];
  const octave = (edge: number, round: (x: number) => number) => round(Math.log2(edge));
  const [low, high] = [octave(edges[0], Math.floor), octave(edges[edges.length - 1], Math.ceil)];
  const missing = (OCTAVES - ((high - low) % OCTAVES)) % OCTAVES;
  const [lowest, highest] = [low - Math.floor(missing / 2), high + Math.ceil(missing / 2)];

  const padded = Array.from(edges);
  let before = 0;
  while (octave(padded[0], Math.floor) > lowest) {
    padded.unshift(padded[0] / factor);
    before++;
  }
  while (octave(padded[padded.length - 1], Math.ceil) < highest) {
    padded.push(padded[padded.length - 1] * factor);
  }
  const paddedCounts = new Uint32Array(padded.length - 1);
  paddedCounts.set(counts, before);
  return { edges: Float64Array.from(padded), counts: paddedCounts };
}

function notices(request: ViewRequest): Notice[] {
  return request.services.length === 0
    ? []
    : [{ severity: 'info', text: 'The response time distribution is counted over all services together.' }];
}

import { type Analysis } from '../analysis/analysis';
import { type Notice } from '../sources/source';
import { fixed } from './colours';
import { frame, noData, numberField } from './fields';
import { type FieldConfig, type Frame } from './frame';
import { type ViewRequest } from './view';

const NAME = 'Response time distribution';

/**
 * A histogram with geometric bins, which make Grafana's axis logarithmic. Two counts colour the bars at the marker: a bin
 * that begins at or above the 95th percentile is over it.
 */
export function responseTimeDistribution(analysis: Analysis, request: ViewRequest): Frame[] {
  const histogram = analysis.responseTimes;
  if (!histogram) {
    return noData(NAME, 'table', 'No log in this range has a response time.');
  }
  const { edges, counts, p95 } = histogram;
  const isOver = (bin: number) => edges[bin] >= p95;
  const milliseconds: FieldConfig = { unit: 'ms' };
  const count = (name: string, over: boolean, colour: string) => {
    const logs = Float64Array.from(counts, (count, bin) => (isOver(bin) === over ? count : 0));
    const displayName = `${name} (${Math.round(p95).toLocaleString('en-US')} ms)`;
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

function notices(request: ViewRequest): Notice[] {
  return request.services.length === 0
    ? []
    : [{ severity: 'info', text: 'The response time distribution is counted over all services together.' }];
}

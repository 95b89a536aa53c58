import { type Analysis } from '../analysis/model/analysis';
import { VIEWS } from '../query/views';
import { type Notice } from '../logs/notice';
import { fixed } from './colours';
import { frame, noData, numberField, roomBeyond, stringField } from './fields';
import { type Frame } from './frame';
import { wantedServices } from './services';
import { type ViewRequest } from './view';

const NAME = VIEWS.responseTimeByService.label;

/** Average response time (ms) of each service, slowest first. A service that gives none is left out, with a notice. */
export function responseTimeByService(analysis: Analysis, request: ViewRequest): Frame[] {
  const wanted = wantedServices(analysis, request);
  const means = wanted
    .flatMap(({ service, responseTime }) => (responseTime ? [{ service, mean: responseTime.mean }] : []))
    .sort((a, b) => b.mean - a.mean);
  const values = means.map(({ mean }) => mean);
  const without = wanted.filter(({ responseTime }) => !responseTime).map(({ service }) => service);
  const notices: Notice[] =
    means.length > 0 && without.length > 0
      ? [{ severity: 'info', text: `Without response times: ${without.join(', ')}.` }]
      : [];
  const result = frame(
    NAME,
    'numeric-long',
    [
      stringField(
        'service',
        means.map(({ service }) => service),
        { displayName: 'Service' }
      ),
      numberField('responseTime', values, {
        displayName: 'Average response time',
        unit: 'ms',
        min: 0,
        color: fixed('blue'),
        custom: roomBeyond(values),
      }),
    ],
    notices
  );
  return means.length > 0 ? [result] : noData(result, 'No log in this range has a response time.', request);
}

import { type Analysis } from '../analysis/model/analysis';
import { VIEWS } from '../query/views';
import { type Notice } from '../logs/notice';
import { fixed } from './colours';
import { frame, noData, numberField, roomBeyond, stringField } from './fields';
import { type Frame } from './frame';
import { wantedServices } from './services';
import { type ViewRequest } from './view';

const NAME = VIEWS.errorsByService.label;

/**
 * How many errors each service logged, most first; services without errors have 0, those of which no level is known are
 * left out, with a notice.
 */
export function errorsByService(analysis: Analysis, request: ViewRequest): Frame[] {
  const wanted = wantedServices(analysis, request);
  const services = wanted.filter(({ known }) => known.levels > 0).sort((a, b) => b.errors - a.errors);
  const errors = services.map((service) => service.errors);
  const without = wanted.filter(({ known }) => known.levels === 0).map(({ service }) => service);
  const notices: Notice[] =
    services.length > 0 && without.length > 0
      ? [{ severity: 'info', text: `Without a level in any log: ${without.join(', ')}.` }]
      : [];
  const result = frame(
    NAME,
    'numeric-long',
    [
      stringField(
        'service',
        services.map(({ service }) => service),
        { displayName: 'Service' }
      ),
      numberField('errors', errors, {
        displayName: 'Errors',
        unit: 'locale',
        min: 0,
        color: fixed('red'),
        custom: roomBeyond(errors),
      }),
    ],
    notices
  );
  if (services.length > 0) {
    return [result];
  }
  const reason = wanted.length > 0 ? 'The level of no log is known.' : 'No service logged anything in this range.';
  return noData(result, reason, request);
}

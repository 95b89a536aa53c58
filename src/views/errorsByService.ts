import { type Analysis } from '../analysis/model/analysis';
import { fixed } from './colours';
import { frame, noData, numberField, roomBeyond, stringField } from './fields';
import { type Frame } from './frame';
import { wantedServices } from './services';
import { type ViewRequest } from './view';

const NAME = 'Errors by service';

/** How many errors each service logged, most first; services without errors have 0. */
export function errorsByService(analysis: Analysis, request: ViewRequest): Frame[] {
  const services = wantedServices(analysis, request).sort((a, b) => b.errors - a.errors);
  if (services.length === 0) {
    return noData(NAME, 'numeric-long', 'No service logged anything in this range.');
  }
  const errors = services.map((service) => service.errors);
  return [
    frame(NAME, 'numeric-long', [
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
    ]),
  ];
}

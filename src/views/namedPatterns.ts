import { type Analysis } from '../analysis/model/analysis';
import { VIEWS } from '../query/views';
import { type Notice } from '../logs/notice';
import { fixed } from './colours';
import { frame, noData, numberField, roomBeyond, stringField } from './fields';
import { type Frame } from './frame';
import { type ViewRequest } from './view';

const NAME = VIEWS.namedPatterns.label;

/** How many logs each of the customer's own patterns matches, 0 where none, in the order of the settings. */
export function namedPatterns({ patterns }: Analysis, request: ViewRequest): Frame[] {
  const counts = new Map<string, number>();
  for (const { name, count } of patterns.named) {
    counts.set(name, (counts.get(name) ?? 0) + count);
  }
  const notices: Notice[] =
    request.services.length > 0
      ? [{ severity: 'info', text: 'Named patterns are counted in the logs of all services.' }]
      : [];
  const values = [...counts.values()];
  const result = frame(
    NAME,
    'numeric-long',
    [
      stringField('pattern', [...counts.keys()], { displayName: 'Pattern' }),
      numberField('count', values, {
        displayName: 'Logs',
        unit: 'locale',
        decimals: 0,
        min: 0,
        color: fixed('orange'),
        custom: roomBeyond(values),
      }),
    ],
    notices
  );
  const none = 'There are no named patterns. Add some, each a name and a regular expression, to the settings.';
  return values.length > 0 ? [result] : noData(result, none, request);
}

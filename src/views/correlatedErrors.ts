import { type Analysis, type CorrelatedPair } from '../analysis/model/analysis';
import { VIEWS } from '../query/views';
import { type Notice } from '../logs/notice';
import { frame, numberField, stringField } from './fields';
import { type FieldConfig, type Frame } from './frame';
import { isWanted } from './services';
import { textFilter } from './textFilter';
import { type LimitedRequest } from './view';

/**
 * A row for each two kinds of error that come together in time, the most correlated first; the one that leads comes
 * first. A request for some services gets the pairs that have an error of one of them. Without pairs the columns are
 * there, empty.
 */
export function correlatedErrors({ patterns }: Analysis, request: LimitedRequest): Frame[] {
  const wanted = new Set(
    patterns.errors
      .filter(({ services }) => services.some((service) => isWanted(request, service)))
      .map(({ template }) => template)
  );
  const isIncluded = textFilter(request);
  const found = patterns.pairs.filter(
    ({ first, second }) => (wanted.has(first) || wanted.has(second)) && isIncluded(first, second)
  );
  const rows = found.slice(0, request.limit);
  const notices: Notice[] =
    found.length > rows.length
      ? [{ severity: 'info', text: `The ${rows.length} most correlated of ${found.length} pairs.` }]
      : [];
  const text = (name: string, displayName: string, value: (row: CorrelatedPair) => string) =>
    stringField(name, rows.map(value), { displayName });
  const numbers = (name: string, value: (row: CorrelatedPair) => number, config: FieldConfig) =>
    numberField(name, rows.map(value), config);
  return [
    frame(
      VIEWS.correlatedErrors.label,
      'table',
      [
        text('first', 'First', ({ first }) => first),
        text('second', 'Then', ({ second }) => second),
        numbers('correlation', ({ correlation }) => correlation, {
          displayName: 'Correlation',
          decimals: 2,
          min: 0,
          max: 1,
        }),
        numbers('lag', ({ lagMinutes }) => lagMinutes, { displayName: 'Lag', unit: 'm', decimals: 0 }),
        numbers('commonBins', ({ commonBins }) => commonBins, {
          displayName: 'Together',
          description: 'Spans of 5 minutes that have both, the lag allowed for',
          unit: 'short',
          decimals: 0,
        }),
      ],
      notices
    ),
  ];
}

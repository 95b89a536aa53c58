import { type Analysis } from '../analysis/model/analysis';
import { VIEWS } from '../query/views';
import { noErrors } from '../analysis/windows/noErrors';
import { type Notice } from '../logs/notice';
import { fixed } from './colours';
import { frame, noData, numberField, roomBeyond, stringField } from './fields';
import { type Frame } from './frame';
import { isWanted, wantedServices } from './services';
import { textFilter } from './textFilter';
import { type LimitedRequest } from './view';
import { whole } from '../format/format';

const NAME = VIEWS.topErrors.label;

/**
 * The most frequent kinds of error, each by its template (variable parts as <*>). A notice says how many kinds and
 * errors are beyond the limit.
 */
export function topErrors(analysis: Analysis, request: LimitedRequest): Frame[] {
  const isIncluded = textFilter(request);
  const errors = analysis.patterns.errors.filter(
    ({ services, template }) => services.some((name) => isWanted(request, name)) && isIncluded(template)
  );
  const { limit } = request;
  const top = errors.slice(0, limit);
  const notices: Notice[] = [];
  if (errors.length > limit) {
    const rest = errors.slice(limit).reduce((sum, { count }) => sum + count, 0);
    const text = `The ${limit} most frequent of ${errors.length} kinds of error; the others make up ${whole(rest)} errors.`;
    notices.push({ severity: 'info', text });
  }
  if (request.services.length > 0 && top.some(({ services }) => services.some((name) => !isWanted(request, name)))) {
    notices.push({ severity: 'info', text: 'An error that other services log too is counted in all of them.' });
  }
  const kinds = stringField(
    'error',
    top.map(({ template }) => template),
    { displayName: 'Error' }
  );
  const counts = top.map(({ count }) => count);
  const numbers = numberField('count', counts, {
    displayName: 'Errors',
    unit: 'locale',
    decimals: 0,
    min: 0,
    color: fixed('orange'),
    custom: roomBeyond(counts),
  });
  const result = frame(NAME, 'numeric-long', [kinds, numbers], notices);
  return top.length > 0 ? [result] : noData(result, noErrors(wantedServices(analysis, request)), request);
}

import { QueryError } from '../errors';
import { textFilter } from './textFilter';

describe('include and exclude', () => {
  it.each([
    [{}, ['a'], true],
    [{ include: 'time.?out' }, ['connection timeout'], true],
    [{ include: 'time.?out' }, ['connected'], false],
    [{ include: 'timeout' }, ['connected', 'timeout'], true],
    [{ exclude: 'timeout' }, ['connected', 'timeout'], false],
    [{ include: 'conn', exclude: 'timeout' }, ['connected'], true],
  ])('%j of %j: %s', (request, texts, expected) => {
    expect(textFilter(request)(...texts)).toBe(expected);
  });

  it('say what they must be', () => {
    expect(() => textFilter({ exclude: '(' })).toThrow(QueryError);
    expect(() => textFilter({ exclude: '(' })).toThrow(
      /^Exclude must be a regular expression in RE2 syntax; "\(" is not/
    );
  });
});

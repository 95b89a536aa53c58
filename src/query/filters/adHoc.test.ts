import { type SeismologQuery } from '../query';
import { filterText, hasFilter, toggled, withAdHoc } from './adHoc';

const QUERY: SeismologQuery = { refId: 'A', queryType: 'anomalies' };

describe("a dashboard's filters", () => {
  it('are added to those of the query, without what is not done yet', () => {
    const own = { key: 'env', operator: '=' as const, value: 'prod' };
    const query = withAdHoc({ ...QUERY, filters: [own] }, [
      { key: 'service', operator: '=|', value: 'a', values: ['a', 'b'] },
      { key: '', operator: '=', value: '' },
    ]);
    expect(query.filters).toEqual([own, { key: 'service', operator: '=|', value: 'a', values: ['a', 'b'] }]);
  });

  it('leave the query alone where there are none', () => {
    expect(withAdHoc(QUERY)).toBe(QUERY);
  });
});

describe('filter for and filter out', () => {
  const on = toggled(QUERY, 'service', 'api', '=');

  it('add a filter, and take it away again', () => {
    expect(on.filters).toEqual([{ key: 'service', operator: '=', value: 'api' }]);
    expect(hasFilter(on, 'service', 'api')).toBe(true);
    expect(toggled(on, 'service', 'api', '=').filters).toBeUndefined();
  });

  it('take the place of each other, and leave other values', () => {
    const both = toggled(on, 'service', 'web', '!=');
    expect(toggled(both, 'service', 'api', '!=').filters).toEqual([
      { key: 'service', operator: '!=', value: 'web' },
      { key: 'service', operator: '!=', value: 'api' },
    ]);
    expect(hasFilter(both, 'service', 'web')).toBe(false);
  });
});

it('is readable', () => {
  expect(filterText({ key: 'service', operator: '=|', value: 'a', values: ['a', 'b'] })).toBe('service =| a, b');
  expect(filterText({ key: 'service', operator: '!=', value: 'a', values: [] })).toBe('service != a');
});

import { type Filter } from './filter';
import { narrowedView } from './matches';

const THERE = ['api', 'database', 'mail-worker'];

function services(listed: string[], ...filters: Array<Partial<Filter>>): readonly string[] {
  return narrowedView({ services: listed, filters: filters.map(filled) }, THERE).services;
}

function filled(filter: Partial<Filter>): Filter {
  return { key: 'service', operator: '=', value: '', values: [], ...filter };
}

describe('the services of a view', () => {
  it('are those listed where no filter is on them', () => {
    expect(services([])).toEqual([]);
    expect(services(['api'], { key: 'env', value: 'prod' })).toEqual(['api']);
  });

  it.each<[Partial<Filter>, string[]]>([
    [{ value: 'api' }, ['api']],
    [{ operator: '!=', value: 'api' }, ['database', 'mail-worker']],
    [{ operator: '=|', value: 'api', values: ['api', 'database'] }, ['api', 'database']],
    [{ operator: '!=|', value: 'api', values: ['api', 'database'] }, ['mail-worker']],
    [{ operator: '=~', value: 'a.*|.*base' }, ['api', 'database']],
    [{ operator: '!~', value: '.*-worker' }, ['api', 'database']],
    [{ operator: '=~', value: 'ap' }, ['service =~ ap']],
  ])('are narrowed by %j', (filter, expected) => {
    expect(services([], filter)).toEqual(expected);
  });

  it('pass every filter, and are listed', () => {
    expect(services(['api', 'database'], { operator: '!=', value: 'api' }, { operator: '=~', value: '.*a.*' })).toEqual(
      ['database']
    );
  });

  it('are what was asked for where there is no such, so that the view does not show all', () => {
    expect(services([], { value: 'billing' })).toEqual(['billing']);
    expect(services(['api'], { operator: '!=', value: 'api' })).toEqual(['service != api']);
  });

  it('are names: neither more nor less than a number, and matched by patterns that compile', () => {
    expect(() => services([], { operator: '>', value: '5' })).toThrow('The filter on service cannot be ">"');
    expect(() => services([], { operator: '=~', value: '(' })).toThrow(/The filter on service must be a regular/);
  });
});

it('types of anomalies are narrowed likewise', () => {
  const of = (...filters: Filter[]) => narrowedView({ services: [], filters }, THERE).anomalyTypes;
  expect(of()).toBeUndefined();
  const matches = of(filled({ key: 'anomaly', operator: '=~', value: 'time.*' }));
  expect(['timeout', 'slow'].map((type) => matches?.(type))).toEqual([true, false]);
});

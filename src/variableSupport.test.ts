import { type DataQueryRequest, dateTime, FieldType, VariableSupportType } from '@grafana/data';
import { lastValueFrom, of } from 'rxjs';
import { type SeismologQuery } from './query/query';
import { SeismologVariableSupport } from './variableSupport';

const range = { from: dateTime(1000), to: dateTime(2000), raw: { from: 'now-1h', to: 'now' } };

function setup() {
  const frame = { fields: [{ name: 'service', type: FieldType.string, config: {}, values: ['database', 'api'] }] };
  const query = jest.fn((_: DataQueryRequest<SeismologQuery>) => of({ data: [frame] }));
  const support = new SeismologVariableSupport({ query }, () => null);
  const ask = (...targets: SeismologQuery[]) => {
    const request = { targets, range, timezone: 'utc' } as Partial<DataQueryRequest<SeismologQuery>>;
    return lastValueFrom(support.query(request as DataQueryRequest<SeismologQuery>));
  };
  return { support, query, ask };
}

describe('a variable', () => {
  it('has the names of the services of the range unless another view is chosen', async () => {
    const { query, ask } = setup();

    expect((await ask({ refId: 'A' })).data).toEqual([
      { text: 'database', value: 'database' },
      { text: 'api', value: 'api' },
    ]);
    expect(query).toHaveBeenCalledWith(
      expect.objectContaining({ range, targets: [{ refId: 'A', queryType: 'serviceHealth' }] })
    );
  });

  it('is asked for by the view that was chosen', async () => {
    const { query, ask } = setup();
    await ask({ refId: 'A', queryType: 'namedPatterns' });

    expect(query.mock.lastCall?.[0].targets).toEqual([{ refId: 'A', queryType: 'namedPatterns' }]);
  });

  it('has an editor of its own, which begins with the services', () => {
    const { support } = setup();

    expect(support.getType()).toBe(VariableSupportType.Custom);
    expect(support.editor).toBeDefined();
    expect(support.getDefaultQuery()).toEqual({ queryType: 'serviceHealth' });
  });
});

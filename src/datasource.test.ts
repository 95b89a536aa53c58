import {
  CoreApp,
  type DataQueryRequest,
  dateTime,
  FieldType,
  LoadingState,
  type LogRowModel,
  LogRowContextQueryDirection,
  SupplementaryQueryType,
} from '@grafana/data';
import {
  DataSourceWithBackend,
  type GrafanaLiveSrv,
  type LiveDataStreamOptions,
  setGrafanaLiveSrv,
} from '@grafana/runtime';
import { lastValueFrom, of } from 'rxjs';
import { type SeismologQuery } from './query/query';
import { VIEW_TYPES, viewOf } from './query/views';
import { createDataSource } from './testDataSource';

describe('SeismologDataSource', () => {
  it('starts an alert rule with a view that the rule can read', () => {
    const { queryType } = createDataSource().getDefaultQuery(CoreApp.UnifiedAlerting);

    expect(viewOf(queryType!).alertable).toBe(true);
  });

  it('starts Explore with the anomalous log lines', () => {
    expect(createDataSource().getDefaultQuery(CoreApp.Explore)).toEqual({ queryType: 'anomalies' });
  });

  it('listens to the channel of the query while Explore is live', async () => {
    const getDataStream = jest.fn((_: LiveDataStreamOptions) => of({ data: [], state: LoadingState.Streaming }));
    setGrafanaLiveSrv({ getDataStream } as Partial<GrafanaLiveSrv> as GrafanaLiveSrv);
    const targets: SeismologQuery[] = [
      { refId: 'A', expr: '{env="$env"}' },
      { refId: 'B', hide: true },
    ];
    const request = { targets, scopedVars: {}, liveStreaming: true } as Partial<DataQueryRequest<SeismologQuery>>;

    await lastValueFrom(
      createDataSource({ source: 'loki' }, { env: 'prod' }).query(request as DataQueryRequest<SeismologQuery>)
    );

    expect(getDataStream.mock.calls.map(([{ addr }]) => addr)).toEqual([
      expect.objectContaining({
        scope: 'ds',
        path: expect.stringMatching(/^anomalies\/[0-9a-f]+$/),
        data: expect.objectContaining({ expr: '{env="prod"}' }),
      }),
    ]);
  });

  it('follows in a panel what its query says, and asks for the others', async () => {
    const getDataStream = jest.fn((_: LiveDataStreamOptions) => of({ data: [], state: LoadingState.Streaming }));
    setGrafanaLiveSrv({ getDataStream } as Partial<GrafanaLiveSrv> as GrafanaLiveSrv);
    const asked = jest.spyOn(DataSourceWithBackend.prototype, 'query').mockReturnValue(of({ data: [] }));
    const targets: SeismologQuery[] = [
      { refId: 'A', queryType: 'pulse', live: true, services: ['$service'] },
      { refId: 'B', queryType: 'anomalies', live: true, hide: true },
      { refId: 'C', queryType: 'pulse' },
      { refId: 'D', queryType: 'trend', live: true },
    ];
    const request = { targets, scopedVars: {} } as Partial<DataQueryRequest<SeismologQuery>>;

    await lastValueFrom(createDataSource({}, { service: ['a'] }).query(request as DataQueryRequest<SeismologQuery>));

    expect(getDataStream.mock.calls.map(([{ addr }]) => addr)).toEqual([
      expect.objectContaining({
        path: expect.stringMatching(/^pulse\/[0-9a-f]+$/),
        data: expect.objectContaining({ services: ['a'] }),
      }),
    ]);
    expect(asked.mock.calls.map(([{ targets: rest }]) => rest.map(({ refId }) => refId))).toEqual([['C', 'D']]);
    asked.mockRestore();
  });

  it('fills in variables in the query and in the list of services', () => {
    const dataSource = createDataSource(
      { source: 'loki' },
      { env: 'prod', service: ['a.b', 'c'], zone: 'Europe/Berlin' }
    );

    const query = dataSource.applyTemplateVariables(
      { refId: 'A', expr: '{env="$env", app=~"$service"}', services: ['$service', 'd'], timeZone: '$zone' },
      {}
    );

    expect(query).toMatchObject({
      expr: '{env="prod", app=~"a\\\\.b|c"}',
      services: ['a.b', 'c', 'd'],
      timeZone: 'Europe/Berlin',
    });
  });

  it('fills in the incident, and what is included and excluded; what is empty is left out', () => {
    const dataSource = createDataSource({}, { incident: 'a1b2', include: 'timeout$', exclude: '' });

    const query = dataSource.applyTemplateVariables(
      { refId: 'A', incident: '$incident', include: '$include', exclude: '$exclude' },
      {}
    );

    expect(query).toMatchObject({ incident: 'a1b2', include: 'timeout$', exclude: undefined });
  });

  it.each([
    [
      'elasticsearch' as const,
      'log.level:$level AND service.name:$service',
      'log.level:error AND service.name:("a \\"b\\"" OR "c")',
    ],
    ['grafana' as const, '{"expr":"{app=~`$service`} |= `$level`"}', '{"expr":"{app=~`a \\"b\\"|c`} |= `error`"}'],
  ])('writes the values of variables as the query language of %s has them', (source, expr, filled) => {
    const dataSource = createDataSource({ source }, { level: 'error', service: ['a "b"', 'c'] });

    expect(dataSource.applyTemplateVariables({ refId: 'A', expr }, {}).expr).toBe(filled);
  });

  it('asks for the services of a range, by a query with its variables filled in', async () => {
    const dataSource = createDataSource({ source: 'loki' }, { env: 'prod' });
    const getResource = jest.spyOn(dataSource, 'getResource').mockResolvedValue(['api']);
    const range = { from: dateTime(1000), to: dateTime(2000), raw: { from: 'now-1h', to: 'now' } };

    expect(await dataSource.services(range, '{env="$env"}')).toEqual(['api']);
    expect(getResource).toHaveBeenCalledWith('services', { from: 1000, to: 2000, expr: '{env="prod"}' });
  });

  it("leaves the interval's variables to the back end", () => {
    const query = createDataSource().applyTemplateVariables({ refId: 'A', expr: '[$__interval]' }, {});

    expect(query.expr).toBe('[$__interval]');
  });

  it('takes the filters of a dashboard, and takes them along to Explore', () => {
    const filters = [{ key: 'service', operator: '=|', value: 'a', values: ['a', 'b'] }];
    const dataSource = createDataSource();

    expect(dataSource.applyTemplateVariables({ refId: 'A' }, {}, filters).filters).toEqual(filters);
    expect(dataSource.interpolateVariablesInQueries([{ refId: 'A' }], {}, filters)[0].filters).toEqual(filters);
  });

  it('fills in variables in the filters of a query', () => {
    const dataSource = createDataSource({}, { level: ['ERROR', 'CRITICAL'], env: 'prod' });
    const filters = [
      { key: 'level', operator: '=' as const, value: '$level' },
      { key: 'env', operator: '!=' as const, value: '$env' },
    ];

    expect(dataSource.applyTemplateVariables({ refId: 'A', filters }, {}).filters).toEqual([
      { key: 'level', operator: '=|', value: 'ERROR', values: ['ERROR', 'CRITICAL'] },
      { key: 'env', operator: '!=', value: 'prod' },
    ]);
  });

  it('offers what can be filtered by, and its values in the range', async () => {
    const dataSource = createDataSource();
    const getResource = jest.spyOn(dataSource, 'getResource').mockResolvedValue(['service', 'env']);
    const timeRange = { from: dateTime(1000), to: dateTime(2000), raw: { from: 'now-1h', to: 'now' } };

    expect(await dataSource.getTagKeys({ filters: [], timeRange })).toEqual([{ text: 'service' }, { text: 'env' }]);
    await dataSource.getTagValues({ key: 'env', filters: [], timeRange });

    expect(getResource.mock.calls).toEqual([
      ['filters', { from: 1000, to: 2000 }],
      ['filters', { key: 'env', from: 1000, to: 2000 }],
    ]);
  });

  it('filters by the labels of a log, but for those that belong to one alone', () => {
    const dataSource = createDataSource();
    const query: SeismologQuery = { refId: 'A', queryType: 'anomalies' };
    const filteredBy = (key: string, type: 'FILTER_FOR' | 'FILTER_OUT') =>
      dataSource.toggleQueryFilter(query, { type, options: { key, value: 'x' } }).filters;

    expect(filteredBy('service', 'FILTER_OUT')).toEqual([{ key: 'service', operator: '!=', value: 'x' }]);
    expect(filteredBy('reasons', 'FILTER_FOR')).toBeUndefined();
  });

  it('filters by a cell of a table in Explore', () => {
    const query: SeismologQuery = { refId: 'A', queryType: 'serviceHealth' };
    const modified = (type: string) =>
      createDataSource().modifyQuery(query, { type, options: { key: 'service', value: 'api' } }).filters;

    expect(modified('ADD_FILTER')).toEqual([{ key: 'service', operator: '=', value: 'api' }]);
    expect(modified('ADD_FILTER_OUT')).toEqual([{ key: 'service', operator: '!=', value: 'api' }]);
    expect(modified('SOMETHING_ELSE')).toBeUndefined();
  });

  describe('in Explore', () => {
    const range = { from: dateTime(1000), to: dateTime(2000), raw: { from: 'now-1h', to: 'now' } };
    const targets: SeismologQuery[] = [
      { refId: 'A', queryType: 'anomalies', expr: '{env="$env"}', limit: 5 },
      { refId: 'B', queryType: 'errorsByService', services: ['api'] },
      { refId: 'C', queryType: 'anomalies', hide: true },
    ];
    const request = { targets, range, scopedVars: {} } as Partial<
      DataQueryRequest<SeismologQuery>
    > as DataQueryRequest<SeismologQuery>;
    const lines = {
      schema: { fields: [{ name: 'body', type: FieldType.string }] },
      data: { values: [['line']] },
    };

    it('adds the levels over time to lines', () => {
      expect(createDataSource().getSupplementaryRequest(SupplementaryQueryType.LogsVolume, request)?.targets).toEqual([
        expect.objectContaining({ refId: 'log-volume-A', queryType: 'levelsOverTime', expr: '{env="$env"}' }),
      ]);
    });

    it('adds lines of the store to what is no line, and opens the unusual ones', async () => {
      const dataSource = createDataSource({ source: 'loki' }, { env: 'prod' });
      const getResource = jest.spyOn(dataSource, 'getResource').mockResolvedValue(lines);
      const asked = dataSource.getSupplementaryRequest(SupplementaryQueryType.LogsSample, request)!;
      const { data } = await lastValueFrom(dataSource.query(asked));

      expect(data).toEqual([expect.objectContaining({ refId: 'log-sample-B', length: 1 })]);
      expect(getResource.mock.calls).toEqual([['lines', { query: '{"services":["api"]}', from: 1000, to: 2000 }]]);
      expect(dataSource.getSupplementaryQuery({ type: SupplementaryQueryType.LogsSample }, targets[1])).toMatchObject({
        refId: 'B',
        queryType: 'anomalies',
        services: ['api'],
      });
    });

    it('adds nothing to a hidden query', () => {
      const hidden = { ...request, targets: [targets[2]] };

      expect(createDataSource().getSupplementaryRequest(SupplementaryQueryType.LogsVolume, hidden)).toBeUndefined();
    });

    it('shows the lines of the same service before and after one', async () => {
      const dataSource = createDataSource({ source: 'loki' }, { env: 'prod' });
      const getResource = jest.spyOn(dataSource, 'getResource').mockResolvedValue(lines);
      const row = {
        timeEpochNs: '1700000000000000007',
        labels: { service: 'api' },
      } as Partial<LogRowModel> as LogRowModel;
      const { data } = await dataSource.getLogRowContext(row, { limit: 10 }, targets[0]);
      await dataSource.getLogRowContext(row, { direction: LogRowContextQueryDirection.Forward }, targets[0]);

      expect(data).toEqual([expect.objectContaining({ length: 1 })]);
      const query = '{"expr":"{env=\\"prod\\"}","services":["api"]}';
      expect(getResource.mock.calls).toEqual([
        ['lines', { query, before: '1700000000000000007', limit: 10 }],
        ['lines', { query, after: '1700000000000000007' }],
      ]);
    });
  });

  it('does not ask for hidden queries', () => {
    expect(createDataSource().filterQuery({ refId: 'A', hide: true })).toBe(false);
  });

  it.each(VIEW_TYPES)('names the view %s in a collapsed query row', (queryType) => {
    const text = createDataSource().getQueryDisplayText({ refId: 'A', queryType, services: ['database'] });

    expect(text).toBe(`${viewOf(queryType).label} · database`);
  });

  it('reads annotations from the incidents', () => {
    expect(createDataSource().annotations?.getDefaultQuery?.()).toMatchObject({ queryType: 'incidents' });
  });
});

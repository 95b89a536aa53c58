import { aroundLine } from './around';

const around = (query: string) => aroundLine({ uid: 'logs' }, new URLSearchParams(query));

describe('around a line', () => {
  it('Explore shows the anomalies of its service, from a minute before it to a minute after it', () => {
    const { pathname, searchParams } = new URL(
      around('time=1764550800000&service=a%26b'),
      'http://grafana/sub/api/datasources/uid/logs/resources/around'
    );

    expect(pathname).toBe('/sub/explore');
    expect(JSON.parse(searchParams.get('panes') ?? '')).toEqual({
      seismolog: {
        datasource: 'logs',
        queries: [{ refId: 'A', datasource: { uid: 'logs' }, queryType: 'anomalies', services: ['a&b'] }],
        range: { from: '1764550740000', to: '1764550860000' },
      },
    });
  });

  it('they are of all services, where none is known', () => {
    expect(decodeURIComponent(around('time=1764550800000.5&service='))).not.toContain('services');
  });

  it.each(['', 'time=', 'time=yesterday', 'time=-1', 'time=1e99', 'time=https://elsewhere'])(
    'says what is missing of "%s"',
    (query) => expect(() => around(query)).toThrow('around needs time, in milliseconds since the epoch.')
  );
});

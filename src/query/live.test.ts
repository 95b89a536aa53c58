import { isLive, liveChannel, liveViewOf } from './live';

describe('a live channel', () => {
  it('is shared by equal queries, and only by these', () => {
    expect(liveChannel('anomalies', '{"expr":"{app=\\"shop\\"}"}')).toBe(
      liveChannel('anomalies', '{"expr":"{app=\\"shop\\"}"}')
    );
    expect(liveChannel('anomalies', '{"expr":"a"}')).not.toBe(liveChannel('anomalies', '{"expr":"b"}'));
    expect(liveChannel('anomalies', '{}')).not.toBe(liveChannel('pulse', '{}'));
  });

  it('has a name that Grafana takes, whatever is in the query', () => {
    expect(liveChannel('anomalies', '{app="größe"}')).toMatch(/^anomalies\/[0-9a-f]+$/);
  });

  it.each([
    ['anomalies', 'anomalies'],
    [liveChannel('anomalies', '{}'), 'anomalies'],
    [liveChannel('pulse', '{}'), 'pulse'],
    ['anomaliesx', undefined],
    ['tail/1', undefined],
    ['trend/1', undefined],
    ['', undefined],
  ])('%s is of the view %s', (path, view) => {
    expect(liveViewOf(path)).toBe(view);
  });
});

it('a query is live where it says so and its view can be', () => {
  expect(isLive({ queryType: 'pulse', live: true })).toBe(true);
  expect(isLive({ queryType: 'pulse' })).toBe(false);
  expect(isLive({ queryType: 'trend', live: true })).toBe(false);
});

import { isLiveChannel, liveChannel } from './live';

describe('a live channel', () => {
  it('is the same for the same query, and another for another', () => {
    expect(liveChannel('{"expr":"{app=\\"shop\\"}"}')).toBe(liveChannel('{"expr":"{app=\\"shop\\"}"}'));
    expect(liveChannel('{"expr":"a"}')).not.toBe(liveChannel('{"expr":"b"}'));
  });

  it('has a path of the characters that Grafana Live takes', () => {
    expect(liveChannel('{app="größe"}')).toMatch(/^anomalies\/[0-9a-f]+$/);
  });

  it.each([
    ['anomalies', true],
    [liveChannel('{}'), true],
    ['anomaliesx', false],
    ['tail/x', false],
    ['', false],
  ])('%s: %s', (path, expected) => {
    expect(isLiveChannel(path)).toBe(expected);
  });
});

import { lineShape } from './lineShape';

describe('lineShape', () => {
  it('is the same whatever numbers and ids a message has', () => {
    expect(lineShape('User 17 logged in from 10.0.0.3')).toBe(lineShape('User 4711 logged in from 192.168.1.77'));
    expect(lineShape('TraceID: 6f3cbf058c27 query')).toBe(lineShape('TraceID: b017403c40b9 query'));
  });

  it('differs for different words', () => {
    expect(lineShape('User 17 logged in')).not.toBe(lineShape('User 17 logged out'));
  });

  it('keeps the place in the source that # glues to a name', () => {
    expect(lineShape('RouteController#47 query')).not.toBe(lineShape('RouteController#53 query'));
    expect(lineShape('order #47 sent')).toBe(lineShape('order #53 sent'));
  });

  it('looks at how a message begins, and at nothing in an empty one', () => {
    const head = 'one two three four five six seven eight nine ten eleven twelve';
    expect(lineShape(`${head} Shanghai`)).toBe(lineShape(`${head} Beijing`));
    expect(lineShape('')).toBe(lineShape('...'));
  });
});

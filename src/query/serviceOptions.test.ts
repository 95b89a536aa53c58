import { DEFAULT_ANALYSIS_OPTIONS } from './options';
import { perService } from './serviceOptions';

const { incidents: ALL } = DEFAULT_ANALYSIS_OPTIONS;

describe('the options of a service', () => {
  it('are those of all where no entry names it', () => {
    const of = perService({ ...ALL, perService: [{ services: 'shop', minLogs: 9 }] });
    expect(of('api')).toMatchObject({ minLogs: ALL.minLogs, direction: 'both', season: 'auto', afterMinutes: 0 });
  });

  it('are those of the first entry that names it, over those of all', () => {
    const of = perService({
      ...ALL,
      perService: [
        { services: ' shop, api', errorRateThreshold: 0.8, direction: 'up' },
        { services: 'api', errorRateThreshold: 0.1, minLogs: 50 },
      ],
    });
    const expected = { errorRateThreshold: 0.8, direction: 'up', minLogs: ALL.minLogs };
    expect([of('shop'), of('api')]).toEqual([expect.objectContaining(expected), expect.objectContaining(expected)]);
  });
});

import { ERROR } from '../../logs/level';
import { tableOf } from '../../logs/testing/tableOf';
import { DEFAULT_ANALYSIS_OPTIONS, type IncidentOptions } from '../../query/options';
import { between, incidentsIn, type Log, logsOf, range } from './testing/testLogs';

type Entry = Omit<IncidentOptions['perService'][number], 'services'>;

/** What is found of two services where one has settings of its own. */
function foundWith(own: Entry, change: (log: Log, minute: number, i: number) => Log | undefined, services = 'api') {
  const options = { ...DEFAULT_ANALYSIS_OPTIONS.incidents, perService: [{ services, ...own }] };
  return incidentsIn(tableOf(logsOf(['api', 'database'], change)), range, false, options);
}

/** Half of the logs are errors for a quarter of an hour. */
const failing = (log: Log, minute: number, i: number) =>
  log.service === 'api' && between(minute, 90, 105) && i < 5 ? { ...log, level: ERROR } : log;

const silent = (log: Log, minute: number) => (log.service === 'api' && between(minute, 90, 150) ? undefined : log);

const slow = (log: Log, minute: number) =>
  log.service === 'api' && between(minute, 90, 98) ? { ...log, responseTime: 6 * (log.responseTime ?? 0) } : log;

describe('settings of a service', () => {
  it('move its threshold of errors', () => {
    expect(foundWith({}, failing)).toMatchObject([{ severity: 'HIGH' }]);
    const [incident] = foundWith({ errorRateThreshold: 0.9 }, failing);
    expect(incident).toMatchObject({ severity: 'MEDIUM', description: expect.stringMatching(/rose above/) });
    expect(foundWith({ errorRateThreshold: 0.2 }, failing)).toMatchObject([{ severity: 'CRITICAL' }]);
  });

  it('move how slow is too slow', () => {
    const texts = (own: Entry) => foundWith(own, slow).flatMap(({ description }) => description);
    expect(texts({})).toEqual([expect.stringMatching(/over 2 times its P95/)]);
    expect(texts({ responseTimeMultiplier: 1.5 })).toEqual([expect.stringMatching(/over 1.5 times its P95/)]);
    expect(texts({ responseTimeMultiplier: 50 })).toEqual([expect.stringMatching(/became slower/)]);
  });

  it('leave what is judged by too few logs', () => {
    expect(foundWith({ minLogs: 1000 }, failing)).toEqual([]);
  });

  it.each([
    ['up', failing, 1],
    ['up', silent, 0],
    ['down', failing, 0],
    ['down', silent, 1],
    ['both', silent, 1],
  ] as const)('by the direction %s', (direction, change, found) => {
    expect(foundWith({ direction }, change)).toHaveLength(found);
  });

  it('take for an incident only what lasts', () => {
    expect(foundWith({ afterMinutes: 10 }, failing)).toHaveLength(1);
    expect(foundWith({ afterMinutes: 20 }, failing)).toEqual([]);
  });

  it('are of the services that they name', () => {
    expect(foundWith({ afterMinutes: 20 }, failing, 'database')).toHaveLength(1);
  });

  it('leave an incident to the other services that are in it', () => {
    const both = (log: Log, minute: number, i: number) =>
      between(minute, 90, 105) && i < 5 ? { ...log, level: ERROR } : log;
    expect(foundWith({}, both).map(({ services }) => [...services].sort())).toEqual([['api', 'database']]);
    expect(foundWith({ direction: 'down' }, both)).toMatchObject([{ type: 'High Error Rate', services: ['database'] }]);
  });
});

import fc from 'fast-check';
import { ERROR, INFO } from '../../logs/level';
import { type LogRecord } from '../../logs/logTable';
import { tableOf } from '../../logs/testing/tableOf';
import { MINUTE } from '../../time/units';
import { countWindows } from '../windows/countLogs';
import { windowCounts } from '../windows/windowCounts';
import { groupCountedServices, groupServices } from './groupServices';
import { isOthers, MAX_SERVICES } from './nameServices';

type Log = Partial<LogRecord>;

const RANGE = { fromMs: 0, toMs: 10 * MINUTE };

const servicesOf = (logs: readonly Log[], groupPods = true) => {
  const { table, notices } = groupServices(tableOf(logs), groupPods);
  return { services: Array.from(table.service.codes, (code) => table.service.values[code]), notices };
};

const counted = (logs: readonly Log[]) => {
  const table = tableOf(logs);
  const sample = { table, weight: new Float64Array(table.length).fill(1), hasAllComplaints: true };
  return { windows: countWindows(table, RANGE), sample, notices: [] };
};

/** Services s0, s1...: each with one log less than the one before, the last one with one. */
const many = (services: number): Log[] =>
  Array.from({ length: services }, (_, n) =>
    Array.from({ length: services - n }, (_, log): Log => ({ timeMs: log, service: `s${n}` }))
  ).flat();

describe('groupServices', () => {
  it('leaves few services that are no pods as they are', () => {
    const table = tableOf([{ service: 'web' }, { service: 'db' }]);
    expect(groupServices(table, true)).toEqual({ table, notices: [] });
    expect(groupServices(table, true).table).toBe(table);
  });

  it('counts pods as their workload, and says so', () => {
    const { services, notices } = servicesOf([
      { service: 'web-7d9f8c6b5-x2q7z', timeMs: 1 },
      { service: 'db', timeMs: 2 },
      { service: 'web-7d9f8c6b5-b4c5d', timeMs: 3 },
    ]);
    expect(services).toEqual(['web', 'db', 'web']);
    expect(notices).toEqual([
      {
        severity: 'info',
        text: '2 names of pods count as the service of their workload: web-7d9f8c6b5-x2q7z as web. Turn the setting "Group pods" off to see each by itself.',
      },
    ]);
  });

  it('shows each pod where the setting is off', () => {
    const logs = [{ service: 'web-7d9f8c6b5-x2q7z' }];
    expect(servicesOf(logs, false)).toEqual({ services: ['web-7d9f8c6b5-x2q7z'], notices: [] });
  });

  it('shows the most active of many services, and the others as one', () => {
    const { services, notices } = servicesOf(many(MAX_SERVICES + 2));
    expect(new Set(services).size).toBe(MAX_SERVICES + 1);
    expect(services.filter((service) => service === '2 others')).toHaveLength(3);
    expect(services.filter(isOthers)).toHaveLength(3);
    expect(services).toContain(`s${MAX_SERVICES - 1}`);
    expect(notices).toEqual([
      {
        severity: 'warning',
        text: 'There are 502 services. The 500 with the most logs are shown by themselves, the others with 3 logs as one: "2 others". Narrow the query, or map the field "service" to one with fewer values.',
      },
    ]);
  });
});

describe('groupCountedServices', () => {
  it('gives the same counts as grouping the lines', () => {
    const name = fc.constantFrom(
      'web-7d9f8c6b5-x2q7z',
      'web-7d9f8c6b5-b4c5d',
      'web',
      'db-7d9f8c6b5-x2q7z',
      'db-7d9f8c6b5-b4c5d',
      'mail'
    );
    const log = fc.record({
      service: name,
      timeMs: fc.nat(RANGE.toMs - 1),
      level: fc.constantFrom(INFO, ERROR),
      responseTime: fc.oneof(fc.constant(NaN), fc.nat(1000)),
    });
    fc.assert(
      fc.property(fc.array(log, { minLength: 1 }), (logs) => {
        const grouped = groupCountedServices(counted(logs), true);
        const { responseP95, ...expected } = countWindows(groupServices(tableOf(logs), true).table, RANGE);
        expect(grouped.windows).toMatchObject(expected);
        expect(windowCounts(grouped.windows)).toEqual(windowCounts({ ...expected, responseP95 }));
        expect(Array.from(grouped.windows.responseP95, Number.isNaN)).toEqual(Array.from(responseP95, Number.isNaN));
      })
    );
  });

  it('names the lines of the sample alike', () => {
    const { sample } = groupCountedServices(counted([{ service: 'web-7d9f8c6b5-x2q7z' }]), true);
    expect(sample.table.service.values).toEqual(['web']);
  });

  it('takes the 95th percentile of several for the mean, each by its responses', () => {
    const { windows } = groupCountedServices(
      counted([
        { service: 'db-7d9f8c6b5-x2q7z', responseTime: 10 },
        { service: 'db-7d9f8c6b5-x2q7z', responseTime: 10 },
        { service: 'db-7d9f8c6b5-b4c5d', responseTime: 40 },
      ]),
      true
    );
    expect([windows.services, windows.responseP95[0]]).toEqual([['db'], 20]);
  });

  it('adds up the response times of the whole range', () => {
    const logs = counted([{ service: 'db-7d9f8c6b5-x2q7z' }, { service: 'db-7d9f8c6b5-b4c5d' }, { service: 'mail' }]);
    const responseTimes = {
      values: Float64Array.of(1, 2),
      counts: Float64Array.of(1, 0, 2, 5, 0, 3),
      p95: Float64Array.of(1, 2, 2),
    };
    expect(groupCountedServices({ ...logs, responseTimes }, true).responseTimes).toEqual({
      values: responseTimes.values,
      counts: Float64Array.of(3, 5, 0, 3),
      p95: Float64Array.of(NaN, 2),
    });
  });
});

import { tableOf } from '../../../logs/testing/tableOf';
import { findDependencies } from '../../dependencies/findDependencies';
import { tableEvidence } from '../../evidence/tableEvidence';
import { countLogs } from '../../windows/countLogs';
import { DEFAULT_ANALYSIS_OPTIONS } from '../../../query/options';
import { MINUTE } from '../../../time/units';
import { findIncidents } from '../findIncidents';

const HOUR_LONG = { minutes: 60, from: 40, to: 50 };
const PER_MINUTE = 6;

/** Who calls whom, each for 20 ms, one after the other. */
type Calls = Record<string, readonly string[]>;

/**
 * Incidents in the logs of some minutes, an hour, in which the calls of each root wait for a second before those named
 * are reached, from one of them to another.
 */
function incidentsOf(
  calls: Calls,
  isDelayed: (caller: string, called: string) => boolean,
  { minutes, from, to } = HOUR_LONG
) {
  const logs = Object.keys(calls).flatMap((root, r) =>
    Array.from({ length: minutes * PER_MINUTE }, (_, i) => {
      const start = i * (MINUTE / PER_MINUTE) + r * 500;
      const traceId = `${root} ${i}`;
      const isTrouble = start >= from * MINUTE && start < to * MINUTE;
      let timeMs = start;
      return [
        { timeMs, service: root, traceId, message: `${root} begins` },
        ...calls[root].flatMap((called) => {
          const heard = (timeMs += (i % 3) + 3 + (isTrouble && isDelayed(root, called) ? 1000 : 0));
          timeMs += 20;
          return [
            { timeMs: heard, service: called, traceId, message: `${called} is asked` },
            { timeMs, service: root, traceId, message: `${root} was answered by ${called}` },
          ];
        }),
      ];
    }).flat()
  );
  const table = tableOf([...logs].sort((a, b) => a.timeMs - b.timeMs));
  const range = { fromMs: 0, toMs: minutes * MINUTE };
  const { windows, counts } = countLogs(table, range);
  return findIncidents(
    {
      windows,
      counts,
      baselineP95: new Float64Array(windows.services.length).fill(NaN),
      dependencies: findDependencies(table, windows, counts),
      lines: tableEvidence(table, windows),
      options: DEFAULT_ANALYSIS_OPTIONS.incidents,
    },
    range
  );
}

describe('calls that wait', () => {
  const calls = { web: ['orders', 'users'], mobile: ['orders', 'stock'] };

  it('are of the service that they have in common, though nothing it logs is slow', () => {
    const [incident, ...others] = incidentsOf(calls, (_, called) => called === 'orders');
    expect(others).toEqual([]);
    expect(incident).toMatchObject({ type: 'Performance Degradation', severity: 'HIGH', services: ['orders'] });
    expect([incident.startMs, incident.endMs]).toEqual([40 * MINUTE, 50 * MINUTE]);
    expect(incident.suspects?.[0]).toMatchObject({ service: 'orders' });
    expect(incident.suspects?.[0].segment).toBeUndefined();
    expect(incident.evidence[0]).toContain('in traces between orders and web and mobile took far longer');
  });

  it('are of the segment, where no other calls show which of the two it is', () => {
    const [incident, ...others] = incidentsOf(calls, (_, called) => called === 'users');
    expect(others).toEqual([]);
    expect(incident.services).toEqual(['users']);
    expect(incident.suspects?.[0].segment).toEqual({ caller: 'web', called: 'users' });
    expect(incident.description).toContain('between web and users');
  });

  it('are of the caller, where all that it calls is late', () => {
    const [incident] = incidentsOf(calls, (caller) => caller === 'web');
    expect(incident.services).toEqual(['web']);
  });

  it('are seen in the first minutes of all logs, most of which they are', () => {
    const isOrders = (_: string, called: string) => called === 'orders';
    const [incident, ...others] = incidentsOf(calls, isOrders, { minutes: 4, from: 1, to: 4 });
    expect(others).toEqual([]);
    expect(incident).toMatchObject({ type: 'Performance Degradation', services: ['orders'] });
    expect([incident.startMs, incident.endMs]).toEqual([MINUTE, 4 * MINUTE]);
  });

  it('are none in the first minutes where all calls have been slow from the first on', () => {
    expect(incidentsOf(calls, (_, called) => called === 'orders', { minutes: 4, from: 0, to: 4 })).toEqual([]);
  });

  it('are none where nothing waits', () => {
    expect(incidentsOf(calls, () => false)).toEqual([]);
  });
});

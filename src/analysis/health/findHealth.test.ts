import { ERROR, INFO } from '../../logs/level';
import { DEFAULT_ANALYSIS_OPTIONS } from '../../query/options';
import { type Incident } from '../analysis';
import { countWindows } from '../countWindows';
import { windowCounts } from '../summary/windowCounts';
import { tableOf } from '../tableOf';
import { findHealth } from './findHealth';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const START = Date.UTC(2026, 0, 5);

/** Ten logs a minute of two services; the database fails in the second hour, and is silent in the third. */
function healthOfHours(hours: number, incidents: Array<Partial<Incident>> = []) {
  const range = { fromMs: START, toMs: START + hours * HOUR };
  const table = tableOf(
    Array.from({ length: hours * 60 }, (_, minute) =>
      ['api', 'database']
        .filter((service) => service === 'api' || Math.floor(minute / 60) !== 2)
        .flatMap((service) =>
          Array.from({ length: 10 }, (__, i) => ({
            timeMs: START + minute * MINUTE + i,
            service,
            level: service === 'database' && Math.floor(minute / 60) === 1 ? ERROR : INFO,
          }))
        )
    ).flat()
  );
  const windows = countWindows(table, range);
  const counts = windowCounts(windows);
  return findHealth({
    windows,
    counts,
    anomalies: new Uint32Array(counts.logs.length),
    baselineP95: new Float64Array(2).fill(NaN),
    incidents: incidents.map((incident) => ({ severity: 'CRITICAL', services: ['database'], ...incident }) as Incident),
    range,
    options: DEFAULT_ANALYSIS_OPTIONS,
  });
}

describe('findHealth', () => {
  it('charges a service with its own errors and incidents only', () => {
    const incident = { startMs: START + HOUR, endMs: START + 2 * HOUR };
    const { overall, services } = healthOfHours(6, [incident]);
    expect(services[0].score).toBe(100);
    expect(services[1].score).toBeLessThan(overall.score);
    expect(overall.lost.find(({ cause }) => cause === 'critical incidents')?.points).toBe(5);
  });

  it('takes steps of whole minutes, at most 200 of them, aligned to the epoch', () => {
    const { overTime } = healthOfHours(24);
    expect(overTime.stepMs).toBe(10 * MINUTE);
    expect(overTime.overall).toHaveLength(144);
    expect(overTime.startMs % overTime.stepMs).toBe(0);
  });

  it('falls while it fails and recovers after, with gaps where a service has no logs', () => {
    const incident = { startMs: START + HOUR, endMs: START + 2 * HOUR };
    const { overTime } = healthOfHours(4, [incident]);
    const at = (scores: Float64Array, minute: number) => scores[Math.floor((minute * MINUTE) / overTime.stepMs)];
    expect(at(overTime.overall, 30)).toBe(100);
    expect(at(overTime.overall, 90)).toBe(45);
    expect(at(overTime.overall, 150)).toBe(100);
    const database = overTime.services[1].scores;
    expect(at(database, 150)).toBeNaN();
    expect(at(database, 210)).toBe(100);
  });
});

import { ERROR, INFO } from '../../logs/level';
import { DEFAULT_ANALYSIS_OPTIONS } from '../../query/options';
import { type Incident } from '../model/analysis';
import { countWindows } from '../windows/countLogs';
import { windowCounts } from '../windows/windowCounts';
import { tableOf } from '../../logs/testing/tableOf';
import { findHealth } from './findHealth';
import { MINUTE, HOUR, DAY } from '../../time/units';

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
    isLearning: false,
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
    expect(services[0].ofRange.score).toBe(100);
    expect(services[1].ofRange.score).toBeLessThan(overall.ofRange.score ?? NaN);
    expect(overall.ofRange.lost.find(({ cause }) => cause === 'critical incidents')?.points).toBe(5);
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

describe('the health of a service that logs little', () => {
  /**
   * A log every half hour of a day, in steps of ten minutes; errors where given. Beside them a log at each minute of a
   * busy one.
   */
  function scoresOf(isError: (index: number) => boolean, logsEach = 1) {
    const range = { fromMs: START, toMs: START + DAY };
    const busy = Array.from({ length: 24 * 60 }, (_, minute) => ({ timeMs: START + minute * MINUTE, service: 'busy' }));
    const quiet = Array.from({ length: 48 * logsEach }, (_, i) => ({
      timeMs: START + Math.floor(i / logsEach) * 30 * MINUTE,
      service: 'quiet',
      level: isError(Math.floor(i / logsEach)) ? ERROR : INFO,
    }));
    const windows = countWindows(tableOf([...busy, ...quiet].sort((a, b) => a.timeMs - b.timeMs)), range);
    const counts = windowCounts(windows);
    const { overTime, services } = findHealth({
      windows,
      counts,
      anomalies: new Uint32Array(counts.logs.length),
      isLearning: false,
      baselineP95: new Float64Array(2).fill(NaN),
      incidents: [],
      range,
      options: DEFAULT_ANALYSIS_OPTIONS,
    });
    return {
      scores: overTime.services[1].scores.filter((score) => !Number.isNaN(score)),
      whole: services[1].ofRange.score,
    };
  }

  it('does not fall to critical by one error of one log', () => {
    const { scores } = scoresOf((i) => i === 20);
    expect(Math.min(...scores)).toBeGreaterThan(70);
    expect(scores[20]).toBeLessThan(100);
    expect(scores[22]).toBe(100);
  });

  it('falls to where a busy one does by errors of all its logs', () => {
    const { scores } = scoresOf((i) => i >= 20 && i < 30, 4);
    expect(scores[19]).toBe(100);
    expect(scores[20]).toBe(50);
    expect(scores[29]).toBe(50);
    expect(scores[31]).toBe(100);
  });

  it('adds up errors that come one by one', () => {
    const { scores } = scoresOf((i) => i >= 20);
    expect(scores[21]).toBeLessThan(scores[20]);
  });

  it('keeps its gaps, and the formula of the whole range as it is', () => {
    const { scores, whole } = scoresOf((i) => i < 12);
    expect(scores).toHaveLength(48);
    expect(whole).toBe(50);
  });
});

import { ERROR } from '../../../logs/level';
import { between, incidentsOf, type Log, logsOf, minuteOf } from '../testing/testLogs';

const SERVICES = ['api', 'cache', 'orders', 'payment', 'search'];
const LOST = { level: ERROR, message: 'no instances available' };

/** Every ten minutes another service fails for three: two of ten logs of a kind that all of them have. */
const habit = (log: Log, minute: number, i: number): Log =>
  log.service === SERVICES[Math.floor(minute / 10) % SERVICES.length] && minute % 10 < 3 && i < 2
    ? { ...log, ...LOST }
    : log;

describe('errorRise', () => {
  it('takes errors that come again and again, now in one service and now in another, for a habit', () => {
    expect(incidentsOf(logsOf(SERVICES, habit))).toEqual([]);
  });

  it('finds errors of another kind beside them, which are no higher', () => {
    const logs = logsOf(SERVICES, (log, minute, i) =>
      log.service === 'search' && between(minute, 100, 103) && i < 2
        ? { ...log, level: ERROR, message: 'bad release' }
        : habit(log, minute, i)
    );
    const [incident, ...others] = incidentsOf(logs);
    expect(others).toEqual([]);
    expect(incident).toMatchObject({ type: 'High Error Rate', services: ['search'] });
    expect(minuteOf(incident.startMs)).toBe(100);
    expect(incident.evidence[0]).toMatch(/^20% errors \(6 of 30 logs\), usually/);
  });

  it('finds errors of the same kind where they are far more than ever', () => {
    const logs = logsOf(SERVICES, (log, minute, i) =>
      log.service === 'search' && between(minute, 100, 103) && i < 7 ? { ...log, ...LOST } : habit(log, minute, i)
    );
    const [incident, ...others] = incidentsOf(logs);
    expect(others).toEqual([]);
    expect(incident).toMatchObject({ type: 'High Error Rate', services: ['search'] });
    expect(incident.evidence[0]).toMatch(
      /^70% errors .* which several services log again and again, usually 1\d% where it comes$/
    );
  });

  it('judges errors as ever where only one service has them', () => {
    const once = (log: Log, minute: number, i: number) =>
      log.service === 'api' && between(minute, 100, 103) && i < 2 ? { ...log, ...LOST } : log;
    expect(incidentsOf(logsOf(SERVICES, once))).toMatchObject([{ type: 'High Error Rate', services: ['api'] }]);
  });
});

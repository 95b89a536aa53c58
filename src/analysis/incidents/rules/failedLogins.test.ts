import { INFO, UNKNOWN } from '../../../logs/level';
import { between, incidentsOf, type Log, logsOf } from '../testing/testLogs';

const ADDRESS = '203.0.113.7';

/** Ten logs a minute of a service; from the 60th minute to the 64th each is a failed login of one address. */
function attack(
  say: (minute: number, i: number) => Partial<Log>,
  before: (minute: number) => Partial<Log> = () => ({})
) {
  return logsOf(['sshd'], (log, minute, i) => ({
    ...log,
    level: INFO,
    ...(between(minute, 60, 64) ? say(minute, i) : before(minute)),
  }));
}

const sshd = (minute: number, i: number) => ({
  level: UNKNOWN,
  message: `Failed password for invalid user u${i} from ${ADDRESS} port ${4000 + minute} ssh2`,
});

describe('failedLogins', () => {
  it.each<[string, (minute: number, i: number) => Partial<Log>]>([
    ['sshd', sshd],
    ['PAM', () => ({ message: `authentication failure; logname= uid=0 tty=ssh rhost=${ADDRESS}  user=root` })],
    [
      'Windows',
      () => ({ message: `An account failed to log on. Source Network Address: ${ADDRESS} Source Port: 50112` }),
    ],
    [
      'an access log',
      () => ({ message: 'POST /login 401', line: `${ADDRESS} - - "POST /login" 401 3`, statusCode: 401 }),
    ],
  ])('names the address that tries passwords, in lines of %s of any level', (_, say) => {
    const [incident, ...others] = incidentsOf(attack(say));
    expect(others).toEqual([]);
    expect(incident).toMatchObject({ type: 'Security Threat', kind: 'authentication failures', services: ['sshd'] });
    expect(incident.evidence).toContain(`40 failed logins from ${ADDRESS} within 4 minutes`);
  });

  it('says that a login succeeded after those that failed', () => {
    const logs = attack((minute, i) =>
      minute === 63 && i === 9
        ? { message: `Accepted password for root from ${ADDRESS} port 4711 ssh2` }
        : sshd(minute, i)
    );
    const [incident] = incidentsOf(logs);
    expect(incident).toMatchObject({ type: 'Security Threat', severity: 'CRITICAL' });
    expect(incident.evidence).toContain(`a login from ${ADDRESS} succeeded at 2026-01-05T01:03:54Z`);
  });

  it('finds an attack though others are a quarter of all lines', () => {
    const daily = (minute: number) => (minute % 40 < 10 ? sshd(minute, minute) : {});
    const from = (other: string) => (minute: number) => {
      const { message = 'handled' } = daily(minute) as Partial<Log>;
      return { message: message.replace(ADDRESS, `${other}.${Math.floor(minute / 40)}`) };
    };
    const texts = incidentsOf(attack(sshd, from('198.51.100'))).flatMap(({ evidence }) => evidence);
    expect(texts).toContain(`40 failed logins from ${ADDRESS} within 4 minutes`);
  });

  it('lets people mistype their password, and a proxy stand for many clients', () => {
    const mistyped = attack((minute, i) => (minute === 60 && i < 4 ? sshd(minute, i) : {}));
    expect(incidentsOf(mistyped)).toEqual([]);
    const proxied = logsOf(['shop'], (log, _, i) => ({
      ...log,
      level: INFO,
      message: 'GET /orders',
      line: `${ADDRESS} - - "GET /orders"`,
      statusCode: i < 3 ? 401 : 200,
    }));
    expect(incidentsOf(proxied)).toEqual([]);
  });
});

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
    ['a mail server', () => ({ message: `imap-login: Disconnected (auth failed): lip=10.0.0.5, rip=${ADDRESS}` })],
    ['MySQL', () => ({ message: `Access denied for user 'root'@'${ADDRESS}' (using password: YES)` })],
    ['an application', () => ({ message: 'login failed', line: `{"msg":"login failed","ip":"${ADDRESS}"}` })],
    [
      'an access log',
      () => ({ message: 'POST /login 401', line: `${ADDRESS} - - "POST /login" 401 3`, statusCode: 401 }),
    ],
    [
      'an access log of objects',
      () => ({ message: 'POST /login 401', line: `{"remote_addr":"${ADDRESS}","status":401}`, statusCode: 401 }),
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

  it.each([
    ['sudo', 'authentication failure; logname=bob uid=1000 tty=/dev/pts/1 ruser=bob rhost=  user=bob'],
    ['su', 'FAILED SU (to root) bob on pts/1'],
  ])('names the user where lines, of %s, name no host', (_, message) => {
    const [incident] = incidentsOf(attack(() => ({ level: UNKNOWN, message })));
    expect(incident).toMatchObject({ type: 'Security Threat', recommendation: expect.stringContaining('it is bob') });
    expect(incident.evidence).toContain('40 failed logins as bob within 4 minutes');
  });

  it('says that what was refused was allowed at last, and does not call it a guessed password', () => {
    const ask = (status: number) => ({
      message: `POST /login ${status}`,
      line: `${ADDRESS} - - "POST /login" ${status}`,
      statusCode: status,
    });
    const [incident] = incidentsOf(attack((minute, i) => ask(minute === 63 && i > 4 ? 200 : 401)));
    expect(incident).toMatchObject({
      description: 'Somebody was refused again and again at sshd, and then was let in',
    });
    expect(incident.evidence).toContain(`what was refused from ${ADDRESS} was allowed at 2026-01-05T01:03:30Z`);
  });

  it('reads each message of a kind of which the first one fails', () => {
    const logs = logsOf(['sshd'], (log, minute, i) => ({
      ...log,
      message: `type="${minute + i === 0 ? 'LOGIN_ERROR' : 'LOGIN'}" ipAddress="${ADDRESS}"`,
      level: INFO,
    }));
    expect(incidentsOf(logs)).toEqual([]);
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

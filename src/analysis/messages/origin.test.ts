import { clientIn, fieldOf, hostOf, originOf } from './origin';

describe('originOf', () => {
  it.each([
    ['Failed password for root from 203.0.113.7 port 22 ssh2', '203.0.113.7'],
    ['authentication failure; logname= uid=0 rhost=host-1.example.net  user=root', 'host-1.example.net'],
    ['authentication failure; logname=bob uid=1000 rhost=  user=bob', 'bob'],
    ['An account failed to log on. Source Network Address: 2001:db8:0:0:0:0:0:7', '2001:db8:0:0:0:0:0:7'],
    ['Failed password for root from 2001:db8::beef port 22 ssh2', '2001:db8::beef'],
    ['event 4771: TargetUserName: ada, IpAddress: ::ffff:203.0.113.7, IpPort: 4000', '203.0.113.7'],
    ['Disconnected (auth failed): user=<a@b.example>, lip=10.0.0.5, rip=203.0.113.7, TLS', '203.0.113.7'],
    ['bob : 3 incorrect password attempts ; TTY=pts/1 ; PWD=/ ; USER=root ; COMMAND=/bin/sh', 'bob'],
    ['FAILED SU (to root) bob on pts/1', 'bob'],
    ['check pass; user unknown', undefined],
    ['login failed in std::string a::b of Chrome/126.0.0.0', undefined],
    ['Login incorrect', undefined],
  ])('of "%s" is %s', (message, origin) => {
    expect(originOf(message)).toBe(origin);
  });

  it('reads any message in linear time', () => {
    for (const part of ['client', 'a:', '1.', ':', ' =', '"client":{', 'ip"  :  ', 'user ']) {
      const message = part.repeat(200_000);
      expect([originOf(message), fieldOf(`{${message}`)].filter((origin) => origin?.includes('9'))).toEqual([]);
    }
  });
});

describe('hostOf', () => {
  it('names no user', () => {
    expect(hostOf('Invalid password for user bob')).toBeUndefined();
  });
});

describe('fieldOf', () => {
  it.each([
    ['{"remote_addr":"203.0.113.7","status":401}', '203.0.113.7'],
    ['{"server":{"address":"10.0.0.1"},"source":{"port":1,"ip":"203.0.113.7"}}', '203.0.113.7'],
    ['{"msg":"login failed","user":"ada","ip": "2001:db8::7"}', '2001:db8::7'],
    ['{"uri":"/?client_ip=203.0.113.7","status":401}', undefined],
    ['client_ip=203.0.113.7 status=401', undefined],
  ])('of %s is %s', (line, client) => {
    expect(fieldOf(line)).toBe(client);
  });
});

describe('clientIn', () => {
  const access = (from: string) => `${from} - - [05/Jan/2026:10:00:00 +0000] "GET /?ip=192.0.2.9 HTTP/1.1" 200 12`;
  const iis = (from: string) => `2026-01-05 10:00:00 10.0.0.1 GET / - 443 - ${from} Chrome/126.0.0.0 200`;
  const clients = Array.from({ length: 40 }, (_, i) => `198.51.100.${i}`);

  it.each([
    ['first', access],
    ['after the name of the host', (from: string) => `shop.example:443 ${access(from)}`],
    ['after the own address', iis],
    ['in a field', (from: string) => JSON.stringify({ server: '10.0.0.1', remote_ip: from, status: 200 })],
  ])('finds the client that stands %s', (_, line) => {
    expect(clientIn(clients.map(line))(line('203.0.113.7'))).toBe('203.0.113.7');
  });

  it('takes who makes most requests for a proxy, and the only client of few for a client', () => {
    expect(clientIn(clients.map(() => access('10.0.0.1')))(access('10.0.0.1'))).toBeUndefined();
    expect(clientIn([])(access('203.0.113.7'))).toBe('203.0.113.7');
    expect(clientIn([])('-')).toBeUndefined();
  });
});

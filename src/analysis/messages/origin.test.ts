import { clientOf, hostOf, originOf } from './origin';

describe('originOf', () => {
  it.each([
    ['Failed password for root from 203.0.113.7 port 22 ssh2', '203.0.113.7'],
    ['authentication failure; logname= uid=0 rhost=host-1.example.net  user=root', 'host-1.example.net'],
    ['authentication failure; logname=bob uid=1000 rhost=  user=bob', 'bob'],
    ['An account failed to log on. Source Network Address: 2001:db8:0:0:0:0:0:7', '2001:db8:0:0:0:0:0:7'],
    ['Login incorrect', undefined],
  ])('of "%s" is %s', (message, origin) => {
    expect(originOf(message)).toBe(origin);
  });
});

describe('hostOf', () => {
  it('names no user', () => {
    expect(hostOf('Invalid password for user bob')).toBeUndefined();
  });
});

describe('clientOf', () => {
  it('is the address that an access line begins with, and no other', () => {
    expect(clientOf('203.0.113.7 - - [05/Jan/2026:10:00:00 +0000] "POST /login HTTP/1.1" 401 12')).toBe('203.0.113.7');
    expect(clientOf('{"client":"203.0.113.7","status":401}')).toBeUndefined();
  });
});

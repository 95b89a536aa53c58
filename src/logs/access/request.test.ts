import { accessMessage, plainPath, readRequest } from './request';

const read = (text: string) => {
  const request = { method: 'x', path: 'x' };
  readRequest(text, request);
  return request;
};

describe('readRequest', () => {
  it.each([
    ['GET /orders/7?id=1 HTTP/1.1', 'GET', '/orders/7'],
    ['GET /orders', 'GET', '/orders'],
    ['POST https://shop.example.com:443/a?b=c HTTP/2.0', 'POST', '/a'],
    ['GET http://shop.example.com HTTP/1.1', 'GET', '/'],
    ['CONNECT example.com:443 HTTP/1.1', 'CONNECT', 'example.com:443'],
    ['get /a HTTP/1.0', 'get', '/a'],
    ['OPTIONS * HTTP/1.0', 'OPTIONS', '*'],
    ['GET /r?to=http://x HTTP/1.1', 'GET', '/r'],
  ])('of %s', (text, method, path) => {
    expect(read(text)).toEqual({ method, path });
  });

  it.each(['', '-', '\\x16\\x03\\x01', '<BADREQ>', '- - -', '200 OK'])('finds none in %j', (text) => {
    expect(read(text)).toEqual({ method: '', path: '' });
  });
});

describe('plainPath', () => {
  it('leaves out the query, which may hold secrets, and the server', () => {
    expect(plainPath('https://shop.example.com/a/b?token=x#y')).toBe('/a/b');
    expect(plainPath('/a:b//c')).toBe('/a:b//c');
  });
});

describe('accessMessage', () => {
  it('is the same for requests of one kind', () => {
    expect(accessMessage('GET', '/a', 200)).toBe('GET /a 200 OK');
    expect(accessMessage('GET', '/a', 503, 'SC--')).toBe('GET /a 503 Service Unavailable SC--');
    expect(accessMessage('GET', '/a', 200, '----')).toBe('GET /a 200 OK');
    expect(accessMessage('GET', '', 0)).toBe('GET -');
    expect(accessMessage('', '', 400)).toBe('request 400 Bad Request');
  });
});

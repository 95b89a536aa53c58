import { ERROR, INFO, WARNING } from '../level';
import { ValueSample } from '../values/valueSample';
import { ACCESS_FORMATS } from './accessFormats';
import { AccessReader } from './accessReader';

interface Read {
  format: string | undefined;
  message: string;
  status: number;
  ms: number;
  service: string;
  trace: string;
  time: string;
  level: number | undefined;
}

/** Reads a line as one with its time, or else as one whose time stood before it. */
function read(text: string): Partial<Read> {
  const reader = new AccessReader();
  const line = reader.readLine(text, 0) ?? reader.readMessage(text, 0, true);
  return line
    ? {
        format: line.format?.name,
        message: line.message,
        status: line.statusCode,
        ms: line.responseTime,
        service: line.service,
        trace: line.traceId,
        time: line.time,
        level: line.level,
      }
    : {};
}

describe('ACCESS_FORMATS', () => {
  it.each(ACCESS_FORMATS.map((format) => [format.name, format.example] as const))(
    'reads the example of %s by its own template',
    (name, example) => {
      expect(read(example).format).toBe(name);
    }
  );

  it('reads all of the examples by one reader as each by its own', () => {
    const reader = new AccessReader();
    for (const { name, example } of [...ACCESS_FORMATS, ...[...ACCESS_FORMATS].reverse()]) {
      const line = reader.readLine(example, 0) ?? reader.readMessage(example, 0, true);
      expect(line?.format?.name).toBe(name);
    }
  });

  it('has a name of its own for each', () => {
    const names = ACCESS_FORMATS.map(({ name }) => name);
    expect(new Set(names).size).toBe(names.length);
  });
});

describe('a line of nginx', () => {
  it('says method, path and status, and nothing of who asked', () => {
    expect(
      read('198.51.100.7 - ada [12/Mar/2025:08:15:00 +0100] "GET /orders/7?q=1&token=x HTTP/1.1" 200 615 "-" "curl/8"')
    ).toMatchObject({
      message: 'GET /orders/7 200 OK',
      status: 200,
      ms: NaN,
      time: '12/Mar/2025:08:15:00 +0100',
      level: INFO,
    });
  });

  it.each([
    ['last', '"curl/8" 0.120', 120],
    ['and that of the upstream', '"curl/8" 0.120 0.118', 120],
    ['and none of an upstream', '"curl/8" 0.120 -', 120],
    ['and those of two upstreams', '"curl/8" 5.001 5.000, 0.001', 5001],
    ['behind forwarded addresses', '"curl/8" "203.0.113.9, 10.0.0.2" 0.120', 120],
    ['in quotes', '"curl/8" "0.120" "0.118"', 120],
    ['in quotes behind forwarded addresses', '"curl/8" "203.0.113.9" "0.120"', 120],
    ['with its unit', '"curl/8" 12.5ms', 12.5],
  ])('says the request time %s', (_, end, ms) => {
    expect(
      read(`198.51.100.7 - - [12/Mar/2025:08:15:00 +0000] "GET /orders/7 HTTP/1.1" 502 615 "-" ${end}`)
    ).toMatchObject({ status: 502, ms, message: 'GET /orders/7 502 Bad Gateway', level: ERROR });
  });

  it.each([
    ['an address of IPv6', '2001:0db8:85a3:08d3:1319:8a2e:0370:7348 - - '],
    ['a list of forwarded addresses', '203.0.113.9, 10.0.0.2, 10.0.0.3 - - '],
    ['a name', 'client.example.com - - '],
    ['no address', '- - - '],
    ['a user of two words', '198.51.100.7 - ada lovelace '],
    ['the address twice', '198.51.100.7 - [198.51.100.7] - - '],
    ['a user with a domain', '198.51.100.7 - CORP\\ada '],
  ])('may begin with %s', (_, start) => {
    expect(
      read(`${start}[12/Mar/2025:08:15:00 +0000] "GET /orders/7 HTTP/1.1" 500 615 "-" "curl/8" 0.120`)
    ).toMatchObject({ status: 500, ms: 120, message: 'GET /orders/7 500 Internal Server Error' });
  });

  it.each([
    ['nothing', '-', 'request 400 Bad Request'],
    ['what was meant for TLS', '\\x16\\x03\\x01\\x02\\x00', 'request 400 Bad Request'],
    ['no protocol', 'GET /orders', 'GET /orders 400 Bad Request'],
    ['quotes, escaped', 'GET /x?y=\\"z\\" HTTP/1.1', 'GET /x 400 Bad Request'],
    ['a whole address', 'GET https://shop.example.com:443/orders/7?x=1 HTTP/2.0', 'GET /orders/7 400 Bad Request'],
    ['a method of its own', 'VERSION-CONTROL /repo HTTP/1.1', 'VERSION-CONTROL /repo 400 Bad Request'],
    ['spaces in its path', 'GET /a b c HTTP/1.1', 'GET /a b c 400 Bad Request'],
  ])('may have asked for %s', (_, request, message) => {
    expect(read(`198.51.100.7 - - [12/Mar/2025:08:15:00 +0000] "${request}" 400 0 "-" "-" 0.010`)).toMatchObject({
      status: 400,
      ms: 10,
      message,
      level: WARNING,
    });
  });

  it('may have quotes in the agent', () => {
    expect(
      read(
        '198.51.100.7 - - [12/Mar/2025:08:15:00 +0000] "GET /b HTTP/1.1" 500 160 "-" "Mozilla/5.0 \\"odd\\" agent" 5.001'
      )
    ).toMatchObject({ status: 500, ms: 5001 });
  });

  it('of an ingress names who answered, and the request', () => {
    const line =
      '198.51.100.7 - - [12/Mar/2025:08:15:05 +0000] "GET /b HTTP/2.0" 504 160 "-" "curl/8.5.0" 82 15.003 [shop-orders-80] [] 10.244.0.7:8080, 10.244.0.8:8080, 10.244.0.7:8080 0, 0, 0 5.000, 5.001, 5.002 504, 504, 504 1a1b2c3d4e5f60718293a4b5c6d7e8f9';
    expect(read(line)).toMatchObject({
      format: 'ingress-nginx',
      status: 504,
      ms: 15_003,
      service: 'shop-orders-80',
      trace: '1a1b2c3d4e5f60718293a4b5c6d7e8f9',
    });
    expect(read(line.replace('[shop-orders-80]', '[]'))).toMatchObject({ ms: 15_003, service: '' });
  });
});

describe('a line of Apache', () => {
  it('behind a virtual host names it', () => {
    const rest = '198.51.100.7 - - [12/Mar/2025:08:15:00 +0000] "GET / HTTP/1.1" 200 615 "-" "curl/8"';
    expect(read(`shop.example.com:443 ${rest}`)).toMatchObject({ service: 'shop.example.com', status: 200 });
    expect(read(`shop.example.com ${rest}`)).toMatchObject({ service: 'shop.example.com', status: 200 });
  });

  it('may be of the common log format alone, without the protocol', () => {
    expect(read('198.51.100.7 - - [12/Mar/2025:08:15:00 +0100] "GET /c" 404 -')).toMatchObject({
      format: 'common log format',
      status: 404,
      ms: NaN,
      message: 'GET /c 404 Not Found',
    });
  });

  it('takes %D for microseconds, and for what the values of a sample say', () => {
    const line = (number: number) =>
      `198.51.100.7 - - [12/Mar/2025:08:15:00 +0100] "GET /a HTTP/1.1" 200 615 "-" "curl/8" ${number}`;
    expect(read(line(120_345)).ms).toBeCloseTo(120.345, 9);
    const sample = new ValueSample();
    const looking = new AccessReader(undefined, sample);
    [0, 1, 1, 2].forEach((number) => looking.readLine(line(number), 0));
    const values = sample.learn();
    expect(new AccessReader(values).readLine(line(2), 0)?.responseTime).toBe(2000);
    expect([...values.accessUnits.values()]).toEqual([
      { unit: 's', reason: 'half of the values are 1 or more, which is 1 s' },
    ]);
  });
});

describe('a line of HAProxy', () => {
  const line = (rest: string) => `198.51.100.7:33318 [12/Mar/2025:08:15:00.655] http-in~ ${rest}`;

  it('says the time of all, and names the back end', () => {
    expect(read(line('orders/srv1 10/0/30/69/109 200 2750 - - ---- 1/1/1/1/0 0/0 "GET /a HTTP/1.1"'))).toMatchObject({
      status: 200,
      ms: 109,
      service: 'orders',
      message: 'GET /a 200 OK',
    });
    expect(
      read(line('orders/<NOSRV> 0/-1/-1/-1/+2000 503 +212 - - SC-- 1/1/0/0/3 0/0 {shop|curl/8} "GET /b HTTP/1.1"'))
    ).toMatchObject({
      status: 503,
      ms: 2000,
      service: 'orders',
      message: 'GET /b 503 Service Unavailable SC--',
      level: ERROR,
    });
  });

  it('of a connection says by how it ended whether it failed', () => {
    const tcp = (ms: number, flags: string) => line(`db/pg1 0/0/${ms} 212 ${flags} 1/1/1/1/0 0/0`);
    expect(read(tcp(5007, '--'))).toMatchObject({
      status: 0,
      ms: 5007,
      service: 'db',
      level: INFO,
      message: 'connection to db',
    });
    expect(read(tcp(12, 'SC'))).toMatchObject({ level: ERROR, message: 'connection to db SC' });
    expect(read(tcp(12, 'sD'))).toMatchObject({ level: ERROR });
    expect(read(tcp(12, 'CD'))).toMatchObject({ level: INFO });
    expect(read(tcp(12, 'PC'))).toMatchObject({ level: WARNING });
  });

  it('may be a request that was none', () => {
    expect(read(line('http-in/<NOSRV> -1/-1/-1/-1/5 400 212 - - PR-- 1/1/0/0/0 0/0 "<BADREQ>"'))).toMatchObject({
      status: 400,
      message: 'request 400 Bad Request PR--',
    });
  });
});

describe('a line of a cloud', () => {
  it('sums the times of a load balancer, and has none where one is not known', () => {
    const alb = (times: string, status: string) =>
      `h2 2025-03-12T08:15:00.186641Z app/shop/50dc6c495c0c9188 198.51.100.7:2817 10.0.0.1:80 ${times} ${status} - 34 366 "GET https://shop.example.com:443/orders/7?x=1 HTTP/2.0" "curl/8" - - arn:aws:elasticloadbalancing:eu-central-1:123456789012:targetgroup/orders/73e2d6bc24d8a067 "Root=1-58337262" "-" "-" 0 2025-03-12T08:15:00.137Z "forward" "-" "-" "-" "-" "-" "-"`;
    expect(read(alb('0.001 0.048 0.002', '200'))).toMatchObject({
      ms: 51,
      service: 'orders',
      message: 'GET /orders/7 200 OK',
    });
    expect(read(alb('-1 -1 -1', '503'))).toMatchObject({ ms: NaN, status: 503, level: ERROR });
    expect(read(alb('0.001 -1 -1', '504'))).toMatchObject({ ms: NaN, status: 504 });
  });

  it('of Envoy names the authority, and says why it failed', () => {
    expect(
      read(
        '[2025-03-12T08:15:01.123Z] "GET /b HTTP/1.1" 503 UF 0 91 2000 - "-" "curl/8" "r-2" "orders.shop:80" "10.0.1.1:80"'
      )
    ).toMatchObject({
      ms: 2000,
      status: 503,
      service: 'orders.shop',
      trace: 'r-2',
      message: 'GET /b 503 Service Unavailable UF',
    });
    expect(
      read(
        '[2025-03-12T08:15:01.123Z] "- - -" 0 UF,URX - - "-" 0 0 5 - "-" "-" "-" "-" "10.0.0.1:3306" outbound|3306||db - - - - -'
      )
    ).toMatchObject({ status: 0, level: ERROR });
  });

  it('of Heroku says why it failed, and for how long it waited', () => {
    expect(
      read(
        'at=error code=H12 desc="Request timeout" method=POST path="/pay" host=shop.example.com request_id=8601b555 fwd="198.51.100.7" dyno=web.1 connect= service=30001ms status=503 bytes=0 protocol=https'
      )
    ).toMatchObject({ ms: 30_001, status: 503, service: 'web', message: 'POST /pay 503 Service Unavailable H12' });
  });

  it('of Squid says what was asked for', () => {
    expect(
      read(
        '1741767300.123    109 198.51.100.7 TCP_TUNNEL/200 2750 CONNECT example.com:443 - HIER_DIRECT/93.184.216.34 -'
      )
    ).toMatchObject({ ms: 109, status: 200, message: 'CONNECT example.com:443 200 OK' });
    expect(
      read('1741767300.123      0 198.51.100.7 NONE_NONE/000 0 - error:transaction-end-before-headers - HIER_NONE/- -')
    ).toMatchObject({ status: 0 });
  });
});

describe('a line of an application server', () => {
  it('has the level that it says, else that of its status', () => {
    expect(read('INFO:     198.51.100.7:51234 - "GET /b HTTP/1.1" 500 Internal Server Error')).toMatchObject({
      level: INFO,
      status: 500,
    });
    expect(read('198.51.100.7:51234 - "GET /b HTTP/1.1" 500')).toMatchObject({ level: ERROR });
  });

  it.each([
    [
      '[GIN] 2025/03/12 - 08:15:00 | 500 |  1.234567891s |   ::1 | POST     "/b"',
      1234.567891,
      'POST /b 500 Internal Server Error',
    ],
    ['[12/Mar/2025 08:15:00] "GET /b?x=1 HTTP/1.1" 500 12', NaN, 'GET /b 500 Internal Server Error'],
    ['127.0.0.1 - - [12/Mar/2025 08:15:00] "GET /b HTTP/1.1" 500 -', NaN, 'GET /b 500 Internal Server Error'],
    ['500 GET /b?x=1 (198.51.100.7) 1234.56ms', 1234.56, 'GET /b 500 Internal Server Error'],
    ['GET /b 500 12.345 ms - 615', 12.345, 'GET /b 500 Internal Server Error'],
    ['GET /b 500 - - 12.345 ms', 12.345, 'GET /b 500 Internal Server Error'],
    [' GET /b 500 in 1.2s'.trim(), 1200, 'GET /b 500 Internal Server Error'],
    ['"GET http://shop/b HTTP/1.1" from [::1]:51234 - 500 12B in 350.2µs', 0.3502, 'GET /b 500 Internal Server Error'],
    [
      '[pid: 8|app: 0|req: 12/34] 2001:db8::7 () {40 vars in 500 bytes} [Wed Mar 12 08:15:00 2025] GET /b?x=1 => generated 12 bytes in 1234 micros (HTTP/1.1 500) 2 headers in 80 bytes (1 switches on core 0)',
      1.234,
      'GET /b 500 Internal Server Error',
    ],
  ])('of Gin, Django, Flask, Tornado, morgan, Next.js, chi, uWSGI: %s', (text, ms, message) => {
    const line = read(text);
    expect(line).toMatchObject({ status: 500, message, level: ERROR });
    if (Number.isNaN(ms)) {
      expect(line.ms).toBeNaN();
    } else {
      expect(line.ms).toBeCloseTo(ms, 6);
    }
  });
});

describe('what is no access line', () => {
  it.each([
    '2025-03-12 08:15:00 INFO [main] it said "GET /x HTTP/1.1" to me',
    '{"a": "b"}',
    'level=info msg="x"',
    'GET ready for 200 ms of fun',
    '',
    '[',
    '"',
    '198.51.100.7 - - [12/Mar/2025:08:15:00 +0000] "GET /x HTTP/1.1" abc',
  ])('%s', (text) => {
    expect(read(text)).toEqual({});
  });
});

import { type FieldMapping } from '../query/settings';
import { CRITICAL, DEBUG, ERROR, INFO, UNKNOWN, WARNING } from './level';
import { createLineParser, emptyRecord, type KnownFields } from './lineParser';
import { type LogRecord } from './logTable';
import { LogTableBuilder } from './logTableBuilder';

const NEAR = Date.UTC(2024, 5, 15, 12);

function parse(line: string, known: KnownFields = {}, mapping: FieldMapping = {}): LogRecord {
  const record = emptyRecord();
  createLineParser(mapping, { nearMs: NEAR }).parse(line, known, record);
  return record;
}

describe('a line of JSON', () => {
  it('gives all columns by the usual names', () => {
    const line =
      '{"timestamp":"2024-01-02T03:04:05.123456789Z","level":"warn","service":"cart","msg":"slow","duration_ms":12.5,"status":503,"trace_id":"abc"}';
    expect(parse(line)).toEqual({
      timeMs: Date.UTC(2024, 0, 2, 3, 4, 5, 123),
      timeNs: 456_789,
      level: WARNING,
      service: 'cart',
      message: 'slow',
      responseTime: 12.5,
      statusCode: 503,
      traceId: 'abc',
      line,
    });
  });

  it('finds nested fields, dotted names and those of OpenTelemetry', () => {
    const record = parse(
      '{"body":"hi","severity_number":17,"attributes":{"http.status_code":500},"resource":{"service":{"name":"pay"}},"traceId":"t","res":{"x":1}}'
    );
    expect(record).toMatchObject({ message: 'hi', level: ERROR, statusCode: 500, service: 'pay', traceId: 't' });
  });

  it.each([
    ['log4j2', '"instant":{"epochSecond":1730640600,"nanoOfSecond":118000007}'],
    ['Protocol Buffers', '"timestamp":{"seconds":1730640600,"nanos":118000007}'],
  ])('reads the time of %s in seconds and nanoseconds', (_, field) => {
    expect(parse(`{${field},"message":"slow"}`)).toMatchObject({ timeMs: 1_730_640_600_118, timeNs: 7 });
  });

  it('reads the names and numbers of pino', () => {
    const record = parse('{"level":50,"time":1674981729487,"msg":"x","res":{"statusCode":502},"responseTime":31}');
    expect(record).toMatchObject({ level: ERROR, timeMs: 1_674_981_729_487, statusCode: 502, responseTime: 31 });
  });

  it('keeps the digits of a time that is a number of nanoseconds', () => {
    expect(parse('{"ts":1674981729487160534}')).toMatchObject({ timeMs: 1_674_981_729_487, timeNs: 160_534 });
  });

  it('takes a duration as it stands, and the level and trace from the text within', () => {
    const record = parse(
      '{"ts":"1674981729487160534","service":"travel","line":"16:42:09.486 ERROR t.c.Travel#115 TraceID: 6f3cbf058c2765548a39ad724905d6a1 failed","duration_ms":114.204}'
    );
    expect(record).toMatchObject({
      timeMs: 1_674_981_729_487,
      timeNs: 160_534,
      service: 'travel',
      level: ERROR,
      message: 't.c.Travel#115 TraceID: 6f3cbf058c2765548a39ad724905d6a1 failed',
      responseTime: 114.204,
      traceId: '6f3cbf058c2765548a39ad724905d6a1',
    });
  });

  it('opens a line within a line, as container runtimes wrap them', () => {
    expect(parse('{"log":"{\\"level\\":\\"fatal\\",\\"duration\\":\\"3s\\"}","stream":"stderr"}')).toMatchObject({
      level: CRITICAL,
      responseTime: 3000,
    });
  });

  it.each([
    ['"latency_us":1500', 1.5],
    ['"durationNs":2000000', 2],
    ['"elapsed_seconds":0.5', 500],
    ['"request_time":0.25', 250],
    ['"latency":"12.5ms"', 12.5],
    ['"took":7', 7],
    ['"event":{"duration":3000000}', 3],
  ])('reads %s in its unit', (field, milliseconds) => {
    expect(parse(`{${field}}`).responseTime).toBeCloseTo(milliseconds, 9);
  });

  it('takes no number beyond all numbers for a time', () => {
    expect(parse('{"time":1e999,"msg":"late"}')).toMatchObject({ message: 'late', timeMs: emptyRecord().timeMs });
  });

  it('passes over a field that cannot be what its name says', () => {
    const record = parse('{"status":"firing","code":404,"level":"high","severity":"error","duration":"long"}');
    expect(record).toMatchObject({ statusCode: 404, level: ERROR, responseTime: NaN });
  });

  it.each([
    ['Datadog', '"status":"error","message":"x"', ERROR],
    ['Datadog', '"status":"warn","message":"x"', WARNING],
    ['Serilog', '"@mt":"Slow {Id}","@l":"Warning"', WARNING],
    ['Serilog, which leaves Information out', '"@t":"2024-01-02T03:04:05Z","@mt":"Now listening"', INFO],
    ['slog', '"level":"ERROR+4","msg":"x"', CRITICAL],
    ['Monolog', '"level":200,"level_name":"ERROR","message":"x"', ERROR],
    ['Python', '"levelno":30,"message":"x"', WARNING],
    ['Loguru', '"text":"x","record":{"level":{"name":"SUCCESS","no":25}}', INFO],
    ['log4js', '"level":{"level":40000,"levelStr":"ERROR"},"data":["x"]', ERROR],
    ['Logback', '"level_value":30000,"message":"x"', WARNING],
    ['GELF', '"level":3,"short_message":"x"', ERROR],
    ['journald', '"PRIORITY":"4","MESSAGE":"x"', WARNING],
    ['OpenTelemetry', '"SeverityNumber":17,"Body":"x"', ERROR],
    ['Application Insights', '"severityLevel":3,"message":"x"', ERROR],
    ['MongoDB', '"s":"W","c":"COMMAND","msg":"x"', WARNING],
    ['Windows', '"EventID":7031,"Channel":"System","Level":2,"Message":"x"', ERROR],
    ['Windows', '"EventID":7036,"Channel":"System","Level":4,"LevelDisplayName":"Fehler","Message":"x"', ERROR],
    ['who says only a status', '"status":503,"msg":"x"', ERROR],
    ['who says only a status', '"status":404,"msg":"x"', WARNING],
    ['who says only a status', '"status":200,"msg":"x"', INFO],
    ['who says both', '"status":503,"level":"info","msg":"x"', INFO],
  ])('has the level of %s: %s', (_, fields, level) => {
    expect(parse(`{${fields}}`).level).toBe(level);
  });

  it('takes no time for how long it took', () => {
    expect(parse('{"msg":"a","rt":1730628000123}').responseTime).toBeNaN();
    expect(parse('{"msg":"a","rt":12}').responseTime).toBe(12);
  });

  it('takes its own message before one of what is within', () => {
    expect(parse('{"msg":"WiredTiger error","attr":{"message":"No space left"}}').message).toBe('WiredTiger error');
    expect(parse('{"err":{"message":"no owner"},"level":50}').message).toBe('no owner');
  });

  it('takes no word of a field that may say many things for a level', () => {
    const parser = createLineParser({});
    ['"status":"failed","msg":"x"', '"type":"request","msg":"x"', '"s":"in","msg":"x"'].forEach((fields) =>
      parser.parse(`{${fields}}`, {}, emptyRecord())
    );
    expect(parser.stats.withoutLevel).toBe(3);
  });

  it.each([
    ['Caddy', '"bytes_read":0,"duration":0.017557,"status":200,"msg":"handled request"', 17.557],
    ['Traefik', '"DownstreamStatus":200,"Duration":12345678,"RequestMethod":"GET","RequestPath":"/"', 12.345678],
    ['Echo', '"latency":12345678,"latency_human":"12.345678ms","status":200', 12.345678],
    ['zap', '"caller":"a.go:1","ts":1730640600.6,"duration":0.0125,"msg":"x"', 12.5],
    ['zap with whole numbers', '"caller":"a.go:1","ts":1730640600.6,"duration":12,"msg":"x"', 12],
    ['IIS', '"sc-win32-status":0,"time-taken":15012', 15_012],
    ['CloudFront', '"x-edge-location":"FRA50","time-taken":"0.123"', 123],
    ['Google Cloud', '"httpRequest":{"latency":"2.500123456s","status":503}', 2500.123456],
    ['Kong', '"latencies":{"request":12,"kong":1}', 12],
    ['MongoDB', '"attr":{"durationMillis":1520}', 1520],
    ['nginx', '"request_time":"0.120","status":"200"', 120],
    ['words', '"duration":"12.5 milliseconds"', 12.5],
  ])('has the response time of %s', (_, fields, milliseconds) => {
    expect(parse(`{${fields}}`).responseTime).toBeCloseTo(milliseconds, 9);
  });

  it.each([`"duration":${'9'.repeat(400)}`, `"duration":"${'9'.repeat(400)}s"`, '"duration_s":1e308', '"took":-5'])(
    'has no response time that is none: %s',
    (field) => {
      const builder = new LogTableBuilder();
      builder.append(parse(`{"time":"2024-01-02T03:04:05Z",${field}}`));
      // What is too long stays until the table drops it, and says so.
      expect(builder.finish().responseTime[0]).toBeNaN();
    }
  );

  it('says what was asked for, where it is a request and has no message', () => {
    expect(
      parse(
        '{"method":"GET","path":"/a?x=1","response_code":503,"duration":2000,"upstream_cluster":"outbound|80||cart.shop"}'
      )
    ).toMatchObject({
      message: 'GET /a 503 Service Unavailable',
      service: 'cart.shop',
      responseTime: 2000,
      level: ERROR,
    });
    expect(parse('{"request":"GET /a HTTP/1.1","status":"502","request_time":"3.000"}').message).toBe(
      'GET /a 502 Bad Gateway'
    );
    expect(parse('{"msg":"handled","request":{"method":"GET","uri":"/a"},"status":200}').message).toBe('handled');
    expect(parse('{"path":"/var/log/x.log","n":1}').message).toBe('{"path":"/var/log/x.log","n":1}');
  });

  it('opens a message that is an object, and reads a list of words as one', () => {
    expect(parse('{"message":{"response_time":"12ms","status_code":200}}')).toMatchObject({
      responseTime: 12,
      statusCode: 200,
    });
    expect(parse('{"data":["could not reserve",7],"level":{"levelStr":"ERROR"}}').message).toBe('could not reserve 7');
  });

  it('takes JSON that is cut off for text', () => {
    const line = '{"level":"info","msg":"cut';
    expect(parse(line)).toMatchObject({ message: line, line });
  });
});

describe('a line of logfmt', () => {
  it('gives all columns by the usual names', () => {
    const record = parse(
      'ts=2024-01-02T03:04:05Z level=error app=cart msg="no stock" took=1m2.3s code=409 traceID=abc'
    );
    expect(record).toMatchObject({
      timeMs: Date.UTC(2024, 0, 2, 3, 4, 5),
      level: ERROR,
      service: 'cart',
      message: 'no stock',
      responseTime: 62_300,
      statusCode: 409,
      traceId: 'abc',
    });
  });
});

describe("a line of the kernel's audit", () => {
  it('is its own message', () => {
    const line = 'type=AVC msg=audit(1730628000.123:4712): avc:  denied  { read } for  pid=811 comm="nginx"';
    expect(parse(line)).toMatchObject({ timeMs: 1_730_628_000_123, message: line });
  });
});

describe("a line of Heroku's router", () => {
  const line =
    'at=info method=GET path="/x" host=a request_id=1 fwd="198.51.100.7" dyno=web.1 connect=1ms service=12ms status=200 bytes=1';

  it.each([
    ['2025-03-12T10:15:31.1+00:00 heroku[router]: ', 'router'],
    ['<158>1 2025-03-12T10:15:31.1+00:00 host heroku router - ', 'router'],
    ['255 <158>1 2025-03-12T10:15:31.1+00:00 host heroku router - - ', 'heroku'],
    ['Mar 12 10:15:31 host heroku/router: ', 'heroku/router'],
    ['', ''],
  ])('says behind "%s" how long the service took, and the frame which one', (frame, service) => {
    expect(parse(frame + line)).toMatchObject({ service, responseTime: 12, statusCode: 200, message: 'GET /x 200 OK' });
  });
});

describe('a service', () => {
  it.each(['{"service":"1.5s","msg":"x"}', 'app=1500ms msg=x', '{"container":"1.5 s","msg":"x"}'])(
    'is no duration: %s',
    (line) => {
      expect(parse(line)).toMatchObject({ service: '', responseTime: 1500 });
    }
  );

  it('that is a duration goes behind any other response time', () => {
    expect(parse('service=12ms duration=5ms msg=x').responseTime).toBe(5);
    expect(parse('duration=5ms service=12ms msg=x').responseTime).toBe(5);
  });

  it.each(['3scale', '7', '2048-game', 's3', '12345678901d'])('may have a digit in its name: %s', (service) => {
    expect(parse(`{"service":"${service}","msg":"x"}`)).toMatchObject({ service, responseTime: NaN });
  });
});

describe('a line of text', () => {
  it.each<[string, number, string]>([
    ['2024-01-02 03:04:05,123 ERROR [main] it broke', ERROR, '[main] it broke'],
    ['2024-01-02T03:04:05Z [warn] careful', WARNING, 'careful'],
    ['03:04:05.123 DEBUG detail', DEBUG, 'detail'],
    ['E0102 03:04:05.123456 1 main.go:3] boom', ERROR, '1 main.go:3] boom'],
    ['<11>Jan  2 03:04:05 host su: failed', ERROR, 'failed'],
    ['Jan  2 03:04:05 host app[1]: error: no disk', ERROR, 'no disk'],
    ['24/01/02 03:04:05 INFO executor.Backend: up', INFO, 'executor.Backend: up'],
    ['01-02 03:04:05.123  1702  2395 W Window: slow', WARNING, '1702  2395 W Window: slow'],
    ['2024-01-02 03:04:05 - app - CRITICAL - gone', CRITICAL, 'app - CRITICAL - gone'],
    ['[2024-01-02 03:04:05] level=warning msg', WARNING, 'level=warning msg'],
  ])('gives time, level and message of %s', (line, level, message) => {
    const record = parse(line);
    expect({ level: record.level, message: record.message }).toEqual({ level, message });
    expect(new Date(record.timeMs).toISOString()).toMatch(/^2024-(01-02|06-15)T03:04:05/);
  });

  it.each(['Traceback (most recent call last):', 'java.lang.NullPointerException: x', 'TypeError: y'])(
    'takes %s for an error',
    (line) => {
      expect(parse(line).level).toBe(ERROR);
    }
  );

  it.each(['no errors found', 'ERROR_COUNT is 0', 'information for you', 'the /error page', 'trace of light'])(
    'sees no level in %s',
    (line) => {
      const parser = createLineParser({});
      const record = emptyRecord();
      parser.parse(line, {}, record);
      expect(record.level).toBe(UNKNOWN);
      expect(parser.stats.withoutLevel).toBe(1);
    }
  );

  it.each([
    ['{"msg":"GET /a","status":204}', INFO],
    ['{"msg":"GET /a","status":404}', WARNING],
    ['{"msg":"GET /a","status":503}', ERROR],
    ['{"msg":"GET /a","status":503,"level":"info"}', INFO],
    ['10.0.0.1 - - [03/Nov/2024:14:30:00 +0000] "GET /a HTTP/1.1" 502 12', ERROR],
  ])('takes the level that the status stands for where %s names none', (line, level) => {
    const parser = createLineParser({});
    const record = emptyRecord();
    parser.parse(line, {}, record);
    expect(record.level).toBe(level);
    expect(parser.stats.withoutLevel).toBe(0);
  });

  it('reads the access logs of web servers', () => {
    const line = '10.0.0.1 - - [02/Jan/2024:03:04:05 +0100] "GET /x HTTP/1.1" 502 23 "-" "Agent/5.0" 0.123';
    expect(parse(line)).toMatchObject({ timeMs: Date.UTC(2024, 0, 2, 2, 4, 5), statusCode: 502, responseTime: 123 });
    expect(parse('[GIN] 2024/01/02 - 03:04:05 | 200 |  1.5ms | ::1 | GET "/"')).toMatchObject({
      timeMs: Date.UTC(2024, 0, 2, 3, 4, 5),
      statusCode: 200,
      responseTime: 1.5,
    });
  });

  it('takes an access line behind a frame of syslog, with the time of the frame', () => {
    const line =
      'Jan  2 03:04:05 lb1 haproxy[811]: 10.0.1.2:33318 [02/Jan/2024:03:04:03.655] http-in cart/<NOSRV> 0/-1/-1/-1/2000 503 212 - - SC-- 1/1/0/0/3 0/0 {shop} {} "GET /b HTTP/1.1"';
    expect(parse(line)).toMatchObject({
      timeMs: Date.UTC(2024, 0, 2, 3, 4, 5),
      statusCode: 503,
      responseTime: 2000,
      level: ERROR,
      service: 'cart',
      message: 'GET /b 503 Service Unavailable SC--',
    });
  });

  it('reads no level and no fields from what an access line quotes', () => {
    const line =
      '10.0.0.1 - - [02/Jan/2024:03:04:05 +0000] "GET /search?q=ERROR&duration=99&status=500 HTTP/1.1" 200 512 "https://x/?level=fatal" "Check ALERT"';
    expect(parse(line)).toMatchObject({
      level: INFO,
      statusCode: 200,
      responseTime: NaN,
      message: 'GET /search 200 OK',
    });
  });

  it('reads key=value behind an access line', () => {
    const line =
      '10.0.0.1 - - [02/Jan/2024:03:04:05 +0000] "GET /a HTTP/1.1" 200 5 "-" "curl" rt=0.120 x="y" trace_id=abc';
    expect(parse(line)).toMatchObject({ statusCode: 200, responseTime: 120, traceId: 'abc' });
  });

  it('reads what a message says of a request', () => {
    expect(
      parse('2024-01-02T03:04:05Z INFO [a1b2] Completed 500 Internal Server Error in 123ms (Views: 1.0ms)')
    ).toMatchObject({
      level: INFO,
      statusCode: 500,
      responseTime: 123,
      message: '[a1b2] Completed 500 Internal Server Error in 123ms (Views: 1.0ms)',
    });
    expect(parse('2024-01-02T03:04:05Z 198.51.100.7 "GET /v2 HTTP/1.1" status: 404 len: 1 time: 0.25')).toMatchObject({
      statusCode: 404,
      responseTime: 250,
    });
    expect(parse('2024-01-02T03:04:05Z call took 12 ms').responseTime).toBe(12);
    expect(parse('2024-01-02T03:04:05Z proxied "GET /x HTTP/1.1" 502 upstream').statusCode).toBe(502);
  });

  it('knows the unit behind a number in a pair', () => {
    expect(parse('finished request latency=12 ms status=200').responseTime).toBe(12);
    expect(parse('finished request latency=350 μs status=200').responseTime).toBeCloseTo(0.35, 9);
  });

  it('reads key=value and JSON amid text', () => {
    expect(parse('done duration=12ms, status=201 trace_id=abc')).toMatchObject({
      responseTime: 12,
      statusCode: 201,
      traceId: 'abc',
    });
    expect(parse('2024-01-02T03:04:05Z\tINFO\tserved {"latency_ms": 5, "code": 404}')).toMatchObject({
      level: INFO,
      responseTime: 5,
      statusCode: 404,
    });
  });

  it.each([
    'see https://x/e?level=FATAL&status=500&duration=12ms',
    'see https://x/e?page=0&status=500;level=FATAL',
    'GET /list?page=0&status=500&level=fatal',
    'wrote s3://lake/status=500/level=FATAL/part.parquet',
    'url="/x?a=1&status=500&level=FATAL"',
  ])('takes nothing from the pairs of an address: %s', (text) => {
    const plain = { level: INFO, statusCode: 0, responseTime: NaN };
    expect(parse(`2024-01-02T03:04:05Z [INFO] ${text}`)).toMatchObject(plain);
    expect(parse(`2024-01-02T03:04:05Z ${text}`)).toMatchObject({ ...plain, level: UNKNOWN });
  });

  it('reads the pairs behind an address', () => {
    const both = { level: ERROR, statusCode: 503 };
    expect(parse('done path=/x?a=1 status=503 level=error')).toMatchObject(both);
    expect(parse('done url="/x?a=1",status=503,level=error')).toMatchObject(both);
    expect(parse('retry? status=503 level=error')).toMatchObject(both);
  });

  it('takes the id of a trace, but not from an address', () => {
    const id = '4bf92f3577b34da6a3ce929d0e0e4736';
    expect(parse(`paid trace_id=${id}`).traceId).toBe(id);
    expect(parse(`paid see https://example.com/orders?trace_id=${id}`).traceId).toBe('');
    expect(parse(`paid see /orders?a=1&traceId=${id}`).traceId).toBe('');
  });

  it.each([
    '2024-01-02T03:04:05Z ERROR went wrong level=info',
    '2024-01-02T03:04:05Z [main] cart.Basket ERROR - went wrong severity=info',
    '2024-01-02 03:04:05,123 - cart - ERROR - went wrong level=info',
    'Jan  2 03:04:05 host app[1]: error: went wrong level=info',
  ])('has the level at its head before one further behind: %s', (line) => {
    expect(parse(line).level).toBe(ERROR);
  });

  it('has the level of a pair before one that is only spoken of', () => {
    expect(parse('2024-01-02T03:04:05Z the job that ended in ERROR is done level=info').level).toBe(INFO);
    expect(parse('<11>went well level=info').level).toBe(INFO);
  });

  it.each([
    ['[2024-01-02 03:04:05] production.ERROR: ', 'Payment failed {"message":"card declined","level":"info"}'],
    ['Jan  2 03:04:05 host app[1]: ERROR ', 'failed to parse {"level":"info","msg":"x"}'],
    ['2024-01-02T03:04:05Z ERROR ', 'main failed {"error":"dial tcp"}'],
    ['2024-01-02T03:04:05Z\tERROR\t', 'cart/cart.go:42\tcould not reserve {"severity":"info","err":"x"}'],
    ['2024-01-02 03:04:05,123 [main] ERROR ', 'could not reserve {"level":30,"event":"x"}'],
  ])('keeps its level and its words before those of an object at its end: %s%s', (head, said) => {
    const { level, message } = parse(head + said);
    expect(level).toBe(ERROR);
    expect(message).toContain(said);
  });

  it('begins its message behind the channel of Monolog', () => {
    expect(parse('[2024-01-02 03:04:05] production.ERROR: Payment failed')).toMatchObject({
      level: ERROR,
      message: 'Payment failed',
    });
  });

  it('takes from an object at its end what it does not say itself', () => {
    const fields = '"level":"error","msg":"x","service":"cart","status":503,"duration_ms":12,"trace_id":"abc"';
    const rest = { service: 'cart', statusCode: 503, responseTime: 12, traceId: 'abc' };
    expect(parse(`2024-01-02T03:04:05Z WARN order was late {${fields}}`)).toMatchObject({ ...rest, level: WARNING });
    expect(parse(`2024-01-02T03:04:05Z an order was late {${fields}}`)).toMatchObject({
      ...rest,
      level: ERROR,
      message: `an order was late {${fields}}`,
    });
  });

  it.each(['INFO ', 'INFO cart ', 'web1 cart: ', '[cart] INFO 1 --- [main] shop.Cart : ', 'x INFO cart.go:42 cart | '])(
    'of names alone is but a frame around an object: %s',
    (names) => {
      const line = `2024-01-02T03:04:05Z ${names}{"level":"error","message":"no stock"}`;
      expect(parse(line)).toMatchObject({ level: ERROR, message: 'no stock' });
    }
  );

  it('gives way to the fields that the mapping names', () => {
    const line = '2024-01-02T03:04:05Z ERROR order was late {"lvl":"info","msg":"x"}';
    expect(parse(line, {}, { level: 'lvl', message: 'msg' })).toMatchObject({ level: INFO, message: 'x' });
  });

  it('completes a date without a year so that it does not lie in the future', () => {
    expect(new Date(parse('Dec 24 10:00:00 host x').timeMs).getUTCFullYear()).toBe(2023);
    expect(new Date(parse('Jun 14 10:00:00 host x').timeMs).getUTCFullYear()).toBe(2024);
  });

  it('goes by the pattern of the mapping, and by the usual signs where it does not match', () => {
    const mapping: FieldMapping = {
      pattern: '^(?P<service>\\w+)/(?P<level>\\w+) (?P<message>.*) @(?P<responseTime>\\d+)$',
      responseTimeUnit: 'us',
    };
    expect(parse('cart/fatal out of stock @2500', {}, mapping)).toMatchObject({
      service: 'cart',
      level: CRITICAL,
      message: 'out of stock',
      responseTime: 2.5,
    });
    expect(parse('WARN other', {}, mapping)).toMatchObject({ level: WARNING, service: '' });
  });
});

describe('what the store knows', () => {
  it('goes before what the line says', () => {
    const known = { service_name: 'cart', level: 'error', duration: '5ms', status: '500', trace_id: 'k' };
    expect(parse('level=info service=other duration=1s status=200 trace_id=l msg=hi', known)).toMatchObject({
      service: 'cart',
      level: ERROR,
      responseTime: 5,
      statusCode: 500,
      traceId: 'k',
      message: 'hi',
    });
  });

  it('gives way for a service where it only says where the log came from', () => {
    expect(parse('service=cart msg=hi', { job: 'varlogs' }).service).toBe('cart');
    expect(parse('service=cart msg=hi', { service_name: 'unknown_service' }).service).toBe('cart');
    expect(parse('msg=hi', { job: 'varlogs' }).service).toBe('varlogs');
  });

  it('is no level when it says unknown', () => {
    expect(parse('ERROR boom', { detected_level: 'unknown' }).level).toBe(ERROR);
  });

  it('leaves the time that the record has', () => {
    const record = { ...emptyRecord(), timeMs: 5, timeNs: 7 };
    createLineParser({}).parse('{"ts":"2024-01-01T00:00:00Z","msg":"x"}', { timestamp: '1674981729487' }, record);
    expect(record).toMatchObject({ timeMs: 5, timeNs: 7 });
  });
});

describe('the mapping', () => {
  it('names the fields, and no other name counts for these', () => {
    const mapping: FieldMapping = { level: 'a.lvl', service: 'team', responseTime: 'cost', responseTimeUnit: 's' };
    const line = '{"level":"info","a":{"lvl":"error"},"service":"x","team":"y","cost":2,"duration":9}';
    expect(parse(line, {}, mapping)).toMatchObject({ level: ERROR, service: 'y', responseTime: 2000 });
  });

  it('finds a name with dots in labels that stores write with underscores', () => {
    expect(parse('hi', { app_owner: 'z' }, { service: 'app.owner' }).service).toBe('z');
  });
});

describe('a parser', () => {
  it('carries nothing over from one line to the next', () => {
    const parser = createLineParser({});
    const record = emptyRecord();
    parser.parse(
      '{"level":"error","service":"a","duration":5,"status":500,"trace_id":"t","msg":"m"}',
      { job: 'j' },
      record
    );
    record.timeMs = NaN;
    parser.parse('plain', {}, record);
    expect(record).toEqual({ ...emptyRecord(), message: 'plain', line: 'plain' });
  });

  it('counts what it read', () => {
    const parser = createLineParser({});
    const record = emptyRecord();
    ['{"level":"info"}', 'level=info', 'x', 'ERROR y'].forEach((line) => parser.parse(line, {}, record));
    expect(parser.stats).toMatchObject({ lines: 4, json: 1, logfmt: 1, text: 2, withoutLevel: 1 });
  });
});

describe('a log that its store holds as fields', () => {
  const read = (fields: Record<string, unknown>): LogRecord => {
    const record = { ...emptyRecord(), timeMs: 5 };
    createLineParser({}).parseFields(fields, record);
    return record;
  };
  const common = { service: 'pay', level: ERROR, message: 'no', responseTime: 2.5, statusCode: 503, traceId: 't1' };

  it('is read by the names of the Elastic Common Schema, nested or with dots', () => {
    const nested = {
      '@timestamp': '2026-01-01T00:00:00Z',
      log: { level: 'error' },
      service: { name: 'pay' },
      message: 'no',
      event: { duration: 2_500_000 },
      http: { response: { status_code: 503 } },
      trace: { id: 't1' },
    };
    const flat = {
      'log.level': 'error',
      'service.name': 'pay',
      message: 'no',
      'event.duration': 2_500_000,
      'http.response.status_code': 503,
      'trace.id': 't1',
    };
    expect(read(nested)).toMatchObject({ ...common, timeMs: 5, line: 'no' });
    expect(read(flat)).toMatchObject({ ...common, timeMs: 5, line: 'no' });
  });

  it('is looked for in its message where no field says it', () => {
    expect(read({ message: 'level=error msg="no" duration=3ms' })).toMatchObject({
      line: 'level=error msg="no" duration=3ms',
      level: ERROR,
      responseTime: 3,
    });
  });

  it('is its own line, as JSON, where it has no message', () => {
    expect(read({ a: 1 })).toMatchObject({ message: '{"a":1}', line: '{"a":1}' });
  });
});

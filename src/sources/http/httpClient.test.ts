import { type RequestListener } from 'node:http';
import { gzipSync } from 'node:zlib';
import { CancelledError, SettingsError, StoreError } from '../../errors';
import { type StoreConnection } from './connection';
import { createHttpClient, type HttpClient, type HttpClientOptions } from './httpClient';
import { HttpError } from './httpError';
import { connectionTo, loopbackServer, type LoopbackServer, sendJson } from './testing/loopbackServer';

const never = new AbortController().signal;

let server: LoopbackServer;

afterEach(async () => {
  await server.close();
});

async function serve(handler: RequestListener): Promise<void> {
  server = await loopbackServer(handler);
}

function client(connection: Partial<StoreConnection> = {}, options: HttpClientOptions = {}): HttpClient {
  return createHttpClient(connectionTo(server.url, connection), 'Loki', {
    ...options,
    retries: { firstDelayMs: 1, ...options.retries },
  });
}

async function failure(work: Promise<unknown>): Promise<HttpError> {
  const error = await work.then(
    () => undefined,
    (reason: unknown) => reason
  );
  expect(error).toBeInstanceOf(HttpError);
  return error as HttpError;
}

/** Answers each request with the next handler, the last one for ever. */
function inTurn(...handlers: RequestListener[]): RequestListener {
  let next = 0;
  return (request, response) => handlers[Math.min(next++, handlers.length - 1)](request, response);
}

const ok: RequestListener = (_request, response) => sendJson(response, { fine: true });
const status =
  (code: number, body = '', headers: Record<string, string> = {}): RequestListener =>
  (_request, response) =>
    response.writeHead(code, headers).end(body);

describe('a request', () => {
  it('carries the parameters, escaped, under the path of the URL', async () => {
    await serve(ok);
    await client({ url: `${server.url}/prefix/` }).getJson(
      '/loki/api/v1/query',
      { query: '{a="b&c"}', limit: 5 },
      never
    );
    expect(server.requests[0].url).toBe('/prefix/loki/api/v1/query?query=%7Ba%3D%22b%26c%22%7D&limit=5');
  });

  it('carries basic auth, the tenant and custom headers', async () => {
    await serve(ok);
    await client({
      basicAuth: { user: 'me', password: 'pässword' },
      tenantId: 'team-a',
      headers: { 'X-Custom': 'yes' },
    }).getText('/x', {}, never);
    const { headers } = server.requests[0];
    expect(headers.authorization).toBe(`Basic ${Buffer.from('me:pässword').toString('base64')}`);
    expect(headers['x-scope-orgid']).toBe('team-a');
    expect(headers['x-custom']).toBe('yes');
  });

  it('carries a bearer token', async () => {
    await serve(ok);
    await client({ bearerToken: 'abc' }).getText('/x', {}, never);
    expect(server.requests[0].headers.authorization).toBe('Bearer abc');
  });

  it('posts JSON', async () => {
    let body = '';
    await serve((request, response) => {
      request.on('data', (chunk: Buffer) => (body += chunk.toString()));
      request.on('end', () => response.writeHead(204).end());
    });
    await client().postJson('/push', '{"streams":[]}', never);
    expect(body).toBe('{"streams":[]}');
    expect(server.requests[0].headers['content-type']).toBe('application/json');
  });
});

describe('what is tried again', () => {
  it.each([429, 502, 503, 504])('status %d', async (code) => {
    await serve(inTurn(status(code), ok));
    await expect(client().getJson('/x', {}, never)).resolves.toEqual({ fine: true });
    expect(server.requests).toHaveLength(2);
  });

  it('a connection that is reset before the answer', async () => {
    await serve(inTurn((request) => request.socket.resetAndDestroy(), ok));
    await expect(client().getJson('/x', {}, never)).resolves.toEqual({ fine: true });
  });

  it.each([{}, { 'Content-Length': '1000' }])(
    'a connection that is cut in the middle of the body (%j)',
    async (headers) => {
      await serve(
        inTurn((_request, response) => {
          response.writeHead(200, headers);
          response.write('{"half":', () => response.destroy());
        }, ok)
      );
      await expect(client().getJson('/x', {}, never)).resolves.toEqual({ fine: true });
    }
  );

  it('a few times only', async () => {
    await serve(status(503, 'the ring is not healthy'));
    const error = await failure(client().getJson('/x', {}, never));
    expect(server.requests).toHaveLength(4);
    expect(error.message).toBe(
      `Loki at ${server.url} answered 503 Service Unavailable. The fault is on its side: its log tells more. It said: "the ring is not healthy"`
    );
  });

  it('not before the time that Retry-After asks for, and not where that is too late', async () => {
    await serve(status(429, '', { 'Retry-After': '3600' }));
    const error = await failure(client().getJson('/x', {}, never));
    expect(error.storeStatus).toBe(429);
    expect(error.message).toContain('Too many requests');
    expect(server.requests).toHaveLength(1);
  });

  it.each([400, 401, 403, 404, 500, 501])('but not status %d', async (code) => {
    await serve(status(code));
    const error = await failure(client().getJson('/x', {}, never));
    expect(error.storeStatus).toBe(code);
    expect(server.requests).toHaveLength(1);
  });
});

describe('an error', () => {
  it('says that the login is wrong, without showing it even where the store sends it back', async () => {
    const password = 'p"ss wörd&';
    const said = `no: ${password} ${encodeURIComponent(password)} ${JSON.stringify(password)}`;
    await serve(status(401, said));
    const error = await failure(client({ basicAuth: { user: 'me', password } }).getJson('/x', {}, never));
    expect(error.message).toBe(
      `Loki at ${server.url} answered 401 Unauthorized. It refuses the login: check the user and password, or whether the token has expired, in the data source's settings. It said: "no: *** *** "***""`
    );
    expect(error.status).toBe(502);
  });

  it("hides an expired token, a custom header's value and the encoded login", async () => {
    const login = Buffer.from('me:secret').toString('base64');
    await serve((request, response) => response.writeHead(403).end(JSON.stringify(request.headers)));
    const basic = await failure(
      client({ basicAuth: { user: 'me', password: 'secret' }, headers: { 'X-Key': 'k-123' } }).getText('/x', {}, never)
    );
    const bearer = await failure(client({ bearerToken: 'tok-456' }).getText('/x', {}, never));
    expect(basic.message).toContain('***');
    expect(basic.message).not.toContain(login);
    expect(basic.message).not.toContain('k-123');
    expect(bearer.message).not.toContain('tok-456');
  });

  it('names the path that is not found', async () => {
    await serve(status(404, 'page not found'));
    const error = await failure(client().getJson('/loki/api/v1/query', {}, never));
    expect(error.message).toContain('answered 404 Not Found for /loki/api/v1/query.');
    expect(error.status).toBe(404);
  });

  it("gives the store's own explanation where there is one", async () => {
    await serve(status(401, 'no org id'));
    const error = await failure(
      client({}, { explain: (code, body) => `${code} ${body} explained.` }).getJson('/x', {}, never)
    );
    expect(error.message).toContain('401 no org id explained. It said: "no org id"');
  });

  it('clips what the store said and leaves HTML out', async () => {
    await serve(inTurn(status(500, `${'x'.repeat(5000)}\u0007\n`), status(500, '<html><body>oops</body></html>')));
    const long = await failure(client().getJson('/x', {}, never));
    const html = await failure(client().getJson('/x', {}, never));
    expect(long.message.length).toBeLessThan(500);
    expect(long.message).toContain('xxx...');
    expect(html.message).not.toContain('oops');
  });

  it('says when nothing listens there, and when the host is unknown', async () => {
    await serve(ok);
    const closed = await loopbackServer(ok);
    await closed.close();
    const refused = await failure(client({ url: closed.url }).getJson('/x', {}, never));
    expect(refused.message).toBe(
      `Loki at ${closed.url} refuses the connection. Check the host and port of the URL, and that the server is running.`
    );
    const unknown = await failure(client({ url: 'http://no-such-host.invalid' }).getJson('/x', {}, never));
    expect(unknown.message).toContain("Check the URL's host");
  });

  it('says when TLS is spoken to a port that has none', async () => {
    await serve(ok);
    const error = await failure(client({ url: server.url.replace('http:', 'https:') }).getJson('/x', {}, never));
    expect(error.message).toContain('fails in the TLS handshake. Check whether the URL should begin with http://');
  });

  it.each([
    ['', 'an empty answer instead of JSON'],
    ['<!DOCTYPE html><html>Please log in</html>', 'an HTML page instead of JSON'],
    ['{"status":"success","da', 'JSON that is broken or cut short'],
    ['pong', 'something other than JSON. Check the URL. It began: "pong"'],
    ['\u0000\u0001\u0002', 'something other than JSON'],
  ])('for a 200 with the body %j says that it is %s', async (body, says) => {
    await serve(status(200, body));
    const error = await failure(client().getJson('/x', {}, never));
    expect(error.message).toContain(`Loki at ${server.url} answered with ${says}`);
    expect(error.message).not.toContain('Please log in');
    expect(server.requests).toHaveLength(1);
  });

  it('says when the connection stays cut', async () => {
    await serve((_request, response) => {
      response.writeHead(200);
      response.write('{', () => response.destroy());
    });
    const error = await failure(client().getJson('/x', {}, never));
    expect(error.failure).toBe('cut');
    expect(error.message).toContain('closed the connection in the middle of its answer');
  });

  it('says when a compressed answer is damaged', async () => {
    await serve(status(200, 'not gzip', { 'Content-Encoding': 'gzip' }));
    const error = await failure(client().getJson('/x', {}, never));
    expect(error.message).toContain('cannot be unpacked');
  });

  it('says when the store takes too long, to answer or to send the body', async () => {
    await serve(
      inTurn(
        () => undefined,
        (_request, response) => {
          response.writeHead(200);
          response.write('{');
        }
      )
    );
    for (const path of ['/silent', '/slow-body']) {
      const error = await failure(client({ timeoutMs: 50 }).getJson(path, {}, never));
      expect(error.message).toContain('did not answer within 0.05 s');
      expect(error.status).toBe(504);
    }
    expect(server.requests).toHaveLength(2);
  });

  it('comes for settings that cannot be used, without showing them', async () => {
    await serve(ok);
    expect(() => client({ url: 'loki:3100' })).toThrow(SettingsError);
    expect(() => client({ url: '' })).toThrow('must be an address such as http://host:port');
    expect(() => client({ url: 'http://me:secret@host' })).toThrow('must not hold a login');
    expect(() => client({ bearerToken: 'tok\nen' })).toThrow(/^A header for Loki(?!.*tok\nen)/);
  });
});

describe('a redirect', () => {
  it('is followed on the same host, with the login', async () => {
    await serve((request, response) =>
      request.url === '/old' ? status(307, '', { Location: '/new' })(request, response) : ok(request, response)
    );
    await expect(client({ bearerToken: 'abc' }).getJson('/old', {}, never)).resolves.toEqual({ fine: true });
    expect(server.requests[1].headers.authorization).toBe('Bearer abc');
  });

  it('is not followed to another host: the login stays here', async () => {
    const other = await loopbackServer(ok);
    await serve(status(302, '', { Location: `${other.url}/login?token=abc` }));
    const error = await failure(client({ bearerToken: 'abc' }).getJson('/x', {}, never));
    expect(error.message).toContain(`redirects (302) to ${other.url}, which is not followed`);
    expect(error.message).not.toContain('abc');
    expect(other.requests).toHaveLength(0);
    await other.close();
  });

  it('is not followed round and round', async () => {
    await serve(status(302, '', { Location: '/again' }));
    const error = await failure(client().getJson('/x', {}, never));
    expect(error.failure).toBe('redirect');
    expect(server.requests).toHaveLength(6);
  });
});

describe('a body', () => {
  it('larger than the cap is an error, announced or not, packed or not', async () => {
    const big = JSON.stringify('x'.repeat(2_000_000));
    const handlers: RequestListener[] = [
      status(200, big, { 'Content-Length': String(big.length) }),
      (_request, response) => {
        response.writeHead(200);
        response.end(big);
      },
      (_request, response) => {
        response.writeHead(200, { 'Content-Encoding': 'gzip' });
        response.end(gzipSync(big));
      },
    ];
    await serve(inTurn(...handlers));
    for (const _ of handlers) {
      const error = await failure(client({}, { maxBodyBytes: 1e6 }).getJson('/x', {}, never));
      expect(error.failure).toBe('tooLarge');
      expect(error.message).toContain('more than 1 MB');
    }
  });

  it('in gzip is unpacked, and text beyond ASCII survives', async () => {
    await serve((_request, response) => {
      response.writeHead(200, { 'Content-Encoding': 'gzip' });
      response.end(gzipSync(JSON.stringify('größer ✓')));
    });
    await expect(client().getJson('/x', {}, never)).resolves.toBe('größer ✓');
  });

  it('with bytes that are not UTF-8 is read, the bad bytes replaced', async () => {
    await serve((_request, response) => response.end(Buffer.from([0x22, 0x61, 0xff, 0x62, 0x22])));
    await expect(client().getJson('/x', {}, never)).resolves.toBe('a\ufffdb');
  });
});

describe('cancelling', () => {
  it('ends the request at the store', async () => {
    const controller = new AbortController();
    const closed = new Promise<void>((resolve) => {
      void serve((request) => {
        request.on('close', resolve);
        controller.abort();
      }).then(() => serving());
    });
    let serving: () => void = () => undefined;
    await new Promise<void>((resolve) => (serving = resolve));
    await expect(client().getJson('/x', {}, controller.signal)).rejects.toBeInstanceOf(CancelledError);
    await closed;
  });

  it('ends the wait before another try', async () => {
    const controller = new AbortController();
    await serve((request, response) => {
      status(503)(request, response);
      setImmediate(() => controller.abort());
    });
    await expect(
      client({}, { retries: { firstDelayMs: 60_000, totalMs: 600_000, maxDelayMs: 60_000 } }).getJson(
        '/x',
        {},
        controller.signal
      )
    ).rejects.toBeInstanceOf(CancelledError);
  });

  it('before the request sends nothing', async () => {
    await serve(ok);
    await expect(client().getJson('/x', {}, AbortSignal.abort())).rejects.toBeInstanceOf(CancelledError);
    expect(server.requests).toHaveLength(0);
  });
});

it('gives errors that Grafana can attribute to the store', async () => {
  await serve(status(500));
  const error = await failure(client().getJson('/x', {}, never));
  expect(error).toBeInstanceOf(StoreError);
  expect(error.source).toBe('downstream');
});

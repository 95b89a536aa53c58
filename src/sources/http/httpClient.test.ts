import { type RequestListener } from 'node:http';
import { gzipSync } from 'node:zlib';
import { CancelledError } from '../../errors';
import { failure, inTurn, ok, status } from './testing/answers';
import { httpFixture, never } from './testing/httpFixture';
import { loopbackServer } from './testing/loopbackServer';

const { serve, client, server } = httpFixture();

describe('a request', () => {
  it('carries the parameters, escaped, under the path of the URL', async () => {
    await serve(ok);
    await client({ url: `${server().url}/prefix/` }).getJson(
      '/loki/api/v1/query',
      { query: '{a="b&c"}', limit: 5 },
      never
    );
    expect(server().requests[0].url).toBe('/prefix/loki/api/v1/query?query=%7Ba%3D%22b%26c%22%7D&limit=5');
  });

  it('carries basic auth, the tenant and custom headers', async () => {
    await serve(ok);
    await client({
      basicAuth: { user: 'me', password: 'pässword' },
      tenantId: 'team-a',
      headers: { 'X-Custom': 'yes' },
    }).getText('/x', {}, never);
    const { headers } = server().requests[0];
    expect(headers.authorization).toBe(`Basic ${Buffer.from('me:pässword').toString('base64')}`);
    expect(headers['x-scope-orgid']).toBe('team-a');
    expect(headers['x-custom']).toBe('yes');
  });

  it('carries a bearer token', async () => {
    await serve(ok);
    await client({ bearerToken: 'abc' }).getText('/x', {}, never);
    expect(server().requests[0].headers.authorization).toBe('Bearer abc');
  });

  it('carries an API key', async () => {
    await serve(ok);
    await client({ apiKey: 'abc' }).getText('/x', {}, never);
    expect(server().requests[0].headers.authorization).toBe('ApiKey abc');
  });

  it('sends what is not JSON under its own name, and takes JSON back', async () => {
    await serve(ok);
    const request = {
      method: 'DELETE',
      path: '/x',
      params: { a: 1 },
      body: '{}\n',
      contentType: 'application/x-ndjson',
    } as const;
    await expect(client().sendJson(request, never)).resolves.toEqual({ fine: true });
    expect(server().requests[0]).toMatchObject({ method: 'DELETE', url: '/x?a=1' });
    expect(server().requests[0].headers['content-type']).toBe('application/x-ndjson');
  });

  it('posts JSON', async () => {
    let body = '';
    await serve((request, response) => {
      request.on('data', (chunk: Buffer) => (body += chunk.toString()));
      request.on('end', () => response.writeHead(204).end());
    });
    await client().postJson('/push', '{"streams":[]}', never);
    expect(body).toBe('{"streams":[]}');
    expect(server().requests[0].headers['content-type']).toBe('application/json');
  });
});

describe('what is tried again', () => {
  it.each([429, 502, 503, 504])('status %d', async (code) => {
    await serve(inTurn(status(code), ok));
    await expect(client().getJson('/x', {}, never)).resolves.toEqual({ fine: true });
    expect(server().requests).toHaveLength(2);
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
    expect(server().requests).toHaveLength(4);
    expect(error.message).toBe(
      `Loki at ${server().url} answered 503 Service Unavailable. The fault is on its side: its log says more. It said: "the ring is not healthy"`
    );
  });

  it('not before the time that Retry-After asks for, and not where that is too late', async () => {
    await serve(status(429, '', { 'Retry-After': '3600' }));
    const error = await failure(client().getJson('/x', {}, never));
    expect(error.storeStatus).toBe(429);
    expect(error.message).toContain('Too many requests');
    expect(server().requests).toHaveLength(1);
  });

  it.each([400, 401, 403, 404, 500, 501])('but not status %d', async (code) => {
    await serve(status(code));
    const error = await failure(client().getJson('/x', {}, never));
    expect(error.storeStatus).toBe(code);
    expect(server().requests).toHaveLength(1);
  });
});

describe('a redirect', () => {
  it('is followed on the same host, with the login', async () => {
    await serve((request, response) =>
      request.url === '/old' ? status(307, '', { Location: '/new' })(request, response) : ok(request, response)
    );
    await expect(client({ bearerToken: 'abc' }).getJson('/old', {}, never)).resolves.toEqual({ fine: true });
    expect(server().requests[1].headers.authorization).toBe('Bearer abc');
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
    expect(server().requests).toHaveLength(6);
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
    expect(server().requests).toHaveLength(0);
  });
});

import { SettingsError, StoreError } from '../../errors';
import { failure, inTurn, ok, status } from './testing/answers';
import { httpFixture, never } from './testing/httpFixture';
import { loopbackServer } from './testing/loopbackServer';

const { serve, client, server } = httpFixture();

describe('an error', () => {
  it('says that the login is wrong, without showing it even where the store sends it back', async () => {
    const password = 'p"ss wörd&';
    const said = `no: ${password} ${encodeURIComponent(password)} ${JSON.stringify(password)}`;
    await serve(status(401, said));
    const error = await failure(client({ basicAuth: { user: 'me', password } }).getJson('/x', {}, never));
    expect(error.message).toBe(
      `Loki at ${server().url} answered 401 Unauthorized. It refuses the login: check the user and password, or whether the token has expired, in the data source's settings. It said: "no: *** *** "***""`
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
    const error = await failure(client({ url: server().url.replace('http:', 'https:') }).getJson('/x', {}, never));
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
    expect(error.message).toContain(`Loki at ${server().url} answered with ${says}`);
    expect(error.message).not.toContain('Please log in');
    expect(server().requests).toHaveLength(1);
  });

  it.each([
    ['is deep', 'unreadable', '['.repeat(5000), 'sent JSON that is nested deeper than 1000 levels. Check the server'],
    [
      'takes much',
      'tooLarge',
      '{"999":0}\n'.repeat(50_000),
      'sent JSON that would take more than 256 MB of memory. Narrow',
    ],
  ])('says what is wrong with JSON that %s', async (_, failed, body, says) => {
    await serve(status(200, body));
    for (const work of [client().getJson('/x', {}, never), client().postForm('/x', {}, never)]) {
      const error = await failure(work);
      expect(error.message).toContain(`Loki at ${server().url} ${says}`);
      expect(error.failure).toBe(failed);
    }
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
    expect(server().requests).toHaveLength(2);
  });

  it('comes for settings that cannot be used, without showing them', async () => {
    await serve(ok);
    expect(() => client({ url: 'loki:3100' })).toThrow(SettingsError);
    expect(() => client({ url: '' })).toThrow('must be an address such as http://host:port');
    expect(() => client({ url: 'http://me:secret@host' })).toThrow('must not hold a login');
    expect(() => client({ bearerToken: 'tok\nen' })).toThrow(/^A header for Loki(?!.*tok\nen)/);
  });
});

it('gives errors that Grafana can attribute to the store', async () => {
  await serve(status(500));
  const error = await failure(client().getJson('/x', {}, never));
  expect(error).toBeInstanceOf(StoreError);
  expect(error.source).toBe('downstream');
});

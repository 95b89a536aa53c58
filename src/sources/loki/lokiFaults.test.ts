import { type IncomingMessage, type ServerResponse } from 'node:http';
import { CancelledError, QueryError } from '../../errors';
import { HttpError } from '../http/httpError';
import { connectionTo } from '../http/testing/loopbackServer';
import { lokiSource } from './lokiSource';
import { FROM, identities, line, rowsOf, steady } from './testing/fakeLines';
import { lokiFixture } from './testing/lokiFixture';
import { HOUR } from '../../time/units';

const RANGE = '/loki/api/v1/query_range';
const never = new AbortController().signal;

const { loki, serve, read } = lokiFixture();

describe('what Loki cannot give whole', () => {
  it('in one nanosecond, is said, and reading goes on behind it', async () => {
    const crowd = Array.from({ length: 30 }, (_, i) => line(20, 7, `crowd ${i}`));
    await serve({
      lines: [line(10, 0, 'before'), ...crowd, line(20, 8, 'behind'), line(30, 0, 'last')],
      maxEntries: 10,
    });
    const { table, notices } = await read();
    expect(table.length).toBe(13);
    expect(notices).toEqual([
      {
        severity: 'warning',
        text: "Nanosecond 1795000000020000007 holds 10 lines or more, and Loki gives no more of a nanosecond. To be sure of the rest narrow the selector, or raise Loki's max_entries_limit_per_query.",
      },
    ]);
  });

  it('in 5000 lines of one nanosecond, is asked for in larger pages where the tenant may', async () => {
    const crowd = Array.from({ length: 6000 }, (_, i) => line(20, 7, `crowd ${i}`));
    await serve({ lines: crowd, maxEntries: 10_000 });
    const { table, notices } = await read();
    expect(table.length).toBe(6000);
    expect(notices).toEqual([]);
  });

  it('for the bytes of it, is asked for in smaller pages', async () => {
    const lines = steady(100, 50);
    const intercept = (request: IncomingMessage, response: ServerResponse): boolean => {
      const tooMany = Number(new URL(request.url ?? '', loki().url).searchParams.get('limit')) > 20;
      if (tooMany) {
        response.writeHead(500).end('rpc error: grpc: received message larger than max (5000000 vs. 4194304)');
      }
      return tooMany;
    };
    await serve({ lines, intercept });
    const { table } = await read();
    expect(rowsOf(table)).toEqual(identities(lines));
  });

  it.each([
    [504, 'context deadline exceeded'],
    [400, 'the query would read too many bytes (query: 1.2TiB, limit: 128GiB); consider...'],
    [400, 'the query time range exceeds the limit (query length: 2160h, limit: 30d1h)'],
  ])('in time (%d %s) is asked for in shorter spans', async (code, said) => {
    const lines = steady(200, 36_000);
    const intercept = (request: IncomingMessage, response: ServerResponse): boolean => {
      const params = new URL(request.url ?? '', loki().url).searchParams;
      const tooLong = BigInt(params.get('end') ?? 0) - BigInt(params.get('start') ?? 0) > 600_000_000_000n;
      if (tooLong) {
        response.writeHead(code).end(said);
      }
      return tooLong;
    };
    await serve({ lines, intercept });
    const source = lokiSource(connectionTo(loki().url, { timeoutMs: 5000 }), { mapping: {} });
    const request = { fromMs: FROM, toMs: FROM + 7_200_000, expr: '', lineLimit: 1000 };
    const { table } = await source.read(request, { signal: never });
    expect(rowsOf(table)).toEqual(identities(lines));
  });

  it('is not asked for without end', async () => {
    const intercept = (request: IncomingMessage, response: ServerResponse): boolean => {
      const isRange = request.url?.startsWith(RANGE) ?? false;
      if (isRange) {
        response.writeHead(400).end('the query would read too many bytes (query: 2GB, limit: 1GB)');
      }
      return isRange;
    };
    await serve({ intercept });
    await expect(read({ toMs: FROM + HOUR })).rejects.toThrow("beyond the tenant's limits");
  });

  it('as its warnings say, is said', async () => {
    await serve({ lines: steady(5, 1), warnings: ['some ingesters did not answer'] });
    const { notices } = await read();
    expect(notices).toEqual([{ severity: 'warning', text: 'Loki warns: some ingesters did not answer' }]);
  });
});

describe('a query', () => {
  it('that is not LogQL is the error of who wrote it', async () => {
    await serve();
    const error: unknown = await read({ expr: 'hello' }).catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(QueryError);
    expect(String(error)).toContain('The query is not valid LogQL. It said: "parse error at line 1, col 1');
  });

  it('that counts is answered with what to give instead', async () => {
    await serve();
    const work = read({ expr: 'sum(rate({a="b"}[5m]))' });
    await expect(work).rejects.toBeInstanceOf(QueryError);
    await expect(work).rejects.toThrow('Give a log query such as {service_name="api"}');
  });
});

describe('a fault', () => {
  it('in one of many pages fails the whole: no part is shown as the whole', async () => {
    let turn = 0;
    const intercept = (request: IncomingMessage, response: ServerResponse): boolean => {
      const fails = (request.url?.startsWith(RANGE) ?? false) && ++turn === 15;
      if (fails) {
        response.writeHead(500).end('panic');
      }
      return fails;
    };
    await serve({ lines: steady(500, 100), maxEntries: 10, intercept });
    const error: unknown = await read().catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(HttpError);
    expect(String(error)).toContain('answered 500 Internal Server Error');
  });

  it('that passes does not show: 429, 502, a cut connection', async () => {
    let turn = 0;
    const intercept = (_request: IncomingMessage, response: ServerResponse): boolean => {
      turn++;
      if (turn === 3) {
        response.writeHead(429, { 'Retry-After': '0' }).end('too many outstanding requests');
      } else if (turn === 5) {
        response.writeHead(502).end('<html>bad gateway</html>');
      } else if (turn === 7) {
        response.writeHead(200);
        response.write('{"status":"succ', () => response.destroy());
      }
      return [3, 5, 7].includes(turn);
    };
    const lines = steady(200, 100);
    await serve({ lines, maxEntries: 10, intercept });
    const { table } = await read();
    expect(rowsOf(table)).toEqual(identities(lines));
  });

  it.each([
    [401, 'no org id', 'set the tenant ID'],
    [404, '404 page not found', 'Is this the address of a Loki?'],
    [
      200,
      '{"status":"success","data":{"resultType":"streams","result":[{"stream":{},"values":[["x","y"]]}]}}',
      'other than streams',
    ],
    [200, '{"status":"success","data":{"resultType":"streams","result":{}}}', 'other than streams'],
    [200, '<html></html>', 'an HTML page'],
  ])('with status %d and %s says: %s', async (code, body, says) => {
    const intercept = (_request: IncomingMessage, response: ServerResponse): boolean => {
      response.writeHead(code).end(body);
      return true;
    };
    await serve({ intercept });
    await expect(read()).rejects.toThrow(says);
  });
});

/** Answers each request for lines, whatever it asks for. */
const answering =
  (answer: (response: ServerResponse) => void) =>
  (request: IncomingMessage, response: ServerResponse): boolean => {
    const isRange = request.url?.startsWith(RANGE) ?? false;
    if (isRange) {
      answer(response);
    }
    return isRange;
  };

describe('a store that', () => {
  it.each<[string, number, Record<string, string>, string, string]>([
    ['redirects to another host', 302, { Location: 'http://login.example/sso' }, '', 'not followed because the login'],
    ['finds the token expired', 401, {}, 'token is expired', 'whether the token has expired'],
    ['lets the login read nothing', 403, {}, 'forbidden', 'check its rights and the tenant'],
    ['does not know the tenant', 401, {}, 'invalid tenant', 'check the tenant ID (X-Scope-OrgID)'],
    ['sends half a JSON', 200, {}, '{"status":"success","data":{"resultType":"str', 'broken or cut short'],
  ])('%s is an error that says what to do', async (_, status, headers, body, says) => {
    await serve({ intercept: answering((response) => response.writeHead(status, headers).end(body)) });
    const error: unknown = await read().catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(HttpError);
    expect(String(error)).toContain(`Loki at ${loki().url} `);
    expect(String(error)).toContain(says);
  });

  it('is too slow is given up', async () => {
    await serve({ intercept: answering(() => undefined) });
    const source = lokiSource(connectionTo(loki().url, { timeoutMs: 100 }), { mapping: {} });
    const request = { fromMs: FROM, toMs: FROM + 1000, expr: '', lineLimit: 10 };
    await expect(source.read(request, { signal: never })).rejects.toThrow('did not answer within 0.1 s');
  });
});

describe('lines', () => {
  it('of a megabyte are read whole', async () => {
    const long = 'x'.repeat(1_000_000);
    await serve({ lines: [line(1, 0, long), line(2, 0, `${long}y`)] });
    const { table, notices } = await read();
    expect([table.line.at(0) === long, table.line.at(1) === `${long}y`, notices]).toEqual([true, true, []]);
  });

  it('that are binary are read as they come', async () => {
    const binary = '\u0000\u0001\u001b[31m\ufeff\ud83d\ude00\u2028';
    await serve({ lines: [line(1, 0, binary)] });
    expect((await read()).table.line.at(0)).toBe(binary);
  });

  it('with bytes that are not UTF-8 are read with marks in their place', async () => {
    const [before, after] = [
      `{"status":"success","data":{"resultType":"streams","result":[{"stream":{"service_name":"a"},"values":[["${FROM}000001","caf`,
      '"]]}]}}',
    ];
    const body = Buffer.concat([Buffer.from(before), Buffer.from([0xe9, 0xff]), Buffer.from(after)]);
    await serve({ intercept: answering((response) => response.writeHead(200).end(body)) });
    const { table } = await read({ toMs: FROM + 1 });
    expect(table.line.at(0)).toBe('caf\ufffd\ufffd');
  });

  it('out of order within a page and a stream are put in order', async () => {
    const values = [5, 1, 3].map((ms) => [`${FROM + ms}000000`, `at ${ms}`]);
    const body = JSON.stringify({
      ...{ status: 'success', data: { resultType: 'streams', result: [{ stream: { service_name: 'a' }, values }] } },
    });
    await serve({ intercept: answering((response) => response.writeHead(200).end(body)) });
    const { table } = await read({ toMs: FROM + 6 });
    const times = Array.from(table.timeMs);
    expect(times).toEqual([...times].sort((a, b) => a - b));
    expect(new Set(times)).toEqual(new Set([1, 3, 5].map((ms) => FROM + ms)));
  });

  it('outside the range, of a store whose clock is ahead, are left out', async () => {
    const body = JSON.stringify({
      status: 'success',
      data: {
        resultType: 'streams',
        result: [
          {
            stream: { service_name: 'a' },
            values: [
              [`${FROM}000000`, 'in'],
              [`${FROM + HOUR}000000`, 'an hour ahead'],
            ],
          },
        ],
      },
    });
    await serve({ intercept: answering((response) => response.writeHead(200).end(body)) });
    const { table } = await read({ toMs: FROM + 1 });
    expect(Array.from({ length: table.length }, (_, row) => table.line.at(row))).toEqual(['in']);
  });
});

describe('cancelling', () => {
  it('ends all requests and the reading', async () => {
    const controller = new AbortController();
    const closed: Array<Promise<void>> = [];
    const intercept = (request: IncomingMessage, response: ServerResponse): boolean => {
      const isRange = request.url?.startsWith(RANGE) ?? false;
      if (isRange) {
        closed.push(new Promise((resolve) => response.on('close', resolve)));
        if (closed.length === 6) {
          controller.abort();
        }
      }
      return isRange;
    };
    await serve({ intercept });
    await expect(read({}, controller.signal)).rejects.toBeInstanceOf(CancelledError);
    await Promise.all(closed);
    expect(loki().queries(RANGE)).toHaveLength(6);
  });
});

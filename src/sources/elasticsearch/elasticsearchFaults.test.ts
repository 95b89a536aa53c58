import { type ServerResponse } from 'node:http';
import { QueryError, StoreError } from '../../errors';
import { HttpError } from '../http/httpError';
import { connectionTo, sendJson } from '../http/testing/loopbackServer';
import { type ReadResult } from '../source';
import { elasticsearchSource } from './elasticsearchSource';
import { FROM, identities, rowsOf, steadyDocuments } from './testing/fakeDocuments';
import { fakeElasticsearch, type FakeElasticsearch } from './testing/fakeElasticsearch';
import { type FakeOptions, type FakeRequest, sendError } from './testing/fakeModel';

const never = new AbortController().signal;

let store: FakeElasticsearch;

async function serve(options: FakeOptions = {}): Promise<void> {
  store = await fakeElasticsearch({ documents: steadyDocuments(100, 100), ...options });
}

afterEach(async () => {
  await store.close();
});

function read(expr = '', index = 'logs-*'): Promise<ReadResult> {
  const source = elasticsearchSource(connectionTo(store.url), { index }, {});
  return source.read({ fromMs: FROM, toMs: FROM + 60_000, expr, lineLimit: 100_000 }, { signal: never });
}

const isSearch = ({ path }: FakeRequest): boolean => path === '/_search';
const isPage = ({ path, json }: FakeRequest): boolean => path === '/_search' && Number(json.size) > 0;

/** Answers the first request that matches, and leaves the others to the store. */
function once(which: (request: FakeRequest) => boolean, answer: (response: ServerResponse) => void) {
  let done = false;
  return (request: FakeRequest, response: ServerResponse): boolean => {
    const isIt = !done && which(request);
    if (isIt) {
      done = true;
      answer(response);
    }
    return isIt;
  };
}

describe('an error', () => {
  it.each([
    [401, 'security_exception', 'missing authentication credentials', 'check the user and password or the API key'],
    [403, 'security_exception', 'action [indices:data/read/search] is unauthorized', 'the privileges read and view_'],
    [404, 'index_not_found_exception', 'no such index [logs-x]', 'No index has that name'],
    [404, 'search_context_missing_exception', 'No search context found', 'Run the query again'],
    [400, 'too_many_buckets_exception', 'Trying to create too many buckets', 'search.max_buckets'],
    [400, 'query_shard_exception', 'No mapping found for [ts] in order to sort on', 'lacks the time field'],
  ])('%d %s says what to do', async (status, type, reason, says) => {
    await serve({ intercept: once(isSearch, (response) => sendError(response, status, type, reason)) });
    const error: unknown = await read().catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(HttpError);
    expect(String(error)).toContain(says);
    expect(String(error)).toContain(`It said: "${type}: ${reason}"`);
    expect(store.open.size).toBe(0);
  });

  it('of too many buckets is not tried again, though older stores answer as if it would pass', async () => {
    let tries = 0;
    await serve({
      intercept(request, response) {
        if (isSearch(request)) {
          tries++;
          sendError(response, 503, 'too_many_buckets_exception', 'Trying to create too many buckets');
        }
        return isSearch(request);
      },
    });
    await expect(read()).rejects.toThrow('search.max_buckets');
    expect(tries).toBe(1);
  });

  it('of the memory is tried again, and explained if it stays', async () => {
    let tries = 0;
    await serve({
      intercept(request, response) {
        if (isPage(request)) {
          tries++;
          response.setHeader('Retry-After', '0');
          sendError(response, 429, 'circuit_breaking_exception', '[parent] Data too large');
        }
        return isPage(request);
      },
    });
    await expect(read()).rejects.toThrow('short of memory for this (its circuit breaker)');
    expect(tries).toBe(4);
  });

  it('of Lucene syntax is the error of who wrote it, with the reason', async () => {
    await serve();
    const error: unknown = await read('level:(error').catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(QueryError);
    expect(String(error)).toContain('The query is not valid Lucene syntax');
    expect(String(error)).toContain("parse_exception: Cannot parse 'level:(error'");
    expect(store.open.size).toBe(0);
  });

  it('is a pattern that no index matches', async () => {
    await serve();
    await expect(read('', 'nothing-*')).rejects.toThrow('No index matches nothing-*');
  });

  it('is a store too old for points in time', async () => {
    await serve({ version: '7.10.2' });
    await expect(read()).rejects.toThrow('Elasticsearch 7.10.2 is too old: 7.12 or later is needed.');
  });

  it('is something that is no Elasticsearch', async () => {
    await serve({
      intercept: once(
        () => true,
        (response) => sendJson(response, { fine: true })
      ),
    });
    await expect(read()).rejects.toThrow('not as an Elasticsearch or OpenSearch does');
  });

  it.each([
    [200, '<html>login</html>', 'an HTML page'],
    [200, '{"hits":{"hi', 'broken or cut short'],
    [200, '{"hits":5}', 'something else'],
    [200, '{"hits":{"hits":[{"_index":"logs-a","_id":"1","sort":[1,2]}]}}', 'no _source'],
    [200, '{"hits":{"hits":[{"_index":"logs-a","_source":{}}]}}', 'without the time'],
    [500, 'panic', 'answered 500'],
  ])('is a page with status %d and %s', async (status, body, says) => {
    await serve({ intercept: once(isPage, (response) => response.writeHead(status).end(body)) });
    await expect(read()).rejects.toThrow(says);
    expect(store.open.size).toBe(0);
  });
});

describe('a part is never shown as the whole', () => {
  const hits = { total: { value: 1 }, hits: [] };
  const failures = [{ shard: 1, reason: { type: 'illegal_state_exception', reason: 'disk is gone' } }];

  it.each([
    [{ hits, timed_out: true }, 'it ran out of time'],
    [{ hits, _shards: { total: 5, failed: 2, failures } }, '2 of 5 shards failed'],
    [{ hits, _shards: { total: 5, failed: 2, failures } }, 'illegal_state_exception: disk is gone'],
    [{ hits, _clusters: { total: 3, successful: 2, skipped: 1 } }, '1 of 3 remote clusters are missing'],
    [{ hits }, 'counts 100 lines but gave 0'],
  ])('%j', async (answer, says) => {
    await serve({ intercept: once(isPage, (response) => sendJson(response, answer)) });
    const error: unknown = await read().catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(StoreError);
    expect(String(error)).toContain(says);
    expect(store.open.size).toBe(0);
  });
});

it('hides a fault that passes: 429, 502, a cut connection', async () => {
  let turn = 0;
  await serve({
    maxResultWindow: 10,
    intercept(_request, response) {
      turn++;
      if (turn === 3) {
        response.writeHead(429, { 'Retry-After': '0' }).end('{}');
      } else if (turn === 5) {
        response.writeHead(502).end('<html>bad gateway</html>');
      } else if (turn === 8) {
        response.writeHead(200);
        response.write('{"hits":', () => response.destroy());
      }
      return [3, 5, 8].includes(turn);
    },
  });
  const { table } = await read();
  expect(rowsOf(table).sort()).toEqual(identities(store.documents));
});

it('lets a login that may not ask for the version read all the same', async () => {
  const reason = 'no permissions for [cluster:monitor/main] and User [name=ann]';
  await serve({
    product: 'OpenSearch',
    intercept: once(
      ({ path }) => path === '/',
      (response) => sendError(response, 403, 'security_exception', reason)
    ),
  });
  const { table } = await read();
  expect(table.length).toBe(100);
});

it('returns what it read where the snapshot cannot be closed', async () => {
  await serve({
    intercept: once(
      ({ method }) => method === 'DELETE',
      (response) => response.writeHead(500).end()
    ),
  });
  const { table } = await read();
  expect(table.length).toBe(100);
});

import { LimitError } from '../../errors';
import { type DataQueryMessage } from '../proto/messages';
import { contextOf, createDesk } from '../testing/desk';
import { type QueryRequest } from '../worker/messages';
import { queryData } from './data';

const { signal } = new AbortController();
const pluginContext = contextOf();

function query(refId: string, json: object | string = {}): DataQueryMessage {
  const text = typeof json === 'string' ? json : JSON.stringify(json);
  return { refId, maxDataPoints: 1, timeRange: null, json: Buffer.from(text), queryType: '' };
}

const echo = () =>
  createDesk((_, request) => {
    const { refId } = (request as QueryRequest).query;
    if (refId === 'hostile') {
      throw new LimitError('It computed for too long.', 504);
    }
    return { status: 200, error: refId };
  });

it('has each query answered on its own: an error of one leaves the others alone', async () => {
  const { desk, recorded } = echo();
  const queries = [query('A'), query('hostile'), query('B')];
  const { responses } = await queryData({ pluginContext, headers: {}, queries }, desk, signal);
  expect(responses).toEqual({
    A: { status: 200, error: 'A' },
    B: { status: 200, error: 'B' },
    hostile: { status: 504, error: 'It computed for too long.', errorSource: 'downstream' },
  });
  expect(recorded).toEqual([{ what: 'error', kind: 'LimitError' }]);
});

it('says to the pool whose query it is, and of which logs', async () => {
  const { desk, asked } = echo();
  const queries = [query('A', { expr: '{app="a"}' }), query('B'), query('C', 'no json'), query('D', '[[[')];
  await queryData({ pluginContext: contextOf({ orgId: 7, uid: 'x' }), headers: {}, queries }, desk, signal);
  expect(asked.map(({ caller }) => caller.logs)).toEqual(['{app="a"}', '', '', '']);
  expect(asked[0].caller.owner).toEqual({ org: 7, source: '7/x' });
});

describe('refuses before anything is done', () => {
  const long = 'x'.repeat(70_000);

  it.each([
    ['a query', { queries: [query('A', { expr: long })] }, /query is 69 KB long; it may be 64 KB/],
    ['a name', { queries: [query('A'.repeat(300))] }, /refId.* has 300 characters; it may have 256/],
    ['headers', { headers: { cookie: long } }, /headers of the request are 69 KB long/],
    [
      'so many queries',
      { queries: Array.from({ length: 101 }, (_, i) => query(String(i))) },
      /101 queries.* may be 100/,
    ],
    ['settings', { pluginContext: contextOf({ jsonData: Buffer.alloc(300_000) }) }, /settings are 293 KB long/],
  ])('%s too large', async (_, request, message) => {
    const { desk, asked } = echo();
    const whole = { pluginContext, headers: {}, queries: [query('A')], ...request };
    const { responses } = await queryData(whole, desk, signal);
    for (const response of Object.values(responses)) {
      expect(response).toMatchObject({ status: 400, error: expect.stringMatching(message) });
    }
    expect(asked).toEqual([]);
  });
});

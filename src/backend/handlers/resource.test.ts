import { contextOf, createDesk } from '../testing/desk';
import { callResource } from './resource';

async function call(path: string, url = path) {
  const { desk, asked } = createDesk(() => ({ code: 200, headers: {}, body: Buffer.from('[]') }));
  const request = { pluginContext: contextOf(), path, method: 'GET', url };
  const { code, body } = await callResource(request, desk, new AbortController().signal);
  return { code, body: JSON.parse(String(body)), asked };
}

it('has a worker answer, and says which logs it is about', async () => {
  const { code, body, asked } = await call('services', 'services?from=1&to=2&expr=%7Bapp%3D%22a%22%7D');
  expect([code, body]).toEqual([200, []]);
  expect(asked[0].caller.logs).toBe('{app="a"}');
});

it('knows which logs a whole query is about', async () => {
  const query = JSON.stringify({ queryType: 'healthScore', expr: '{app="a"}' });
  const { asked } = await call('backtest', `backtest?${new URLSearchParams({ query, threshold: '60' }).toString()}`);
  expect(asked[0].caller.logs).toBe('{app="a"}');
});

it.each([
  ['a path', '/'.repeat(200_000), 'fields', /has 200000 characters; it may have 256/],
  ['an address', 'fields', `fields?expr=${'x'.repeat(70_000)}`, /69 KB long; it may be 64 KB/],
])('refuses %s that is too long', async (_, path, url, message) => {
  const { code, body, asked } = await call(path, url);
  expect([code, body, asked]).toEqual([400, { message: expect.stringMatching(message) }, []]);
});

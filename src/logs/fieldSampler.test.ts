import { type DetectedField } from '../query/detectedField';
import { FieldSampler } from './fieldSampler';
import { createLineParser, emptyRecord } from './lineParser';

function sample(...lines: string[]): Record<string, DetectedField> {
  const sampler = new FieldSampler();
  lines.forEach((line) => sampler.addLine(line));
  return byName(sampler);
}

const byName = (sampler: FieldSampler): Record<string, DetectedField> =>
  Object.fromEntries(sampler.fields().map((field) => [field.name, field]));

describe('FieldSampler', () => {
  it.each([
    ['JSON', '{"lvl":"warn","http":{"status":503},"took":12}', ['lvl', 'took', 'http.status']],
    ['logfmt', 'lvl=warn status=503 took=12ms', ['lvl', 'took', 'status']],
    ['text that ends in JSON', 'GET /x {"lvl":"warn","took":12}', ['lvl', 'took']],
    ['a line within a line', '{"log":"{\\"lvl\\":\\"warn\\"}","stream":"stdout"}', ['lvl', 'log', 'stream']],
    ['plain text', 'nothing here', []],
  ])('finds the fields of %s, those that are recognised first', (_, line, names) => {
    expect(Object.keys(sample(line))).toEqual(names);
  });

  it('takes a name of any length in linear time', () => {
    const name = `a${'!'.repeat(1_000_000)}ms`;
    expect(Object.keys(sample(JSON.stringify({ [name]: 1 })))).toEqual([name]);
  });

  it('names a field so that a mapping of that name finds it', () => {
    const line = '{"a":{"b.c":{"d":"checkout"}}}';
    const [service] = Object.keys(sample(line));
    const record = emptyRecord();
    createLineParser({ service }).parse(line, {}, record);
    expect([service, record.service]).toEqual(['a.b.c.d', 'checkout']);
  });

  it('says what each is recognised as, and of what type it is', () => {
    const fields = sample(
      '{"severity":"info","took":"0","n":1,"ok":true,"at":"2026-11-22T10:00:00Z","who":"7"}',
      '{"severity":"error","took":"1.5ms","n":2.5,"ok":false,"at":"2026-11-22T10:00:01Z","who":"x"}'
    );
    expect(fields.severity).toEqual({
      name: 'severity',
      values: ['info', 'error'],
      cardinality: 2,
      type: 'string',
      role: 'level',
    });
    const types = Object.entries(fields).map(([name, { type, role }]) => [name, type, role]);
    expect(types).toEqual([
      ['severity', 'string', 'level'],
      ['took', 'duration', 'responseTime'],
      ['at', 'time', undefined],
      ['n', 'number', undefined],
      ['ok', 'boolean', undefined],
      ['who', 'string', undefined],
    ]);
  });

  it('gives a few different examples, clipped', () => {
    const { x } = sample('x=1', 'x=1', 'x=2', 'x=3', 'x=4');
    expect([x.values, x.cardinality]).toEqual([['1', '2', '3'], 4]);
    expect(sample(`x=${'a'.repeat(99)}`).x.values[0]).toBe(`${'a'.repeat(59)}…`);
  });

  it.each([
    ['password', 'hunter2'],
    ['x_api_key', 'abc'],
    ['http.request.headers.authorization', 'abc'],
    ['Set-Cookie', 'sid=1'],
    ['header', 'Bearer abcdefghijkl'],
    ['jwt', 'eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.x'],
    ['dsn', 'postgres://ann:hunter2@db/x'],
    ['query', 'user=1&token=abc'],
    ['out', 'glsa_abcdefghijk'],
  ])('gives no example of what looks like a secret: %s', (name, value) => {
    expect(sample(JSON.stringify({ [name]: value }))[name].values).toEqual([]);
  });

  it.each([
    ['tokens_used', '17'],
    ['url', 'https://example.org/a:b@c'],
    ['trace_id', '4bf92f3577b34da6a3ce929d0e0e4736'],
  ])('gives examples of what only resembles one: %s', (name, value) => {
    expect(sample(JSON.stringify({ [name]: value }))[name].values).toEqual([value]);
  });

  it('knows labels, and what a store says of fields that the sample has not', () => {
    const sampler = new FieldSampler();
    sampler.addLine('hello', { app: 'web', __error__: 'JSONParserErr' });
    sampler.describe('app', { type: 'number', cardinality: 12 });
    sampler.describe('status', { type: 'number' });
    expect(sampler.fields()).toEqual([
      { name: 'app', values: ['web'], cardinality: 12, type: 'string', role: 'service' },
      { name: 'status', values: [], cardinality: undefined, type: 'number', role: 'statusCode' },
    ]);
  });

  it('stays small where names are ids', () => {
    const ids = Object.fromEntries(Array.from({ length: 5000 }, (_, id) => [`id${id}`, 1]));
    expect(Object.keys(sample(JSON.stringify(ids))).length).toBe(1000);
  });
});

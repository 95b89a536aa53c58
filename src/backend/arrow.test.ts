import { tableFromIPC } from 'apache-arrow';
import fc from 'fast-check';
import { type Frame } from '../views/frame';
import { toArrow } from './arrow';

const decode = (frame: Frame, refId = 'A') => tableFromIPC(toArrow(frame, refId));
const frameOf = (...fields: Frame['fields']): Frame => ({ name: 'test', fields, meta: {} });

describe('toArrow', () => {
  it('writes an Arrow file', () => {
    const text = Buffer.from(toArrow(frameOf(), 'A')).toString('latin1');
    expect([text.slice(0, 6), text.slice(-6)]).toEqual(['ARROW1', 'ARROW1']);
  });

  it('keeps the name, refId and meta of a frame, and the labels and config of a field, where Grafana looks for them', () => {
    const table = decode(
      {
        name: 'levels',
        fields: [
          {
            name: 'value',
            type: 'number',
            values: Float64Array.of(1),
            labels: { level: 'ERROR' },
            config: { unit: 'short', displayNameFromDS: 'Fehler ü' },
          },
        ],
        meta: { type: 'timeseries-multi', typeVersion: [0, 1], notices: [{ severity: 'info', text: 'no logs' }] },
      },
      'B'
    );
    expect(Object.fromEntries(table.schema.metadata)).toEqual({
      name: 'levels',
      refId: 'B',
      meta: '{"type":"timeseries-multi","typeVersion":[0,1],"notices":[{"severity":"info","text":"no logs"}]}',
    });
    const [field] = table.schema.fields;
    expect([field.name, field.nullable, `${field.type}`]).toEqual(['value', true, 'Float64']);
    expect(Object.fromEntries(field.metadata)).toEqual({
      labels: '{"level":"ERROR"}',
      config: '{"unit":"short","displayNameFromDS":"Fehler ü"}',
    });
  });

  it('sends NaN as null and leaves infinity alone', () => {
    const values = Float64Array.of(1, NaN, -0.5, Infinity, NaN, 6, 7, 8, NaN);
    const column = decode(frameOf({ name: 'v', type: 'number', values })).getChildAt(0);
    expect([...(column ?? [])]).toEqual([1, null, -0.5, Infinity, null, 6, 7, 8, null]);
  });

  it('gives times that cannot be null, exact to the nanosecond', () => {
    const field = decode(
      frameOf({
        name: 'time',
        type: 'time',
        values: Float64Array.of(1_790_000_000_123, 0),
        nanoseconds: Uint32Array.of(456_789, 1),
      })
    );
    expect([field.schema.fields[0].nullable, `${field.schema.fields[0].type}`]).toEqual([
      false,
      'Timestamp<NANOSECOND>',
    ]);
    expect([...nanoseconds(field)]).toEqual([1_790_000_000_123_456_789n, 1n]);
  });

  it('gives any millisecond of the years 1677 to 2262 as BigInt would', () => {
    const ms = fc.integer({ min: -9_223_372_036_854, max: 9_223_372_036_853 });
    fc.assert(
      fc.property(fc.array(fc.tuple(ms, fc.integer({ min: 0, max: 999_999 }))), (times) => {
        const table = decode(
          frameOf({
            name: 'time',
            type: 'time',
            values: Float64Array.from(times, ([time]) => time),
            nanoseconds: Uint32Array.from(times, ([, ns]) => ns),
          })
        );
        expect([...nanoseconds(table)]).toEqual(times.map(([time, ns]) => BigInt(time) * 1_000_000n + BigInt(ns)));
      })
    );
  });

  it('keeps any text, with its bytes where it is JSON', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ unit: 'grapheme' })), (values) => {
        const json = values.map((value) => JSON.stringify({ value }));
        const table = decode(frameOf({ name: 's', type: 'string', values }, { name: 'j', type: 'json', values: json }));
        expect([...(table.getChild('s') ?? [])]).toEqual(values);
        const bytes: Uint8Array[] = [...(table.getChild('j') ?? [])];
        expect(bytes.map((value) => new TextDecoder().decode(value))).toEqual(json);
      })
    );
  });

  it('keeps booleans', () => {
    const values = [true, false, false, true, true, true, true, true, false, true];
    expect([...(decode(frameOf({ name: 'b', type: 'boolean', values })).getChild('b') ?? [])]).toEqual(values);
  });

  it('writes a frame without fields, which alert rules take for no data', () => {
    const table = decode(frameOf());
    expect([table.numCols, table.numRows, table.schema.metadata.get('refId')]).toEqual([0, 0, 'A']);
  });
});

function nanoseconds(table: ReturnType<typeof decode>): BigInt64Array {
  const values: unknown = table.getChildAt(0)?.data[0]?.values;
  if (!(values instanceof BigInt64Array)) {
    return BigInt64Array.of();
  }
  return values.slice(0, table.numRows);
}

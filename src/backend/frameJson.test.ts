import { toFrameJson } from './frameJson';

describe('toFrameJson', () => {
  it('gives the schema and the columns as Grafana Live has them', () => {
    const json = toFrameJson({
      name: 'Anomalies',
      meta: { type: 'log-lines' },
      fields: [
        { name: 'timestamp', type: 'time', values: Float64Array.of(1000, 2000), nanoseconds: Uint32Array.of(5, 0) },
        { name: 'score', type: 'number', values: Float64Array.of(-0.5, NaN), config: { decimals: 3 } },
        { name: 'body', type: 'string', values: ['a', 'b'], labels: { service: 'api' } },
        { name: 'labels', type: 'json', values: ['{"service":"api"}', '{}'] },
      ],
    });
    expect(JSON.parse(json)).toEqual({
      schema: {
        name: 'Anomalies',
        meta: { type: 'log-lines' },
        fields: [
          { name: 'timestamp', type: 'time', typeInfo: { frame: 'time.Time' } },
          { name: 'score', type: 'number', typeInfo: { frame: 'float64' }, config: { decimals: 3 } },
          { name: 'body', type: 'string', typeInfo: { frame: 'string' }, labels: { service: 'api' } },
          { name: 'labels', type: 'other', typeInfo: { frame: 'json.RawMessage' } },
        ],
      },
      data: {
        values: [
          [1000, 2000],
          [-0.5, null],
          ['a', 'b'],
          [{ service: 'api' }, {}],
        ],
        nanos: [[5, 0], null, null, null],
      },
    });
  });
});

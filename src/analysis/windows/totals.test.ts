import fc from 'fast-check';
import { CRITICAL, ERROR } from '../../logs/level';
import { tableOf } from '../../logs/testing/tableOf';
import { responseTimeHistogram } from './responseTimeHistogram';
import { summarise } from './totals';

describe('summarise', () => {
  it('gives rates and quantiles as a whole and per service, by name', () => {
    const { totals, services } = summarise(
      tableOf([
        { service: 'b', level: ERROR, responseTime: 100 },
        { service: 'b', level: CRITICAL },
        { service: 'a', statusCode: 502, responseTime: 300 },
        { service: 'a' },
      ])
    );
    expect(totals).toMatchObject({ logs: 4, errors: 2, errorRate: 0.5, successRate: 0.25 });
    expect(totals.responseTime).toMatchObject({ count: 2, mean: 200, p50: 200, max: 300 });
    expect(services.map(({ service, errors }) => [service, errors])).toEqual([
      ['a', 0],
      ['b', 2],
    ]);
    expect(services[1].responseTime).toMatchObject({ count: 1, p99: 100 });
  });

  it('leaves response times out where there are none', () => {
    expect(summarise(tableOf([{}])).totals).not.toHaveProperty('responseTime');
  });
});

describe('responseTimeHistogram', () => {
  it('has ten bins a decade, from the lowest value to the highest', () => {
    const histogram = responseTimeHistogram(Float64Array.of(1, NaN, 10), 9.5);
    expect(histogram?.edges.length).toBe(12);
    expect(histogram?.edges[10]).toBeCloseTo(10, 9);
    expect([...(histogram?.counts ?? [])]).toEqual([1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1]);
    expect(histogram?.p95).toBe(9.5);
  });

  it('is left out where there is no response time', () => {
    expect(responseTimeHistogram(Float64Array.of(NaN), NaN)).toBeUndefined();
  });

  it('counts a response time of 0 in its first bin', () => {
    expect(responseTimeHistogram(Float64Array.of(0), 0)?.counts).toEqual(Uint32Array.of(1));
  });

  it('puts each value between its edges, an edge itself to the right', () => {
    const value = fc.oneof(
      fc.integer({ min: -50, max: 80 }).map((i) => 10 ** (i / 10)),
      fc.double({ min: 1e-5, max: 1e8, noNaN: true })
    );
    fc.assert(
      fc.property(value, (x) => {
        const histogram = responseTimeHistogram(Float64Array.of(x), x);
        expect(histogram?.edges[0]).toBeLessThanOrEqual(x);
        expect(histogram?.edges[1]).toBeGreaterThan(x);
      })
    );
  });
});

import { durationIn, mayHoldDuration } from './durationIn';

const read = (text: string): number => (mayHoldDuration(text) ? durationIn(text) : NaN);

describe('the response time in the words of a text', () => {
  it.each([
    ['request took 12 ms', 12],
    ['GET /orders took 1.2s to finish', 1200],
    ['took: 350µs', 0.35],
    ['duration: 2500.123 ms  statement: SELECT 1', 2500.123],
    ['REPORT RequestId: c6f2a1d0 Duration: 102.25 ms Billed Duration: 103 ms', 102.25],
    ['call finished, elapsed time: 1m2.5s', 62_500],
    ['latency 12ms', 12],
    ['Request completed in 2 min 3 sec', 123_000],
    ['Request completed in 1.25 seconds.', 1250],
    ['answered in 1 minute, 2 seconds and 5 ms', 62_005],
    ['response time: 1,234 ms', 1234],
    ['Completed 200 OK in 12ms (Views: 8.1ms)', 12],
    ['request processed in 12.5 milliseconds', 12.5],
    ['served /orders/7 in 3s', 3000],
    ['[shop][0] took[2.5s], took_millis[2500], total_hits[0 hits]', 2500],
    ['Task cart.add[a1] succeeded in 1.25s: None', 1250],
    ['command shop.cart command: find { find: "cart" } protocol:op_msg 1520ms', 1520],
    ['query shop.cart query: { note: "x" } planSummary: COLLSCAN nreturned:1 reslen:100 352ms', 352],
    ['relay=none, delay=1.5, delays=0.1/0/0.4/1, status=sent (250 OK)', 1500],
    ['slow query: 4.250000 sec, "select itemid from items"', 4250],
    ['# Query_time: 2.500123  Lock_time: 0.000012 Rows_sent: 1', 2500.123],
  ])('%s', (text, milliseconds) => {
    expect(read(text)).toBeCloseTo(milliseconds, 6);
  });

  it.each([
    'Server initialised in [512] milliseconds',
    'Started Shop in 2.3 seconds (JVM running for 3.1)',
    'retrying in 5s',
    'took a while',
    'took 3 items',
    'sleeping for 10ms',
    'waiting, delay=1.5, then (again)',
    'next run in 20ms',
    'uptime 12345 ms',
    `took ${'9'.repeat(400)}ms`,
  ])('is none in %s', (text) => {
    expect(read(text)).toBeNaN();
  });
});
